#include "supply/price_forest.hpp"

#include <numeric>

namespace petasentra::supply {
namespace {

std::uint32_t top_of(std::vector<std::uint32_t>& above, std::uint32_t node) {
    while (above[node] != node) node = above[node] = above[above[node]];
    return node;
}

}  // namespace

PriceForest::PriceForest(const OpenNetwork& network)
    : m_network(&network),
      m_parent(network.nodes()),
      m_arc_up(network.nodes(), nobody),
      m_depth(network.nodes(), 0),
      m_place(network.nodes(), 0),
      m_size(network.nodes(), 1) {
    std::iota(m_parent.begin(), m_parent.end(), 0U);
    hang(chosen_arcs());
}

/// Arcs with room both ways come first: detours can use them whichever way they go.
std::vector<std::uint32_t> PriceForest::chosen_arcs() const {
    std::vector<std::uint32_t> above(m_network->nodes());
    std::iota(above.begin(), above.end(), 0U);
    std::vector<std::uint32_t> out;
    for (const auto both_ways : {true, false}) {
        for (std::uint32_t arc = 0; arc < m_network->arcs(); ++arc) {
            if (m_network->reduced(arc) != 0) continue;
            const auto flow = m_network->flow()[arc];
            if (both_ways && (m_network->room(arc, true, flow) <= 0 || m_network->room(arc, false, flow) <= 0))
                continue;
            const auto one = top_of(above, m_network->tail(arc));
            const auto other = top_of(above, m_network->head(arc));
            if (one == other) continue;
            above[one] = other;
            out.push_back(arc);
        }
    }
    return out;
}

void PriceForest::hang(const std::vector<std::uint32_t>& chosen) {
    std::vector<char> is_chosen(m_network->arcs(), 0);
    for (const auto arc : chosen) is_chosen[arc] = 1;
    std::vector<char> seen(m_network->nodes(), 0);
    std::vector<std::uint32_t> waiting;
    std::vector<std::uint32_t> order;
    for (std::uint32_t top = 0; top < m_network->nodes(); ++top) {
        if (seen[top] != 0) continue;
        seen[top] = 1;
        waiting.push_back(top);
        while (!waiting.empty()) {
            const auto node = waiting.back();
            waiting.pop_back();
            m_place[node] = static_cast<std::uint32_t>(order.size());
            order.push_back(node);
            for (const auto& way : m_network->ways_from(node)) {
                if (is_chosen[way.arc] == 0 || seen[way.to] != 0) continue;
                seen[way.to] = 1;
                m_parent[way.to] = node;
                m_arc_up[way.to] = way.arc;
                m_depth[way.to] = m_depth[node] + 1;
                waiting.push_back(way.to);
            }
        }
    }
    for (auto node = order.rbegin(); node != order.rend(); ++node)
        if (m_parent[*node] != *node) m_size[m_parent[*node]] += m_size[*node];
}

}  // namespace petasentra::supply
