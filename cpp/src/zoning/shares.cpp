#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/zoning/shares.hpp>

namespace petasentra::zoning {

using core::Error;
using core::ErrorCode;
using geometry::Shape;

namespace {

constexpr std::size_t sites_per_block = 64;

struct BlockShares {
    std::vector<std::int64_t> site;
    std::vector<std::int64_t> zone;
    std::vector<double> area_m2;
    std::vector<double> share;
    std::vector<double> excess_m2;
};

void require_same_crs(const geometry::Crs& sites, const geometry::Crs& zones) {
    if (sites.same_as(zones)) return;
    throw Error(ErrorCode::crs_mismatch,
                {"Tapak dan zona memakai CRS yang berbeda (" + sites.name() + "; " + zones.name() + ").",
                 "Sites and zones are in different CRSs (" + sites.name() + "; " + zones.name() + ")."},
                {"Samakan dahulu dengan to_crs(...).", "Bring them together with to_crs(...) first."});
}

void require_polygon(const layer::Layer& sites, std::size_t row) {
    const core::Place place{sites.provenance.source, sites.title(), std::to_string(row), {}};
    if (geometry::dimension(sites.geometry.kind[row]) != 2) {
        throw Error(ErrorCode::geometry_kind,
                    {"Bagian luas hanya ada untuk poligon.", "Only polygons have shares of area."},
                    {"Untuk titik pakai locate().", "For points use locate()."}, place);
    }
    const auto problem = geometry::validity(sites.geometry, row);
    if (!problem.valid()) {
        throw Error(ErrorCode::geometry_invalid,
                    {"Poligon tapak tidak sah: " + problem.reason + ".",
                     "The site polygon is not valid: " + problem.reason + "."},
                    {"Perbaiki geometrinya lebih dahulu.", "Repair the geometry first."}, place);
    }
}

/// The part of the site that no zone covers. Whole zones are joined before they are taken off: borders that two zones
/// share vertex by vertex then vanish exactly, where joining the cuts would leave slivers of rounding.
double outside_area(const Shape& site, const std::vector<Cut>& cuts, const ZoningIndex& zones) {
    if (cuts.empty()) return site.area();
    if (std::any_of(cuts.begin(), cuts.end(), [](const Cut& cut) { return cut.whole; })) return 0.0;
    std::vector<const Shape*> covering;
    for (const auto& cut : cuts) covering.push_back(&zones.zone(cut.zone));
    return site.difference(Shape::union_of(covering)).area();
}

void share_site(const layer::Layer& sites, std::size_t row, const ZoningIndex& zones, ZoningIndex::Query& query,
                BlockShares& out) {
    const auto id = static_cast<std::int64_t>(row);
    auto add = [&](std::int64_t zone, double area, double share) {
        out.site.push_back(id);
        out.zone.push_back(zone);
        out.area_m2.push_back(area);
        out.share.push_back(share);
    };
    if (sites.geometry.is_null(row) || sites.geometry.is_empty(row)) {
        add(outside, 0.0, 0.0);
        out.excess_m2.push_back(0.0);
        return;
    }
    require_polygon(sites, row);
    const Shape site(sites.geometry, row);
    const auto site_area = site.area();
    const auto cuts = query.cut(site, 2);
    const auto rest = outside_area(site, cuts, zones);
    auto covered = 0.0;
    for (const auto& cut : cuts) {
        add(cut.zone, cut.measure, cut.measure / site_area);
        covered += cut.measure;
    }
    add(outside, rest, site_area > 0.0 ? rest / site_area : 0.0);
    const auto excess = covered + rest - site_area;
    out.excess_m2.push_back(excess > 1e-9 * site_area ? excess : 0.0);
}

}  // namespace

SiteShares shares(const layer::Layer& sites, const ZoningIndex& zones, const core::Control& control) {
    require_same_crs(sites.crs, zones.crs());
    std::vector<BlockShares> blocks(core::block_count(sites.size(), sites_per_block));
    core::Pool<ZoningIndex::Query> queries([&] { return std::make_unique<ZoningIndex::Query>(zones); });
    core::for_blocks(sites.size(), sites_per_block, control, [&](core::Block block) {
        auto query = queries.borrow();
        for (auto row = block.begin; row < block.end; ++row) share_site(sites, row, zones, *query, blocks[block.index]);
    });
    SiteShares out;
    for (const auto& block : blocks) {
        out.site.insert(out.site.end(), block.site.begin(), block.site.end());
        out.zone.insert(out.zone.end(), block.zone.begin(), block.zone.end());
        out.area_m2.insert(out.area_m2.end(), block.area_m2.begin(), block.area_m2.end());
        out.share.insert(out.share.end(), block.share.begin(), block.share.end());
        out.covered_more_than_once_m2.insert(out.covered_more_than_once_m2.end(), block.excess_m2.begin(),
                                             block.excess_m2.end());
    }
    return out;
}

}  // namespace petasentra::zoning
