#include "network/reach_search.hpp"

#include <algorithm>

namespace petasentra::network {
namespace {

constexpr std::size_t steps_between_looks = 1U << 16;

}  // namespace

ReachSearch::ReachSearch(const Hierarchy& hierarchy, Ways ways, Cost limit, const core::Control& control)
    : m_hierarchy(hierarchy),
      m_ways(ways),
      m_limit(std::min(limit, unreachable - 1)),
      m_control(control),
      m_known(hierarchy.height),
      m_stack(hierarchy.height) {}

const std::vector<ReachedNode>& ReachSearch::run(Node origin) {
    const auto& h = m_hierarchy;
    m_found.clear();
    std::fill(m_known.begin(), m_known.end(), unreachable);
    std::fill(m_stack.begin(), m_stack.end(), unreachable);
    m_known[h.slot[origin]] = 0;
    auto apex = origin;
    for (auto v = origin; v != no_node; v = h.parent[v]) {
        const auto cost = m_known[h.slot[v]];
        if (cost > m_limit) continue;
        apex = v;
        for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i) {
            auto& above = m_known[h.head_slots[i]];
            above = std::min(above, cost + m_ways.up[i]);
        }
    }
    go_down(origin, apex);
    return m_found;
}

void ReachSearch::go_down(Node origin, Node apex) {
    const auto& h = m_hierarchy;
    const auto bottom = h.subtree_begin[apex];
    std::size_t steps = 0;
    for (auto next = apex + 1; next > bottom;) {
        if (++steps % steps_between_looks == 0) m_control.check();
        const auto v = next - 1;
        const bool above_origin = v >= origin && h.subtree_begin[v] <= origin;
        auto cost = above_origin ? m_known[h.slot[v]] : unreachable;
        bool touched = above_origin;
        for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i) {
            const auto before = m_stack[h.head_slots[i]];
            if (before > m_limit) continue;
            touched = true;
            cost = std::min(cost, before + m_ways.down[i]);
        }
        if (!touched) {
            // Whatever leads into this subtree passes the neighbours just seen.
            next = h.subtree_begin[v];
            continue;
        }
        m_stack[h.slot[v]] = cost;
        if (cost <= m_limit) m_found.push_back({h.node_at[v], cost});
        next = v;
    }
}

}  // namespace petasentra::network
