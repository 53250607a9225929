#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/zoning/shares.hpp>
#include <span>

#include "zoning/site_ground.hpp"
#include "zoning/site_order.hpp"

namespace petasentra::zoning {
namespace {

using core::Error;
using core::ErrorCode;

constexpr std::size_t sites_per_block = 256;

void require_same_crs(const geometry::Crs& sites, const geometry::Crs& zones) {
    if (sites.same_as(zones)) return;
    throw Error(ErrorCode::crs_mismatch,
                {"Tapak dan zona memakai CRS yang berbeda (" + sites.name() + "; " + zones.name() + ").",
                 "Sites and zones are in different CRSs (" + sites.name() + "; " + zones.name() + ")."},
                {"Samakan dahulu dengan to_crs(...).", "Bring them together with to_crs(...) first."});
}

/// What was found for one site: `count` zones from `first` on in the list of its block.
struct Found {
    SharedOut shared;
    std::uint32_t block = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

// Sites in the order of their tiles lie anywhere in memory: each step fetches what the next one needs.
void fetch_ahead(const geometry::GeometryColumn& sites, std::span<const std::uint32_t> order, std::size_t i) {
    constexpr std::size_t step = 6;
    const auto n = order.size();
    if (i + 4 * step < n) __builtin_prefetch(&sites.part_of_row[order[i + 4 * step]]);
    if (i + 3 * step < n) __builtin_prefetch(&sites.ring_of_part[sites.part_of_row[order[i + 3 * step]]]);
    if (i + 2 * step < n)
        __builtin_prefetch(&sites.vertex_of_ring[sites.ring_of_part[sites.part_of_row[order[i + 2 * step]]]]);
    if (i + step < n) {
        const auto xy = sites.vertices(order[i + step]);
        for (std::size_t k = 0; k < std::min<std::size_t>(xy.size(), 32); k += 8) __builtin_prefetch(xy.data() + k);
    }
}

void write_site(std::size_t site, const Found& found, const std::vector<ZoneArea>& zones, std::size_t at,
                SiteShares& out) {
    const auto area = found.shared.area_m2;
    const auto put = [&](std::int64_t zone, double part) {
        out.site[at] = static_cast<std::int64_t>(site);
        out.zone[at] = zone;
        out.area_m2[at] = part;
        out.share[at] = area > 0.0 ? part / area : 0.0;
        ++at;
    };
    for (std::uint32_t i = 0; i < found.count; ++i) put(zones[found.first + i].zone, zones[found.first + i].area_m2);
    put(outside, found.shared.outside_m2);
    out.covered_more_than_once_m2[site] = found.shared.covered_more_than_once_m2;
}

}  // namespace

SiteShares shares(const layer::Layer& sites, const ZoningIndex& zones, const core::Control& control) {
    require_same_crs(sites.crs, zones.crs());
    const auto n = sites.size();
    const auto order = by_tile(sites.geometry, zones.cells().blocks);
    std::vector<Found> found(n);
    std::vector<std::vector<ZoneArea>> lists(core::block_count(n, sites_per_block));
    core::Pool<SiteGround> grounds([&] { return std::make_unique<SiteGround>(sites, zones); });
    core::for_blocks(n, sites_per_block, control, [&](core::Block block) {
        auto ground = grounds.borrow();
        auto& list = lists[block.index];
        for (auto i = block.begin; i < block.end; ++i) {
            control.check();  // a site where zones overlap takes GEOS milliseconds
            fetch_ahead(sites.geometry, order, i);
            auto& one = found[order[i]];
            one.block = static_cast<std::uint32_t>(block.index);
            one.first = static_cast<std::uint32_t>(list.size());
            one.shared = ground->share_out(order[i], list);
            one.count = static_cast<std::uint32_t>(list.size()) - one.first;
        }
    });
    SiteShares out;
    std::vector<std::size_t> begin(n + 1, 0);
    for (std::size_t site = 0; site < n; ++site) {
        begin[site + 1] = begin[site] + found[site].count + 1;
        out.stats.joined_by_geos += found[site].shared.joined_by_geos ? 1U : 0U;
        out.stats.redone_by_geos += found[site].shared.redone_by_geos ? 1U : 0U;
    }
    out.site.resize(begin[n]);
    out.zone.resize(begin[n]);
    out.area_m2.resize(begin[n]);
    out.share.resize(begin[n]);
    out.covered_more_than_once_m2.resize(n);
    core::for_blocks(n, 16 * sites_per_block, {.threads = control.threads}, [&](core::Block block) {
        for (auto site = block.begin; site < block.end; ++site)
            write_site(site, found[site], lists[found[site].block], begin[site], out);
    });
    return out;
}

}  // namespace petasentra::zoning
