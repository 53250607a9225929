#include <algorithm>
#include <petasentra/network/reached_nodes.hpp>

#include "network/check_arcs.hpp"
#include "network/climb.hpp"

namespace petasentra::network {
namespace {

constexpr std::size_t steps_between_looks = 1U << 16;

struct Reached {
    Node node;
    Cost cost;
};

/// One origin's way up, then down as far as the limit. Both know the nodes above the present one by their slots.
class ReachSearch {
  public:
    ReachSearch(const Hierarchy& hierarchy, Ways ways, Cost limit, const core::Control& control)
        : m_hierarchy(hierarchy),
          m_ways(ways),
          m_limit(std::min(limit, unreachable - 1)),
          m_control(control),
          m_known(hierarchy.height, unreachable),
          m_stack(hierarchy.height, unreachable) {}

    std::vector<Reached> run(Node origin) {
        const auto& h = m_hierarchy;
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
        return std::move(m_found);
    }

  private:
    void go_down(Node origin, Node apex) {
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

    const Hierarchy& m_hierarchy;
    Ways m_ways;
    Cost m_limit;
    const core::Control& m_control;
    std::vector<Cost> m_known;
    std::vector<Cost> m_stack;
    std::vector<Reached> m_found;
};

}  // namespace

ReachedNodes reached_nodes(const Hierarchy& hierarchy, const Metric& metric, Node origin, Cost limit,
                           Direction direction, const core::Control& control) {
    check_nodes(hierarchy.nodes(), {&origin, 1}, "origin");
    control.check();
    auto found = ReachSearch(hierarchy, ways_of(metric, direction), limit, control).run(hierarchy.rank_of[origin]);
    ReachedNodes out;
    out.nodes.reserve(found.size());
    out.costs.reserve(found.size());
    if (found.size() > hierarchy.nodes() / 16) {
        // So many are in order sooner by way of an array over all nodes.
        std::vector<Cost> cost(hierarchy.nodes(), unreachable);
        for (const auto& reached : found) cost[reached.node] = reached.cost;
        for (Node v = 0; v < cost.size(); ++v) {
            if (cost[v] == unreachable) continue;
            out.nodes.push_back(v);
            out.costs.push_back(cost[v]);
        }
        return out;
    }
    std::sort(found.begin(), found.end(), [](const Reached& a, const Reached& b) { return a.node < b.node; });
    for (const auto& reached : found) {
        out.nodes.push_back(reached.node);
        out.costs.push_back(reached.cost);
    }
    return out;
}

}  // namespace petasentra::network
