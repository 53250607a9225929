#include <algorithm>
#include <petasentra/access/nearest_stops.hpp>
#include <petasentra/core/parallel.hpp>
#include <utility>
#include <vector>

namespace petasentra::access {
namespace {

using network::Cost;
using network::NearestTargets;
using network::TargetWay;
using network::unreachable;

constexpr std::size_t origins_a_merge = 512;

std::vector<TargetWay> ways_into(const Stops& targets) {
    std::vector<TargetWay> out;
    for (std::size_t t = 0; t < targets.size(); ++t) {
        for (auto way = targets.first[t]; way < targets.first[t + 1]; ++way)
            out.push_back({targets.node[way], targets.cost[way], static_cast<std::uint32_t>(t)});
    }
    return out;
}

using OnEdge = std::vector<std::pair<std::int64_t, std::uint32_t>>;

OnEdge by_edge(const Stops& targets) {
    OnEdge out;
    for (std::size_t t = 0; t < targets.size(); ++t) {
        if (targets.edge[t] >= 0) out.emplace_back(targets.edge[t], static_cast<std::uint32_t>(t));
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// A cost, then a target: in the order in which the nearest are told.
using Candidate = std::pair<Cost, std::uint32_t>;

/// The k smallest of several candidates, each target once.
void take_nearest(std::vector<Candidate>& candidates, std::size_t k, std::uint32_t* targets, Cost* costs) {
    std::sort(candidates.begin(), candidates.end());
    std::size_t kept = 0;
    for (const auto& [cost, target] : candidates) {
        if (kept == k) break;
        if (std::find(targets, targets + kept, target) != targets + kept) continue;
        targets[kept] = target;
        costs[kept++] = cost;
    }
    std::fill(targets + kept, targets + k, network::no_target);
    std::fill(costs + kept, costs + k, unreachable);
}

}  // namespace

NearestTargets nearest_stops(const network::Hierarchy& hierarchy, const network::Metric& metric, const Stops& origins,
                             const Stops& targets, std::size_t k, const core::Control& control) {
    const auto ways = ways_into(targets);
    const auto same = by_edge(targets);
    // Whoever is near an origin is as near to one of the nodes by which it leaves.
    const auto near = network::nearest_by_ways_of(hierarchy, metric, origins.node, ways, k, network::Direction::from_it,
                                                  control.part(0.0, 0.9));
    NearestTargets out{origins.size(), k, core::LargeVector<std::uint32_t>(origins.size() * k),
                       core::LargeVector<Cost>(origins.size() * k)};
    core::for_blocks(origins.size(), origins_a_merge, control.part(0.9, 1.0), [&](core::Block block) {
        std::vector<Candidate> candidates;
        for (auto o = block.begin; o < block.end; ++o) {
            candidates.clear();
            for (std::size_t way = origins.first[o]; way < origins.first[o + 1]; ++way) {
                for (auto i = way * k; i < (way + 1) * k && near.targets[i] != network::no_target; ++i) {
                    const auto cost = std::min(near.costs[i] + origins.cost[way], unreachable);
                    if (cost < unreachable) candidates.emplace_back(cost, near.targets[i]);
                }
            }
            for (auto at = std::lower_bound(same.begin(), same.end(), std::pair(origins.edge[o], std::uint32_t{0}));
                 origins.edge[o] >= 0 && at != same.end() && at->first == origins.edge[o]; ++at) {
                const auto cost = cost_on_edge(origins, o, targets, at->second);
                if (cost < unreachable) candidates.emplace_back(cost, at->second);
            }
            take_nearest(candidates, k, out.targets.data() + o * k, out.costs.data() + o * k);
        }
    });
    return out;
}

NearestTargets nearest_facilities(const network::Hierarchy& hierarchy, const network::Metric& metric,
                                  const Stops& facilities, network::Direction direction, const core::Control& control) {
    return network::nearest_by_ways(hierarchy, metric, ways_into(facilities), 1, direction, control);
}

NearestTargets catchments_of(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                             const network::Metric& metric, const Stops& facilities, network::Direction direction,
                             const core::Control& control) {
    auto out = nearest_facilities(hierarchy, metric, facilities, direction, control);
    if (network.travel().empty()) return out;
    const auto nodes = network.node_count();
    for (std::size_t v = 0; v < nodes && direction == network::Direction::to_it; ++v) {
        // An arrival never stands before its node.
        const auto at = network.arrival(static_cast<network::Node>(v));
        out.targets[v] = out.targets[at];
        out.costs[v] = out.costs[at];
    }
    out.rows = nodes;
    out.targets.resize(nodes);
    out.costs.resize(nodes);
    return out;
}

}  // namespace petasentra::access
