#pragma once
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <span>
#include <vector>

namespace petasentra::network {

/// A cheapest path. No path: cost `unreachable`, no arcs. From a node to itself: cost 0, no arcs.
struct Path {
    Cost cost = unreachable;
    std::vector<std::uint32_t> arcs;  ///< of the network, in the order in which they are travelled
};

/// Finds single paths with the arcs they are made of. Keeps room for a search between calls: one object a thread.
/// Hierarchy, metric and costs are looked at and must outlive it.
///
/// Both ends look at the nodes above them; the cheapest of those above both is where the path turns. Shortcuts on it are
/// then taken apart, down to arcs of the network. Of several cheapest paths always the same one is told, but which one
/// depends on the hierarchy; its cost does not.
class PathSearch {
  public:
    /// `arc_costs` are those the metric was made from: Error(network_malformed) where they differ in number.
    PathSearch(const Hierarchy& hierarchy, const Metric& metric, std::span<const Cost> arc_costs);

    /// Error(option_value) where one of the ends is no node of the network.
    /// Cost: a fifth of a millisecond on a million nodes, for paths of six hundred arcs.
    [[nodiscard]] Path path(Node origin, Node target);
    /// The same without arcs.
    [[nodiscard]] Cost cost(Node origin, Node target);

  private:
    /// What is known of the nodes above one end, by slot.
    struct Side {
        std::vector<Cost> cost;
        std::vector<std::uint32_t> arc;  ///< by which the node was reached; its tail is the node before it
    };
    void climb(Node start, const core::FlatArray<Cost>& costs, Side& side);
    Cost meet(Node origin, Node target);
    void unpack(std::uint32_t arc, bool upwards, std::vector<std::uint32_t>& out);
    bool lies_on_network(std::uint32_t arc, bool upwards, Cost cost, std::vector<std::uint32_t>& out) const;

    const Hierarchy& m_hierarchy;
    const Metric& m_metric;
    std::span<const Cost> m_arc_costs;
    Side m_forward;
    Side m_backward;
    Node m_turn = no_node;
    struct Step {
        std::uint32_t arc;
        bool upwards;
    };
    std::vector<Step> m_open;
};

}  // namespace petasentra::network
