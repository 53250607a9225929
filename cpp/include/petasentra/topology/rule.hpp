#pragma once
#include <cstdint>
#include <petasentra/core/finding.hpp>

namespace petasentra::topology {

/// What a zoning layer is asked. Each rule gives findings of one code, the word in capitals that code_of() returns and
/// docs/findings.md explains; what exactly counts as a fault stands with the function that looks for it.
enum class Rule : std::uint8_t {
    geometry_null,          ///< a row without geometry
    geometry_empty,         ///< a geometry without coordinates
    coordinate_not_finite,  ///< NaN or infinite coordinates; the row takes no further part
    geometry_not_polygon,   ///< points or lines where zones are expected; only polygons take part
    geometry_invalid,       ///< no valid OGC polygon; its mended form takes part in the other rules
    duplicate_geometry,     ///< two rows with the same ground, within the tolerance
    zone_overlap,           ///< ground in two rows that are in force together
    zone_gap,               ///< enclosed ground that no row covers
    zone_sliver,            ///< a part too small or too narrow to be a zone
    zone_spike,             ///< a vertex where the border runs out and back
    edge_mismatch,          ///< neighbours that run along each other without sharing vertices
    outside_perimeter,      ///< ground of a row beyond the perimeter of the plan
    stated_area,            ///< the area in a column is not that of the geometry
    border_mismatch,        ///< the border with the neighbouring plan does not match
    validity_reversed,      ///< the days in force end before they begin; the row counts as always in force
};

/// "ZONE_OVERLAP" and so on.
[[nodiscard]] const char* code_of(Rule rule) noexcept;
/// error where a row cannot be used as it is, warning otherwise.
[[nodiscard]] core::Severity severity_of(Rule rule) noexcept;

}  // namespace petasentra::topology
