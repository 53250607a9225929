#include "usable.hpp"

#include <petasentra/core/number_text.hpp>
#include <petasentra/geometry/star_ring.hpp>

namespace petasentra::conformance {

namespace {

const char* code_of(Gap gap) {
    switch (gap) {
        case Gap::geometry_null:
            return "GEOMETRY_NULL";
        case Gap::geometry_empty:
            return "GEOMETRY_EMPTY";
        case Gap::not_finite:
            return "COORDINATE_NOT_FINITE";
        case Gap::not_projected:
            return "COORDINATE_OUT_OF_RANGE";
        case Gap::mixed_geometry:
            return "GEOMETRY_MIXED";
        default:
            return "GEOMETRY_INVALID";
    }
}

}  // namespace

Fault fault_of(const geometry::GeometryColumn& geometry, std::size_t row, bool projected) {
    if (geometry.is_null(row)) return {Gap::geometry_null, {}};
    if (geometry.kind[row] == geometry::Kind::collection) return {Gap::mixed_geometry, {}};
    if (geometry.is_empty(row)) return {Gap::geometry_empty, {}};
    if (!projected) return {Gap::not_projected, {}};
    if (!geometry.is_finite(row)) return {Gap::not_finite, {}};
    if (geometry::StarRing::of(geometry::only_ring(geometry, row)).sure) return {};
    const auto problem = geometry::validity(geometry, row);
    if (problem.valid()) return {};
    return {Gap::geometry_invalid,
            problem.reason + ", " + core::number_text(problem.x, 2).en + " " + core::number_text(problem.y, 2).en};
}

core::Finding finding_for(const SiteVerdict& site, const Fault& fault, const core::Text& reason,
                          const std::string& layer) {
    core::Finding finding;
    finding.code = code_of(fault.gap);
    finding.severity = core::Severity::error;
    finding.layer = layer;
    finding.feature = site.site_id;
    const auto where = fault.place.empty() ? std::string(".") : " (" + fault.place + ").";
    finding.message = {"Tapak " + site.site_id + ": " + reason.id + where,
                       "Site " + site.site_id + ": " + reason.en + where};
    finding.hint = {"Betulkan geometri tapak ini lalu periksa ulang; hasilnya dicatat sebagai data tidak tersedia.",
                    "Mend the geometry of this site and check again; its verdict is recorded as no data."};
    if (fault.gap == Gap::not_projected) {
        finding.hint = {"Periksa CRS tapak dan urutan bujur dan lintang, lalu periksa ulang.",
                        "Check the CRS of the sites and the order of longitude and latitude, then check again."};
    }
    return finding;
}

}  // namespace petasentra::conformance
