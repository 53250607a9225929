#include <petasentra/topology/rule.hpp>

namespace petasentra::topology {

const char* code_of(Rule rule) noexcept {
    switch (rule) {
        case Rule::geometry_null:
            return "GEOMETRY_NULL";
        case Rule::geometry_empty:
            return "GEOMETRY_EMPTY";
        case Rule::coordinate_not_finite:
            return "COORDINATE_NOT_FINITE";
        case Rule::geometry_not_polygon:
            return "GEOMETRY_NOT_POLYGON";
        case Rule::geometry_invalid:
            return "GEOMETRY_INVALID";
        case Rule::duplicate_geometry:
            return "DUPLICATE_GEOMETRY";
        case Rule::zone_overlap:
            return "ZONE_OVERLAP";
        case Rule::zone_gap:
            return "ZONE_GAP";
        case Rule::zone_sliver:
            return "ZONE_SLIVER";
        case Rule::zone_spike:
            return "ZONE_SPIKE";
        case Rule::edge_mismatch:
            return "EDGE_MISMATCH";
        case Rule::outside_perimeter:
            return "OUTSIDE_PERIMETER";
        case Rule::stated_area:
            return "STATED_AREA";
        case Rule::border_mismatch:
            return "BORDER_MISMATCH";
        case Rule::validity_reversed:
            return "VALIDITY_REVERSED";
    }
    return "";
}

core::Severity severity_of(Rule rule) noexcept {
    return rule <= Rule::geometry_invalid ? core::Severity::error : core::Severity::warning;
}

}  // namespace petasentra::topology
