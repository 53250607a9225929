#pragma once
#include <cstdint>
#include <vector>

#include "supply/open_network.hpp"
#include "supply/spanning_tree.hpp"

namespace petasentra::supply {

/// Trees of arcs that cost just what the prices of their ends differ by; at an optimum one of them spans each piece of the
/// network in which anything flows. Nodes stand in an order in which those below a node follow it without a gap.
class PriceForest {
  public:
    explicit PriceForest(const OpenNetwork& network);

    /// The node whose arc to its parent this is; nobody if the arc is in no tree.
    [[nodiscard]] std::uint32_t below(std::uint32_t arc) const noexcept {
        if (m_arc_up[m_network->tail(arc)] == arc) return m_network->tail(arc);
        return m_arc_up[m_network->head(arc)] == arc ? m_network->head(arc) : nobody;
    }
    [[nodiscard]] bool is_below(std::uint32_t node, std::uint32_t top) const noexcept {
        return m_place[node] - m_place[top] < m_size[top];
    }
    [[nodiscard]] std::uint32_t size(std::uint32_t node) const noexcept { return m_size[node]; }

    /// The way through a tree, up to where both ends meet, then down: calls `step(arc, forward, from, to)` for each of its
    /// arcs, in no order, until it says false. False then, or if the nodes are in different trees.
    template <class Step>
    [[nodiscard]] bool walk(std::uint32_t from, std::uint32_t to, const Step& step) const {
        while (from != to) {
            const auto at_from = m_depth[from] >= m_depth[to];
            auto& node = at_from ? from : to;
            const auto up = m_parent[node];
            if (up == node) return false;
            const auto forward = (m_network->tail(m_arc_up[node]) == node) == at_from;
            if (!step(m_arc_up[node], forward, at_from ? node : up, at_from ? up : node)) return false;
            node = up;
        }
        return true;
    }

  private:
    [[nodiscard]] std::vector<std::uint32_t> chosen_arcs() const;
    void hang(const std::vector<std::uint32_t>& chosen);

    const OpenNetwork* m_network;
    std::vector<std::uint32_t> m_parent;  ///< itself at the top of a tree
    std::vector<std::uint32_t> m_arc_up;
    std::vector<std::uint32_t> m_depth;
    std::vector<std::uint32_t> m_place;  ///< of each node in the order
    std::vector<std::uint32_t> m_size;   ///< nodes below, itself included
};

}  // namespace petasentra::supply
