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

    /// Pivots until no pair of the list, nothing left and nothing unmet could lower the cost.
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

  private:
    struct Arc {
        Node tail = nobody;
        Node head = nobody;
        std::int64_t gain = 0;  ///< its reduced cost, below 0
    };
    void look(Node source, const Shortlist& list, Arc& best) const;
    void enter(const Arc& arc);

    std::uint32_t m_sources;
    SpanningTree m_tree;
    std::vector<Price> m_price;
    std::vector<std::int64_t> m_flow;       ///< between a node and its parent
    std::vector<std::int64_t> m_root_cost;  ///< of leaving over at a source, of lacking at a sink
    std::uint32_t m_sinks_a_source = 0;     ///< whose arcs to the root are looked at along with each source
    std::uint32_t m_next_source = 0;        ///< where looking for the next arc begins
    std::uint64_t m_pivots = 0;
};

}  // namespace petasentra::supply
