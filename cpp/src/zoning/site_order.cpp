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

std::vector<std::uint32_t> by_tile(const geometry::GeometryColumn& sites, const Grid& blocks) {
    const auto columns = tiles_along(blocks.columns);
    const auto rows = tiles_along(blocks.rows);
    const auto tile_of = [&](std::size_t site) -> std::size_t {
        const auto xy = sites.vertices(site);
        if (xy.empty()) return 0;
        const auto column =
            std::clamp<std::int64_t>(blocks.column_of(xy[0]) >> tile_bits, 0, static_cast<std::int64_t>(columns) - 1);
        const auto row =
            std::clamp<std::int64_t>(blocks.row_of(xy[1]) >> tile_bits, 0, static_cast<std::int64_t>(rows) - 1);
        return static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column);
    };
    std::vector<std::uint32_t> tile(sites.size());
    std::vector<std::uint32_t> next(columns * rows + 1, 0);
    for (std::size_t site = 0; site < sites.size(); ++site) {
        tile[site] = static_cast<std::uint32_t>(tile_of(site));
        ++next[tile[site] + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<std::uint32_t> out(sites.size());
    for (std::size_t site = 0; site < sites.size(); ++site) out[next[tile[site]]++] = static_cast<std::uint32_t>(site);
    return out;
}

}  // namespace petasentra::zoning
