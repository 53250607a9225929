#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/network/arcs.hpp>
#include <petasentra/network/turn_rules.hpp>
#include <span>
#include <utility>
#include <vector>

namespace petasentra::network {

/// Roads as journeys travel them where turns are not all alike: the same nodes and arcs, and around the nodes that a rule
/// speaks of a few more. Everything that finds ways (hierarchy, sweeps, paths) works on such a graph and knows nothing of
/// turns.
///
///     A----B----D   no left turn from A to C       A --> (B after A) --> (B towards D) --> D
///          |                                                   \  x          /
///          C                                                    \-- x --> (B towards C) --> C     x: costs of the rule
///
/// Node v       Where journeys begin at v, and where arcs end that no rule remembers.
/// after        For each memory that a rule needs (an arc; over ways, the arcs up to here), the node where it ends.
/// towards      For each arc that leaves such a node, where it begins: its tail in this graph. Who remembers more than
///              one arc travels a copy of it.
/// arrival      Where all that ends at v comes together, and all that ends within an arc: nothing leads on from there.
/// turns        Arcs without length from `after` to `towards`. They bear the rules.
///
/// Which memories are needed follows from the sequences as in the automaton of Aho and Corasick (1975): after each arc one
/// stands in the longest memory that is the beginning of a sequence, and an arc bears the rules of every sequence that ends
/// with it. So rules may overlap, share beginnings, and lie within each other.
///
/// Arcs 0 .. 2 edges - 1 are those of the roads, with the same numbers and costs. Without rules nothing is stored, and the
/// roads themselves are the graph.
class TravelGraph {
  public:
    TravelGraph() = default;
    /// Error(network_malformed) for rules with sequences of fewer than two arcs, arcs that are not there or do not follow
    /// on each other, or numbers of rules that are too large. Cost: O(arcs), and the degree of the nodes on sequences.
    TravelGraph(const Arcs& roads, std::span<const std::uint32_t> first_leaving, std::span<const std::uint32_t> leaving,
                const TurnRules& rules);

    /// No rules: the roads are the graph, and nothing else here may be asked.
    [[nodiscard]] bool empty() const noexcept { return m_tails.empty(); }
    [[nodiscard]] Arcs arcs() const noexcept { return {m_nodes, m_tails, m_heads}; }

    /// The arc of the roads that an arc is, or is a copy of; no_road_arc for turns and arrivals.
    [[nodiscard]] std::uint32_t road_arc(std::size_t arc) const noexcept {
        return arc < m_road_arcs ? static_cast<std::uint32_t>(arc) : m_copy_of[arc - m_road_arcs];
    }
    /// Where one stands after the arc of a road, having begun within it.
    [[nodiscard]] Node after(std::size_t road_arc) const noexcept { return m_heads[road_arc]; }
    /// By which node one comes to a place within the arc of a road.
    [[nodiscard]] Node into(std::size_t road_arc) const noexcept { return m_into[road_arc]; }
    /// Where all end that end at a node of the roads.
    [[nodiscard]] Node arrival(std::size_t road_node) const noexcept { return m_arrival[road_node]; }
    /// The arc of the roads that begins (or ends) at a node of this graph which the roads do not have; no_road_arc for none.
    [[nodiscard]] std::uint32_t leaving(std::size_t node) const noexcept { return m_leaving[node - m_road_nodes]; }
    [[nodiscard]] std::uint32_t entering(std::size_t node) const noexcept { return m_entering[node - m_road_nodes]; }
    [[nodiscard]] std::size_t road_nodes() const noexcept { return m_road_nodes; }

    /// What the arcs cost: that of the roads, and the sum of what its rules cost for each turn. `of_rules` has a cost for
    /// each rule: 0 where it does not bind, unreachable where it forbids. Error(option_value) for other numbers of costs.
    [[nodiscard]] std::vector<Cost> costs(std::span<const Cost> of_roads, std::span<const Cost> of_rules) const;
    /// Gives an arc of the roads, and the copies of it, another cost among those.
    void change(std::span<Cost> costs, std::size_t road_arc, Cost cost) const noexcept;

    static constexpr std::uint32_t no_road_arc = 0xFFFF'FFFF;

  private:
    friend class TravelGraphMaker;

    std::size_t m_road_nodes = 0;
    std::size_t m_road_arcs = 0;
    std::size_t m_nodes = 0;
    std::uint32_t m_rule_count = 0;
    std::vector<Node> m_tails;
    std::vector<Node> m_heads;
    std::vector<std::uint32_t> m_copy_of;  ///< by arc beyond those of the roads
    std::vector<std::uint64_t> m_first_rule{0};
    std::vector<std::uint32_t> m_rules;
    std::vector<Node> m_into;
    std::vector<Node> m_arrival;
    std::vector<std::uint32_t> m_leaving;  ///< by node beyond those of the roads
    std::vector<std::uint32_t> m_entering;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_copies;  ///< arc of the roads, its copy; sorted
};

}  // namespace petasentra::network
