#include <algorithm>
#include <petasentra/network/path_search.hpp>

#include "network/check_arcs.hpp"

namespace petasentra::network {

PathSearch::PathSearch(const Hierarchy& hierarchy, const Metric& metric, std::span<const Cost> arc_costs)
    : m_hierarchy(hierarchy), m_metric(metric), m_arc_costs(arc_costs) {
    check_costs(hierarchy.input_arcs, arc_costs);
    for (auto* side : {&m_forward, &m_backward}) {
        side->cost.assign(hierarchy.height, unreachable);
        side->arc.assign(hierarchy.height, no_arc);
    }
}

void PathSearch::climb(Node start, const core::FlatArray<Cost>& costs, Side& side) {
    const auto& h = m_hierarchy;
    std::fill_n(side.cost.begin(), h.slot[start] + 1, unreachable);
    side.cost[h.slot[start]] = 0;
    side.arc[h.slot[start]] = no_arc;
    for (auto v = start; v != no_node; v = h.parent[v]) {
        const auto cost = side.cost[h.slot[v]];
        if (cost == unreachable) continue;
        for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i) {
            const auto slot = h.head_slots[i];
            if (cost + costs[i] >= side.cost[slot]) continue;
            side.cost[slot] = cost + costs[i];
            side.arc[slot] = i;
        }
    }
}

/// Finds where the cheapest path turns and what it costs. Ranks in, not nodes.
Cost PathSearch::meet(Node origin, Node target) {
    const auto& h = m_hierarchy;
    climb(origin, m_metric.up, m_forward);
    climb(target, m_metric.down, m_backward);
    // The lowest node above both; all others above both are above it.
    auto v = origin;
    while (v != no_node && (target > v || target < h.subtree_begin[v])) v = h.parent[v];
    Cost least = unreachable;
    for (; v != no_node; v = h.parent[v]) {
        const auto cost = m_forward.cost[h.slot[v]] + m_backward.cost[h.slot[v]];
        if (cost >= least) continue;
        least = cost;
        m_turn = v;
    }
    return least;
}

Cost PathSearch::cost(Node origin, Node target) {
    check_nodes(m_hierarchy.nodes(), {&origin, 1}, "origin");
    check_nodes(m_hierarchy.nodes(), {&target, 1}, "target");
    return meet(m_hierarchy.rank_of[origin], m_hierarchy.rank_of[target]);
}

Path PathSearch::path(Node origin, Node target) {
    Path out;
    out.cost = cost(origin, target);
    if (out.cost == unreachable) return out;
    const auto& h = m_hierarchy;
    std::vector<std::uint32_t> climbed;
    for (auto i = m_forward.arc[h.slot[m_turn]]; i != no_arc; i = m_forward.arc[h.slot[h.tails[i]]])
        climbed.push_back(i);
    for (auto i = climbed.rbegin(); i != climbed.rend(); ++i) unpack(*i, true, out.arcs);
    for (auto i = m_backward.arc[h.slot[m_turn]]; i != no_arc; i = m_backward.arc[h.slot[h.tails[i]]])
        unpack(i, false, out.arcs);
    return out;
}

bool PathSearch::lies_on_network(std::uint32_t arc, bool upwards, Cost cost, std::vector<std::uint32_t>& out) const {
    const auto& h = m_hierarchy;
    for (auto k = h.first_input[arc]; k < h.first_input[arc + 1]; ++k) {
        const auto input = h.inputs[k];
        if ((input % 2 == 0) != upwards || m_arc_costs[input / 2] != cost) continue;
        out.push_back(input / 2);
        return true;
    }
    return false;
}

/// Takes an arc apart, in the order of travel. What costs as much as the arc lies under it: an arc of the network, or two
/// arcs to a node below both ends. Each step is to lower nodes, so it ends whatever arcs cost nothing.
void PathSearch::unpack(std::uint32_t arc, bool upwards, std::vector<std::uint32_t>& out) {
    const auto& h = m_hierarchy;
    m_open.assign(1, {arc, upwards});
    while (!m_open.empty()) {
        const auto [open, rises] = m_open.back();
        m_open.pop_back();
        const auto cost = rises ? m_metric.up[open] : m_metric.down[open];
        if (lies_on_network(open, rises, cost, out)) continue;
        const auto low = h.tails[open], high = h.heads[open];
        for (auto k = h.first_lower[low]; k < h.first_lower[low + 1]; ++k) {
            const auto to_low = h.lower_arcs[k];
            const auto below = h.tails[to_low];
            const auto* end = h.heads.data() + h.first_arc[below + 1];
            const auto* found = std::lower_bound(h.heads.data() + to_low + 1, end, high);
            if (found == end || *found != high) continue;
            const auto to_high = static_cast<std::uint32_t>(found - h.heads.data());
            const auto way =
                rises ? m_metric.down[to_low] + m_metric.up[to_high] : m_metric.down[to_high] + m_metric.up[to_low];
            if (way != cost) continue;
            // Last in, first out: the second half is put down first.
            m_open.push_back({rises ? to_high : to_low, true});
            m_open.push_back({rises ? to_low : to_high, false});
            break;
        }
    }
}

}  // namespace petasentra::network
