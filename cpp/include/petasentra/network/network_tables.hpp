#pragma once
#include <petasentra/layer/layer.hpp>
#include <petasentra/network/road_network.hpp>
#include <petasentra/network/snap.hpp>

namespace petasentra::network {

/// A network as tables for people and other libraries; rows in the order of the numbers they bear.

/// Edges as lines: edge, from_node, to_node (numbers of nodes), length_m, road_class, traffic, bridge, tunnel, level,
/// ferry, planned, waiting, name, feature_id and feature_row of the source, component.
[[nodiscard]] layer::Layer edges_layer(const RoadNetwork& network);
/// Nodes as points: node, node_id of the source, degree, component.
[[nodiscard]] layer::Layer nodes_layer(const RoadNetwork& network);
/// The rows of the source, each with what became of it: feature_row, feature_id, status, edges, length_m.
[[nodiscard]] layer::Table roads_table(const RoadNetwork& network);
/// One row a point: edge, fraction, distance_m, component, x, y, status, and the reason in both languages, empty for
/// points that are snapped. Where there is no edge, edge and component are null.
[[nodiscard]] layer::Table snapped_table(const Snapped& snapped, double limit_m);

}  // namespace petasentra::network
