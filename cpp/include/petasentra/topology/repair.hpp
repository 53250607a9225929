#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/topology/validate.hpp>
#include <span>
#include <string_view>
#include <vector>

namespace petasentra::topology {

/// Who gets ground that two zones claim, or none. Ties go to the smallest feature id.
enum class RepairRule : std::uint8_t {
    largest_neighbour,  ///< the zone with the most area
    longest_border,     ///< the zone that shares most border with the ground
    priority,           ///< the zone with the smallest RepairSettings::preference
};
/// "largest_neighbour", "longest_border", "priority"; Error(option_value) names the three otherwise.
[[nodiscard]] RepairRule repair_rule(std::string_view name);
[[nodiscard]] const char* to_string(RepairRule rule) noexcept;

/// True for the rules that repair() knows what to do about.
[[nodiscard]] bool is_repairable(Rule rule) noexcept;

/// What to repair and how. How strictly, and which columns name rows and days, is what the validation was asked.
struct RepairSettings {
    RepairRule rule = RepairRule::largest_neighbour;
    std::vector<Rule> rules;         ///< which faults; others are not touched
    bool ring_order = false;         ///< shells anticlockwise, holes clockwise (OGC, RFC 7946)
    std::vector<double> preference;  ///< one a row, the smaller wins; only for RepairRule::priority
    double max_m2 = std::numeric_limits<double>::infinity();      ///< more ground than this is not moved
    double max_gap_m2 = std::numeric_limits<double>::infinity();  ///< the same for gaps: nobody claimed that ground
};

/// Why a fault was left as it was.
enum class LeftBecause : std::uint8_t {
    repaired,          ///< it was not
    too_large,         ///< more ground than max_m2, or a gap with more than max_gap_m2
    would_vanish,      ///< a zone would lose all its ground
    no_neighbour,      ///< no zone that can take the ground runs along it
    unfit,             ///< a zone is no valid polygon, and mending it was not asked
    would_cross,       ///< the border would cross itself
    would_return,      ///< a spike cut off would be a spike of the zone that gets it
    came_back,         ///< it was repaired once, and another repair brought it back
    covered_by_other,  ///< the ground is another zone's
    not_computable,    ///< GEOS gives up
    not_settled,       ///< still found after the last round
};

/// The repaired layer and the account of it.
///
/// `ledger` has one row for each row of the layer that a repair touched, and one for each fault left alone:
///
///     code, status       the finding; "repaired" or "left"
///     feature_id, row    the row touched (of a fault left: its row), by name and by number
///     from_id, to_id     who gave ground and who has it now; null where nobody does
///     area_m2            ground moved, in the metric CRS
///     change_m2          what that added to the area of `feature_id`: 0 where it had the ground already
///     max_shift_m        how far its border moved at a vertex put in or taken out; 0 where ground is moved as it lies
///     vertices_added, vertices_removed
///     reason_id, reason_en
///     before_wkb         its geometry before the first repair, WKB in hexadecimal; null from its second ledger row on
///     after_vertices     vertices after the last repair, beside before_wkb: by it undo knows the layer again
///     geometry           the ground moved or the vertices, in the CRS of the layer
///
/// For each row: area before + sum of its change_m2 = area after.
struct Repaired {
    layer::Layer layer;
    layer::Layer ledger;
    std::size_t rounds = 0;   ///< of repair and validation
    std::size_t touched = 0;  ///< rows that changed
    std::size_t left = 0;     ///< faults left alone
};

/// Repairs what `found` and the validations after it say of `zones`, fault by fault, in the order of the findings.
///
/// zone_overlap        The loser by the rule gives up the shared ground (its parts wider than the tolerance).
/// duplicate_geometry  The loser keeps its row with an empty geometry. With equal areas the earlier row wins.
/// zone_gap            The winner among the zones along the gap is joined with it.
/// zone_sliver         The part goes to the winner among the zones along it that are in force together with its own.
/// zone_spike          The vertex is taken out. What lay between the arms goes to the zone along it (a spike), or from
///                     nobody to the zone (a crack).
/// edge_mismatch       The zone that lacks the vertex gets it: its border bends by at most the tolerance.
/// geometry_invalid    The row gets the mended form that all other rules have used.
///
/// Borders   A vertex that a repair makes - where one border now ends on another - is given to every zone whose border
///           runs there, so neighbours go on sharing all vertices and no edge_mismatch is made.
/// Kept      As many rows in the same order with the same attributes. Rows that no repair touched keep their geometry
///           bit by bit, touched ones every vertex that is not part of a repair.
/// Heights   A vertex that stands where one of its row stood keeps that one's Z and M; a new one on an edge of its row
///           gets what lies between the ends of that edge (the first vertex and the first edge of the row, where there
///           are several); ground received has those of its former owner, or interpolated along the ring. A vertex of a
///           mended polygon with neither has NaN, and its ledger row says so.
/// Left      What cannot be repaired stays, with its reason; no zone ever loses all its ground but as a duplicate.
/// After     validate() with the same settings finds nothing of the repaired rules but what the ledger says was left.
///           Ground is moved first, then slivers and spikes, then vertices; after each step what lies beside the
///           touched rows is validated anew, and the whole layer once nothing changes there, at most 24 times in all:
///           what is found then is left as not_settled.
/// Order     The same result for any number of threads and, with a column of feature ids, for any order of rows.
/// Errors    option_value: a rule that is_repairable() denies, a negative max_m2, too few preferences; cancelled.
/// Cost      One validation of the layer, or a few; each repair overlays the polygons it touches, nothing else.
[[nodiscard]] Repaired repair(const layer::Layer& zones, const Validation& found, const layer::Layer* perimeter,
                              const RepairSettings& settings, const core::Control& control = {});

/// The layer with other geometries in some rows: row rows[i] gets row i of `geometries`. Undoes a repair.
[[nodiscard]] layer::Layer with_geometries(const layer::Layer& layer, std::span<const std::size_t> rows,
                                           const geometry::GeometryColumn& geometries);

}  // namespace petasentra::topology
