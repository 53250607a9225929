#include "zoning/site_order.hpp"

#include <algorithm>
#include <numeric>

namespace petasentra::zoning {
namespace {

constexpr int tile_bits = 3;

std::size_t tiles_along(std::uint32_t blocks) {
    return (std::size_t{blocks} >> tile_bits) + 1;
}

}  // namespace

std::vector<std::uint32_t> by_tile(std::span<const std::uint32_t> rows, const geometry::GeometryColumn& sites,
                                   const Grid& blocks) {
    const auto columns = tiles_along(blocks.columns);
    const auto tiles = columns * tiles_along(blocks.rows);
    const auto tile_of = [&](std::size_t site) -> std::size_t {
        const auto xy = sites.vertices(site);
        if (xy.empty()) return 0;
        const auto along = [](std::int64_t block, std::uint32_t last) {
            return static_cast<std::size_t>(std::clamp<std::int64_t>(block, 0, last) >> tile_bits);
        };
        return along(blocks.row_of(xy[1]), blocks.rows) * columns + along(blocks.column_of(xy[0]), blocks.columns);
    };
    std::vector<std::uint32_t> tile(rows.size());
    std::vector<std::uint32_t> next(tiles + 1, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        tile[i] = static_cast<std::uint32_t>(tile_of(rows[i]));
        ++next[tile[i] + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::uint32_t> out(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) out[next[tile[i]]++] = static_cast<std::uint32_t>(i);
    return out;
}

}  // namespace petasentra::zoning
