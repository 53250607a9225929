#include "zoning/undecided_sites.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/core/prefetch.hpp>

#include "zoning/site_order.hpp"

namespace petasentra::zoning {
namespace {

constexpr std::size_t sites_per_list = 256;

std::vector<std::uint32_t> undecided_rows(std::span<const Look> looks) {
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < looks.size(); ++row)
        if (looks[row].zone == Look::undecided) rows.push_back(static_cast<std::uint32_t>(row));
    return rows;
}

/// Sites in the order of their tiles lie anywhere in memory: each step fetches what the next one needs.
class FetchAhead {
  public:
    FetchAhead(const geometry::GeometryColumn& sites, std::span<const std::uint32_t> rows,
               std::span<const std::uint32_t> order)
        : m_sites(sites), m_rows(rows), m_order(order) {}

    void operator()(std::size_t i) const {
        constexpr std::size_t step = 6;
        if (const auto part = row(i + 4 * step)) core::prefetch(&m_sites.part_of_row[*part]);
        if (const auto part = row(i + 3 * step)) core::prefetch(&m_sites.ring_of_part[m_sites.part_of_row[*part]]);
        if (const auto part = row(i + 2 * step))
            core::prefetch(&m_sites.vertex_of_ring[m_sites.ring_of_part[m_sites.part_of_row[*part]]]);
        if (const auto part = row(i + step)) {
            const auto xy = m_sites.vertices(*part);
            for (std::size_t k = 0; k < std::min<std::size_t>(xy.size(), 32); k += 8) core::prefetch(xy.data() + k);
        }
    }

  private:
    [[nodiscard]] std::optional<std::uint32_t> row(std::size_t i) const {
        return i < m_order.size() ? std::optional(m_rows[m_order[i]]) : std::nullopt;
    }
    const geometry::GeometryColumn& m_sites;
    std::span<const std::uint32_t> m_rows;
    std::span<const std::uint32_t> m_order;
};

}  // namespace

UndecidedSites share_out_undecided(const layer::Layer& sites, const ZoningIndex& zones, std::span<const Look> looks,
                                   const core::Control& control) {
    UndecidedSites out;
    out.rows = undecided_rows(looks);
    const auto count = out.rows.size();
    const auto order = by_tile(out.rows, sites.geometry, zones.cells().blocks);
    const FetchAhead fetch_ahead(sites.geometry, out.rows, order);
    out.found = core::LargeVector<UndecidedSites::Found>(count);
    out.lists.resize(core::block_count(count, sites_per_list));
    core::Pool<SiteGround> grounds([&] { return std::make_unique<SiteGround>(sites, zones); });
    core::for_blocks(count, sites_per_list, control, [&](core::Block block) {
        auto ground = grounds.borrow();
        auto& list = out.lists[block.index];
        std::array<SiteGround::Site, SiteGround::batch> batch;
        for (auto begin = block.begin; begin < block.end; begin += SiteGround::batch) {
            control.check();  // a site where zones overlap takes GEOS milliseconds
            const auto count_here = std::min(SiteGround::batch, block.end - begin);
            for (std::size_t i = 0; i < count_here; ++i) {
                fetch_ahead(begin + i);
                core::prefetch(&out.found[order[begin + i]]);
                const auto row = out.rows[order[begin + i]];
                batch[i] = {row, looks[row].surely_valid};
            }
            ground->take(std::span(batch).first(count_here));
            for (std::size_t i = 0; i < count_here; ++i) {
                const auto first = static_cast<std::uint32_t>(list.size());
                const auto shared = ground->share_out(i, list);
                out.found[order[begin + i]] = {shared, static_cast<std::uint32_t>(block.index), first,
                                               static_cast<std::uint32_t>(list.size()) - first};
            }
        }
    });
    return out;
}

}  // namespace petasentra::zoning
