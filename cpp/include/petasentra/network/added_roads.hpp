#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/network/from_lines.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/road_network.hpp>
#include <vector>

namespace petasentra::network {

/// A network with more roads in it that wait to be opened: roads somebody thinks of. Closed, they change nothing but
/// where edges are cut; a scenario opens them (CostOptions::waiting).
///
///     A----+----B    A-B was one edge and is two, A-+ with its number and +-B with a new one at the end.
///          |         The added road C-+ comes after those.
///          C
///
/// What was there stays where it is and keeps its number: nodes, roads, and edges, a cut one for its first piece, which
/// share its length by what is measured. Added lines are joined
///   with each other  as network_from_lines joins them;
///   at their ends    to the nearest node within the tolerance, else to the nearest line, which is cut there if the grades
///                    allow it, never to a ferry; each such move is a finding END_SNAPPED;
///   on their way     where a road ends on one of their vertices, at dead ends within the tolerance, to which the line is bent,
///                    and with `crossings` at nodes and where they cross a road of the same grade.
/// Where two roads pass each other without meeting, an added one meets the node that is there, or the first of the two:
/// they do not meet each other for it.
/// Systems of coordinates agree to a millimetre: within that places are one, and nothing is told.
///
/// Rows     Added rows come behind the others and have the flags is_planned and is_waiting, whatever their status says.
/// Order    New nodes are numbered by x, then y.
/// Errors   crs_mismatch where the lines are in another CRS; otherwise as network_from_lines.
/// Cost     Copies the network; O(n log n) in the edges.
[[nodiscard]] RoadNetwork with_roads(const RoadNetwork& base, const layer::Layer& lines, const LineOptions& options,
                                     const core::Control& control = {});

/// As many new nodes as an order is kept for. A road that crosses k others makes shortcuts between all of their ends if its
/// nodes go first, so beyond this the separators are looked for anew, which takes a second and a half for a million nodes.
inline constexpr std::size_t few_new_nodes = 100;

/// An order for the nodes of with_roads. A few new nodes are taken out first and the others as they were, without looking
/// for separators; with more of them it is contraction_order. Either is right, for any roads.
/// Errors   Error(network_malformed) where `arcs` has fewer nodes than the hierarchy.
[[nodiscard]] std::vector<Node> order_with_more(const Hierarchy& base, const Arcs& arcs,
                                                const core::Control& control = {});

}  // namespace petasentra::network
