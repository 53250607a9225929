#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/network/road_columns.hpp>
#include <petasentra/network/road_network.hpp>

namespace petasentra::network {

struct TableOptions {
    std::string node_id = "id";  ///< of the nodes: whole numbers or texts
    std::string node_x = "x";
    std::string node_y = "y";
    std::string from = "from";  ///< of the edges: ids of nodes
    std::string to = "to";
    std::string length_m;  ///< stated lengths; empty: measured along the geometry
    RoadColumns columns;
    RoadWords words;
    PlannedRoads planned = PlannedRoads::left_out;
};

/// A network from a table of nodes and a table of edges: nothing is cut or joined. Rows of `edges.geometry` are the lines of
/// the edges; a row without one is the straight line between its nodes, and so are all if there is no geometry (an empty
/// column). `edges.crs` is that of both.
///
/// The nodes decide what meets, and a line is brought from the node `from` to the node `to`, so that directions and shares
/// of an edge are those of its line:
///
///     within 1 m of both nodes    as drawn; turned round where it is drawn from `to` to `from` (EDGE_TURNED)
///     within 50 m                 its two ends are moved to the nodes (EDGE_END_MOVED, with the distance)
///     farther                     not used: the edge is straight (EDGE_LINE_ELSEWHERE, with the distance)
///     in several parts            one line where they join end to end at exactly one place each, in whatever order and
///                                 direction; else not used: the edge is straight, and as long as all parts together or as
///                                 the straight line, whichever is longer (EDGE_IN_PARTS): no gap is measured
///
/// One-way texts speak of the direction from `from` to `to`. A row whose line is not used has the status `line_unused`.
/// Lengths that are not stated are measured on the lines as they are used.
///
/// An edge that names an unknown node (NODE_MISSING), states a negative or unreadable length (LENGTH_UNUSABLE), or is a loop
/// without length (LINE_WITHOUT_LENGTH) is a finding, has no edge and keeps its status in roads().
/// Errors  crs_missing, degrees_refused as for lines; column_missing, column_type; duplicate_id for two nodes of one
///         id; null_value for a node without id; geometry_not_finite for a node without a place;
///         crs_mismatch for a node whose place is no longitude and latitude, and as for lines.
[[nodiscard]] RoadNetwork network_from_tables(const layer::Table& nodes, const layer::Layer& edges,
                                              const TableOptions& options, const core::Control& control = {});

}  // namespace petasentra::network
