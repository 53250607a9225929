#include <algorithm>
#include <petasentra/network/reached_nodes.hpp>

#include "network/check_arcs.hpp"
#include "network/reach_search.hpp"

namespace petasentra::network {

ReachedNodes reached_nodes(const Hierarchy& hierarchy, const Metric& metric, Node origin, Cost limit,
                           Direction direction, const core::Control& control) {
    check_nodes(hierarchy.nodes(), {&origin, 1}, "origin");
    control.check();
    ReachSearch search(hierarchy, ways_of(metric, direction), limit, control);
    auto found = search.run(hierarchy.rank_of[origin]);
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
    std::sort(found.begin(), found.end(), [](const ReachedNode& a, const ReachedNode& b) { return a.node < b.node; });
    for (const auto& reached : found) {
        out.nodes.push_back(reached.node);
        out.costs.push_back(reached.cost);
    }
    return out;
}

}  // namespace petasentra::network
