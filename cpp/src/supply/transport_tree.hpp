#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <vector>

#include "supply/shortlist.hpp"
#include "supply/spanning_tree.hpp"

namespace petasentra::supply {

/// The simplex of a transportation problem. Sources are the nodes 0 .. sources - 1, sinks follow, and the root stands for
/// what is left at sources and what sinks lack: a source that hangs on it keeps some, a sink that hangs on it lacks some.
///
/// Which way an arc of the tree leads is plain from the node below it: goods go up from a source and down to a sink. The
/// tree is strongly feasible (Cunningham 1976): no sink hangs on an arc without flow. Pivots keep it so, hence they
/// cannot run in circles however many of them move nothing.
class TransportTree {
  public:
    /// Everything is left at the sources and lacks at the sinks. Amounts are above 0.
    TransportTree(const std::vector<std::int64_t>& supply, const std::vector<std::int64_t>& demand,
                  std::vector<std::int64_t> leftover_cost, std::vector<std::int64_t> unmet_cost);

    struct Arc {
        Node tail = nobody;
        Node head = nobody;
        std::int64_t gain = 0;  ///< its reduced cost, below 0
    };
    /// One pivot. Returns the nodes whose prices it changed.
    SpanningTree::Run enter(const Arc& arc);

    /// The arc between a node and what it hangs on costs so much more (less: below 0) from now on. Returns the nodes whose
    /// prices that changes.
    SpanningTree::Run reprice(Node node, std::int64_t more);

    /// What is left at a source costs so much from now on. Returns as `reprice`, no nodes if nothing is left there.
    SpanningTree::Run set_leftover_cost(Node source, std::int64_t cost);

    /// Pivots until no pair of the list, nothing left and nothing unmet could lower the cost. A tree whose work was
    /// cancelled is of no further use.
    void improve(const Shortlist& list, const core::Control& control);

    /// Demand that is unmet costs that much from now on, which is not less than before. The flows stay.
    void raise(const std::vector<std::int64_t>& unmet_cost);

    [[nodiscard]] std::uint32_t sources() const noexcept { return m_sources; }
    [[nodiscard]] std::uint32_t sinks() const noexcept { return m_tree.root() - m_sources; }
    /// What a unit is worth at a source or sink, where it is worth nothing at the root.
    [[nodiscard]] std::int64_t price(Node node) const noexcept {
        return static_cast<std::int64_t>(m_price[node] - m_price[m_tree.root()]);
    }
    /// What a node hangs on, and what flows between them.
    [[nodiscard]] Node parent(Node node) const noexcept { return m_tree.parent(node); }
    [[nodiscard]] bool hangs_on_root(Node node) const noexcept { return parent(node) == m_tree.root(); }
    [[nodiscard]] std::int64_t flow(Node node) const noexcept { return m_flow[node]; }
    [[nodiscard]] std::uint64_t pivots() const noexcept { return m_pivots; }
    [[nodiscard]] const SpanningTree& nodes() const noexcept { return m_tree; }
    /// The price as it is held: it drifts with those of all nodes (`Price`).
    [[nodiscard]] Price held_price(Node node) const noexcept { return m_price[node]; }
    /// Reduced cost of the arc that a node has, or could have, to the root.
    [[nodiscard]] std::int64_t excess_at_root(Node node) const noexcept {
        const auto root = m_tree.root();
        return node < m_sources ? reduced_cost(m_root_cost[node], m_price[node], m_price[root])
                                : reduced_cost(m_root_cost[node], m_price[root], m_price[node]);
    }
    /// What a unit costs that is left at a source, or lacks at a sink.
    [[nodiscard]] std::int64_t root_cost(Node node) const noexcept { return m_root_cost[node]; }

  private:
    void look(Node source, const Shortlist& list, Arc& best) const;
    void gather();
    void scatter();
    void rename(const std::vector<Node>& names);

    std::uint32_t m_sources;
    SpanningTree m_tree;
    std::vector<Price> m_price;
    std::vector<std::int64_t> m_flow;       ///< between a node and its parent
    std::vector<std::int64_t> m_root_cost;  ///< of leaving over at a source, of lacking at a sink
    std::uint32_t m_sinks_a_source = 0;     ///< whose arcs to the root are looked at along with each source
    std::uint32_t m_next_source = 0;        ///< where looking for the next arc begins
    std::uint64_t m_pivots = 0;
    std::vector<Node> m_name;  ///< of each node, while `improve` is at work
};

}  // namespace petasentra::supply
