#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/network/arcs.hpp>
#include <petasentra/network/roads.hpp>
#include <petasentra/network/travel_graph.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::network {

/// The number of an edge: 0, 1, 2 ... Its arcs are 2 e (along the line) and 2 e + 1 (against it).
using Edge = std::uint32_t;

/// What a road network is made of, as flat columns. An edge is a piece of a road between two nodes.
struct NetworkParts {
    geometry::Crs crs;
    std::string title;

    std::vector<double> node_xy;         ///< x, y pairs in `crs`
    std::vector<std::int64_t> node_id;   ///< as the source numbers them, else 0, 1, 2 ...
    std::vector<std::string> node_name;  ///< empty, or one a node where the source names them by text

    std::vector<Node> from;
    std::vector<Node> to;
    std::vector<double> length_m;     ///< along the line: in the plane where metres are true, else on the ellipsoid
    std::vector<std::uint32_t> road;  ///< the row of `roads` that the edge is a piece of
    std::vector<std::uint64_t> vertex_of_edge{0};
    std::vector<double> xy;  ///< edge e has the vertices vertex_of_edge[e] .. [e + 1], from `from` to `to`

    Roads roads;
    std::vector<RoadFinding> findings;  ///< what was found while it was made

    std::size_t lines = 0;        ///< parts of lines that were joined into the network
    std::size_t t_junctions = 0;  ///< vertices within a line at which the end of a line meets it
    std::size_t crossings = 0;    ///< places within lines at which they were cut because they cross
    std::size_t ends_moved = 0;   ///< ends of lines moved within the tolerance
    double farthest_move_m = 0.0;
    double tolerance_m = 0.0;
};

/// Roads as a graph: nodes where lines meet or end, edges between them, two arcs an edge. Never changed once made, so
/// that any number of threads may ask it.
///
///     node 0 ---- edge 0 ---- node 1 ---- edge 1 ---- node 2        arcs 0: 0>1, 1: 1>0, 2: 1>2, 3: 2>1
///
/// Every edge has both arcs, also a one-way road: which of them may be travelled is a matter of cost (arc_costs.hpp),
/// and closing or opening a road needs no other graph. Components are of the roads as such, one-way or not: a place
/// that can be left but not reached again is no island.
///
/// Turns are all alike unless rules are given. Then ways are found on another graph, travel(), which has the same arcs and
/// a few more (travel_graph.hpp); columns of costs that ways are found with have an entry for each of travel_arcs().
class RoadNetwork {
  public:
    RoadNetwork() : RoadNetwork(NetworkParts{}) {}
    /// Error(network_malformed) if columns differ in length, an edge names a node or road that is not there, an edge
    /// has fewer than two vertices, or a length is negative or not finite.
    explicit RoadNetwork(NetworkParts parts, TurnRules turns = {});
    /// The same roads with other rules for turns, and what was found while those were made.
    [[nodiscard]] RoadNetwork with_turns(TurnRules turns, const std::vector<RoadFinding>& findings = {}) const;

    [[nodiscard]] const NetworkParts& parts() const noexcept { return m_parts; }
    [[nodiscard]] const Roads& roads() const noexcept { return m_parts.roads; }
    [[nodiscard]] std::size_t node_count() const noexcept { return m_parts.node_id.size(); }
    [[nodiscard]] std::size_t edge_count() const noexcept { return m_parts.from.size(); }
    /// x, y pairs of an edge.
    [[nodiscard]] std::span<const double> line(std::size_t edge) const noexcept {
        const auto begin = m_parts.vertex_of_edge[edge];
        return {m_parts.xy.data() + 2 * begin,
                static_cast<std::size_t>(2 * (m_parts.vertex_of_edge[edge + 1] - begin))};
    }
    [[nodiscard]] Traffic traffic(std::size_t edge) const noexcept { return m_parts.roads.traffic[m_parts.road[edge]]; }

    /// Two arcs an edge.
    [[nodiscard]] Arcs arcs() const noexcept { return {node_count(), m_tails, m_heads}; }
    /// The arcs that leave node v are leaving()[first_leaving()[v]] .. [first_leaving()[v + 1]], in ascending order.
    [[nodiscard]] std::span<const std::uint32_t> first_leaving() const noexcept { return m_first_leaving; }
    [[nodiscard]] std::span<const std::uint32_t> leaving() const noexcept { return m_leaving; }

    [[nodiscard]] const TurnRules& turns() const noexcept { return m_turns; }
    [[nodiscard]] const TravelGraph& travel() const noexcept { return m_travel; }
    /// What ways are found on: for hierarchies. Without rules for turns these are arcs().
    [[nodiscard]] Arcs travel_arcs() const noexcept { return m_travel.empty() ? arcs() : m_travel.arcs(); }
    /// Its node after an arc that was begun within it, that by which one comes into an arc, and that where all end that
    /// end at a node.
    [[nodiscard]] Node node_after(std::size_t arc) const noexcept {
        return m_travel.empty() ? m_heads[arc] : m_travel.after(arc);
    }
    [[nodiscard]] Node node_into(std::size_t arc) const noexcept {
        return m_travel.empty() ? m_tails[arc] : m_travel.into(arc);
    }
    [[nodiscard]] Node arrival(Node node) const noexcept { return m_travel.empty() ? node : m_travel.arrival(node); }

    /// How many ends of edges meet at a node; a loop counts twice. 1 is a dead end, 0 a node without roads.
    [[nodiscard]] std::uint32_t degree(std::size_t node) const noexcept {
        return m_first_leaving[node + 1] - m_first_leaving[node];
    }

    /// Component of each node, numbered by their smallest nodes.
    [[nodiscard]] std::span<const std::uint32_t> component() const noexcept { return m_component; }
    [[nodiscard]] std::size_t component_count() const noexcept { return m_component_nodes.size(); }
    [[nodiscard]] std::span<const std::uint32_t> component_nodes() const noexcept { return m_component_nodes; }
    /// The one with most nodes, the first among equals; 0 where there is none.
    [[nodiscard]] std::uint32_t largest_component() const noexcept;

  private:
    void check() const;
    void find_arcs();
    void find_components();

    NetworkParts m_parts;
    TurnRules m_turns;
    TravelGraph m_travel;
    std::vector<Node> m_tails;
    std::vector<Node> m_heads;
    std::vector<std::uint32_t> m_first_leaving;
    std::vector<std::uint32_t> m_leaving;
    std::vector<std::uint32_t> m_component;
    std::vector<std::uint32_t> m_component_nodes;
};

}  // namespace petasentra::network
