#pragma once
#include <cstddef>
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/topology/fault.hpp>
#include <petasentra/topology/settings.hpp>
#include <string>

namespace petasentra::topology {

/// Layers that the validated one is held against; null where there is none. Any CRS.
struct ValidateAgainst {
    const layer::Layer* perimeter = nullptr;  ///< its polygons together are the ground that the plan must cover
    const layer::Layer* neighbour = nullptr;  ///< zones of another plan beyond the border
};

/// Faults with the settings as they were used and what was counted on the way.
struct Validation {
    Faults found;
    ValidateSettings settings;  ///< automatic choices filled in (metric_crs, stated_area and its unit)
    std::size_t rows = 0;
    std::size_t parts = 0;  ///< polygons that took part
    std::size_t edges = 0;
    std::size_t edges_without_twin = 0;  ///< border of one zone only: the outline of the plan, and every fault
};

/// Asks a zoning layer every rule of topology/rule.hpp.
///
/// Everything is computed in `settings.metric_crs` (metres), where edges are straight lines; validity alone is judged
/// on the coordinates as they are in the source. How the partition is tested:
///
///   1. In a sound mosaic nearly every edge has a twin: the same two vertices, bit by bit, in the neighbour's border
///      and in the other direction. How many zones cover a place cannot change across such a pair, so it is dropped.
///   2. What is left, the edges without a twin, is cut at its crossings (on a grid of resolution_m) and divides the
///      plane into faces. Within a face the number of covering zones is constant; it is counted at one inner point.
///      Where edges without a twin come nearer than the tolerance without meeting, a short line closes the passage: a
///      gap that is connected to the outside only through a crack within the tolerance is a gap all the same.
///   3. zone_gap: a bounded face that no zone covers - with a perimeter: a face within it - and that is wider than the
///      tolerance. Islands and holes that other zones fill are no faults. Without a perimeter ground open to the
///      outside is no gap.
///   4. zone_overlap: for every pair of rows with common ground in a face covered twice or more, and in force on a
///      common day ([from, to) overlap), the parts of the exact intersection of the two that are wider than the
///      tolerance: one fault a pair. If, besides, neither row has ground wider than the tolerance beyond the other,
///      the pair is a duplicate_geometry instead. Of rows with equal ground each is reported once, against the first.
///      A gap is ground that is covered on no day at all.
///   5. outside_perimeter: the ground of a row in faces outside the perimeter, wider than the tolerance.
///
/// edge_mismatch   A vertex of row A at the end of an edge without a twin lies within the tolerance of such an edge of
///                 row B, but B has no vertex within the tolerance of it. One fault a pair, with all those vertices
///                 that do not lie on ground the pair is found to share.
/// zone_sliver     A polygon with less area than `sliver_m2`, or with 2 area / perimeter below the tolerance.
/// zone_spike      Two consecutive edges, both longer than the tolerance, that enclose an angle of at most `spike_deg`
///                 inside the zone, or outside it where neither has a twin (a crack). Vertices nearer than the
///                 tolerance count as one: an edge begins at the next vertex beyond it. Slivers are not asked.
/// stated_area     |stated - computed| > tolerance x perimeter + half a unit of the last decimal written in the column.
/// border_mismatch Ground of both plans, or enclosed ground of neither between the two, wider than the tolerance; and
///                 vertices of one plan's outline that lie within `border_reach_m` of the other's outline, but with no
///                 vertex of the other within the tolerance.
/// validity_reversed  A row whose valid_to is its valid_from or before it. It counts as always in force.
///
/// Order   The same faults for any number of threads and, with a column of feature ids, for any order of rows.
/// Empty   An empty layer has no faults.
/// Errors  crs_missing; column_missing and column_type for named columns; date_unreadable; option_value for negative
///         settings, and where most edges without a twin are shorter than the tolerance (a hundred edges or more; degrees
///         said to be metres look so), where no zone has as much ground as a square of the tolerance, and where
///         perimeter or neighbour have no polygon; transform_failed where coordinates have no place in the metric CRS; cancelled.
/// Cost    O(n log n) in the vertices, plus one overlay for each pair with common ground.
[[nodiscard]] Validation validate(const layer::Layer& zones, const ValidateAgainst& against,
                                  const ValidateSettings& settings, const core::Control& control = {});

/// The faults as findings people can read: one row each with code, severity, layer, feature_id, other_id, measure, unit,
/// message and hint in both languages, and the place in the CRS of the layer. Vertices of a place that are vertices of
/// the layer have its coordinates, bit by bit.
[[nodiscard]] layer::Layer findings_of(const Validation& validation, const layer::Layer& zones,
                                       const ValidateAgainst& against);

}  // namespace petasentra::topology
