#include "zoning/site_ground.hpp"

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/is_place.hpp>
#include <span>

#include "zoning/overlaps.hpp"
#include "zoning/rounding.hpp"

namespace petasentra::zoning {
namespace {

using core::Error;
using core::ErrorCode;
using geometry::Shape;

core::Place place_of(const layer::Layer& sites, std::size_t row) {
    return {sites.provenance.source, sites.title(), std::to_string(row), {}};
}

void require_polygon(const layer::Layer& sites, std::size_t row) {
    if (geometry::dimension(sites.geometry.kind[row]) == 2) return;
    throw Error(ErrorCode::geometry_kind,
                {"Bagian luas hanya ada untuk poligon.", "Only polygons have shares of area."},
                {"Untuk titik pakai locate().", "For points use locate()."}, place_of(sites, row));
}

void require_places(const layer::Layer& sites, std::size_t row) {
    if (geometry::has_places_only(sites.geometry, row)) return;
    throw Error(ErrorCode::geometry_not_finite,
                {"Koordinat tapak bukan tempat di bumi (NaN, tak hingga, atau terlalu besar).",
                 "A coordinate of the site is no place on the Earth (NaN, infinite or far too large)."},
                {"Betulkan atau hapus titik itu.", "Correct or delete that vertex."}, place_of(sites, row));
}

void require_valid(const layer::Layer& sites, std::size_t row) {
    const auto problem = geometry::validity(sites.geometry, row);
    if (problem.valid()) return;
    throw Error(
        ErrorCode::geometry_invalid,
        {"Poligon tapak tidak sah: " + problem.reason + ".", "The site polygon is not valid: " + problem.reason + "."},
        {"Perbaiki geometrinya lebih dahulu.", "Repair the geometry first."}, place_of(sites, row));
}

double sum_of(std::span<const ZoneArea> zones) {
    double sum = 0.0;
    for (const auto& one : zones) sum += one.area_m2;
    return sum;
}

/// The ground of all cuts together, at most that of the site. Borders of cuts are rounded where they were cut off:
/// slivers of that size, which the error of shares allows for.
double area_of_union(const std::vector<Cut>& cuts, double site_m2) {
    if (std::ranges::any_of(cuts, &Cut::whole)) return site_m2;
    std::vector<const Shape*> shapes;
    for (const auto& cut : cuts) shapes.push_back(&cut.ground);
    return Shape::union_of(shapes).area();
}

}  // namespace

SiteGround::SiteGround(const layer::Layer& sites, const ZoningIndex& zones)
    : m_sites(sites),
      m_zones(zones),
      m_near(zones.cells(), zones.edge_boxes()),
      m_common(zones.cells()),
      m_query(zones) {}

void SiteGround::take(std::span<const Site> sites) {
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const auto row = sites[i].row;
        m_row[i] = row;
        m_bounds[i] = {};
        if (m_sites.geometry.is_null(row) || m_sites.geometry.is_empty(row)) continue;
        require_polygon(m_sites, row);
        require_places(m_sites, row);
        m_edges[i].take(m_sites.geometry, row);
        if (!sites[i].surely_valid && m_edges[i].perhaps_invalid()) require_valid(m_sites, row);
        m_bounds[i] = m_edges[i].box();
    }
    m_near.find(std::span(m_bounds).first(sites.size()));
}

SharedOut SiteGround::share_out(std::size_t site, std::vector<ZoneArea>& zones) {
    SharedOut out;
    if (m_bounds[site].empty()) return out;
    const auto row = m_row[site];
    const auto& edges = m_edges[site];
    out.area_m2 = edges.area();
    const auto first = zones.size();
    for (const auto& near : m_near.zones(site)) {
        const auto area = m_common.area(near.zone, m_near.boxes(near), edges);
        if (!area) {
            zones.resize(first);
            redo(row, zones);
            out.redone_by_geos = true;
            break;
        }
        if (*area > 0.0) zones.push_back({near.zone, *area});
    }
    const auto found = std::span(zones).subspan(first);
    const auto sum = sum_of(found);
    auto covered = sum;
    if (found.size() > 1 && (out.redone_by_geos || m_zones.overlaps().perhaps_in(m_bounds[site]))) {
        const auto whole = [&](const ZoneArea& one) { return one.area_m2 == out.area_m2; };
        if (std::ranges::any_of(found, whole)) {
            covered = out.area_m2;
        } else {
            covered = area_of_union(m_query.cut(Shape(m_sites.geometry, row), 2), out.area_m2);
            out.joined_by_geos = true;
        }
    }
    const auto nothing = static_cast<double>(found.size() + 1) * rounding_m2(m_bounds[site]);
    const auto rest = out.area_m2 - covered;
    out.outside_m2 = rest > nothing ? rest : 0.0;
    const auto excess = sum - covered;
    out.covered_more_than_once_m2 = excess > nothing ? excess : 0.0;
    return out;
}

void SiteGround::redo(std::size_t row, std::vector<ZoneArea>& zones) {
    for (const auto& cut : m_query.cut(Shape(m_sites.geometry, row), 2)) zones.push_back({cut.zone, cut.measure});
}

}  // namespace petasentra::zoning
