#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/topology/rule.hpp>
#include <string>
#include <vector>

namespace petasentra::topology {

inline constexpr std::int64_t no_row = -1;

/// A row beside a gap and how much of the gap's border it holds.
struct Neighbour {
    std::int64_t row;
    double border_m;
};

/// One fault as data: which rows, which part, how much. Sentences are made of it by findings_of().
///
/// Rows count from 0 in the layer that was validated. Which fields say something:
///
///     rule                       row           other              part   measure                      place
///     geometry_null, _empty      the row                                 -                            -
///     coordinate_not_finite      the row                                 coordinates, "vertices"      -
///     geometry_not_polygon       the row                                 -                            the row's shape
///     geometry_invalid           the row                          part   -; `detail` is GEOS's word   a point
///     duplicate_geometry         the later     the earlier               shared ground, m2            the ground
///     zone_overlap               the earlier   the later                 shared ground, m2            the ground
///     zone_gap                   longest neighbour                       uncovered ground, m2         the ground
///     zone_sliver                the row                          part   ground of the part, m2       the part
///     zone_spike                 the row                          part   shorter arm, m               the vertex
///     edge_mismatch              the earlier   the later                 largest distance, m          the vertices
///     outside_perimeter          the row                                 ground outside, m2           the ground
///     stated_area                the row                                 stated less computed, m2     a point inside
///     border_mismatch            ours          the neighbour plan's      m2 (ground) or m (vertices)  ground, vertices
///     validity_reversed          the row                                 -                            the row's polygons
///
/// "Earlier" and "later" are in the order of feature ids, so that the input order of the rows changes nothing. A gap
/// that no row borders (between the perimeter and nothing) has row == no_row.
struct Fault {
    Rule rule;
    std::int64_t row = no_row;
    std::int64_t other = no_row;
    std::int64_t part = -1;  ///< polygon within the row, from 0; -1 where it is not one part
    double measure = 0.0;    ///< NaN where there is none
    const char* unit = "";   ///< "m2", "m", "vertices" or nothing
    std::string detail;      ///< geometry_invalid: GEOS's word. stated_area: the methods that would fit, by comma
    double stated_m2 = 0.0;  ///< stated_area only
    double computed_m2 = 0.0;
    std::vector<Neighbour> neighbours;  ///< zone_gap only: all rows beside it, longest border first
};

/// Faults and where they are: fault k lies at row k of `places`, in `crs` (metres), and at row k of `source_places`, in
/// the CRS of the layer; vertices of a place that are vertices of the layer have its very coordinates in both. Sorted by
/// rule, then by rows and part in the order of feature ids, then by place.
struct Faults {
    std::vector<Fault> faults;
    geometry::GeometryColumn places;
    geometry::GeometryColumn source_places;
    geometry::Crs crs;

    [[nodiscard]] std::size_t size() const noexcept { return faults.size(); }
};

}  // namespace petasentra::topology
