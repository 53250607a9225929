#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/supply/min_cost_flow.hpp>
#include <vector>

#include "supply/spanning_tree.hpp"

namespace petasentra::supply {

/// The simplex of flows on any network with capacities. Nodes are 0 .. nodes - 1, and the root stands for what is not
/// delivered: arcs that are made for the purpose lead from it to each node that lacks something, at a price beyond every
/// path, and to it from the others.
class NetworkSimplex {
  public:
    struct Arc {
        Node tail;
        Node head;
        std::int64_t cost;
        std::int64_t capacity;
    };

    /// Arcs start empty, except those in `full`, which start at their capacity. Arcs to and from the root, the node behind
    /// the last one, are among those given if it may take something.
    NetworkSimplex(std::vector<Arc> arcs, const std::vector<std::int64_t>& supply,
                   const std::vector<std::uint32_t>& full, std::int64_t lacking_cost, std::int64_t left_cost);

    /// Pivots until nothing lowers the cost. False if an arc enters a circle without limit: see cycle().
    [[nodiscard]] bool solve(const core::Control& control);

    [[nodiscard]] std::int64_t flow(std::size_t arc) const noexcept { return m_flow[arc]; }
    /// Compared with that of the root.
    [[nodiscard]] std::int64_t price(Node node) const noexcept {
        return static_cast<std::int64_t>(m_price[node] - m_price[m_tree.root()]);
    }
    /// What a node still lacks (above 0), or is left with (below 0).
    [[nodiscard]] std::int64_t lacking(Node node) const noexcept;
    [[nodiscard]] const std::vector<std::uint32_t>& cycle() const noexcept { return m_cycle; }
    [[nodiscard]] std::uint64_t pivots() const noexcept { return m_pivots; }

  private:
    enum class State : std::int8_t { full = -1, in_tree = 0, empty = 1 };
    /// The path that a pivot pushes goods along: `from` -> `to` by the entering arc, then through the tree.
    struct Circle {
        Node from;
        Node to;
        Node meeting;
        std::int64_t amount;
        Node leaving;  ///< the node whose arc to its parent leaves, or nobody if the entering arc fills up first
        bool on_from_side;
    };

    [[nodiscard]] std::size_t arc_to_enter();
    [[nodiscard]] Circle circle_of(std::size_t entering) const;
    void push(std::size_t entering, const Circle& circle);
    void turn(std::size_t entering, const Circle& circle);
    void keep_cycle(std::size_t entering, const Circle& circle);
    [[nodiscard]] bool leads_up(Node node) const noexcept { return m_arcs[m_arc_up[node]].tail == node; }
    [[nodiscard]] std::int64_t room(std::size_t arc) const noexcept {
        return m_arcs[arc].capacity == unlimited ? unlimited : m_arcs[arc].capacity - m_flow[arc];
    }
    [[nodiscard]] std::int64_t reduced(std::size_t arc) const noexcept {
        const auto& one = m_arcs[arc];
        return reduced_cost(one.cost, m_price[one.tail], m_price[one.head]);
    }

    std::vector<Arc> m_arcs;  ///< those given, then that of each node with the root
    std::size_t m_given;
    SpanningTree m_tree;
    std::vector<std::int64_t> m_flow;
    std::vector<State> m_state;
    std::vector<std::size_t> m_arc_up;  ///< of each node, between it and its parent
    std::vector<Price> m_price;
    std::size_t m_block;         ///< arcs that are compared before the best of them enters
    std::size_t m_next_arc = 0;  ///< where looking for the next one begins
    std::vector<std::uint32_t> m_cycle;
    std::uint64_t m_pivots = 0;
};

}  // namespace petasentra::supply
