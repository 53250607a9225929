#include <algorithm>
#include <petasentra/access/travel_matrix.hpp>
#include <petasentra/core/parallel.hpp>
#include <utility>

namespace petasentra::access {
namespace {

using network::Cost;
using network::CostBlock;
using network::Node;
using network::unreachable;

constexpr std::size_t origins_a_task = 16;
constexpr std::size_t cells_a_block = std::size_t{1} << 24U;

/// The nodes by which targets are reached, each once, and where they stand among these.
struct TargetWays {
    explicit TargetWays(const Stops& targets) : stops(targets), nodes(targets.node) {
        std::sort(nodes.begin(), nodes.end());
        nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
        for (std::size_t t = 0; t < targets.size(); ++t) {
            const auto first = targets.first[t];
            const auto ways = targets.first[t + 1] - first;
            // Two ways each: who has one has it twice, who has none one that costs too much.
            const auto a = ways == 0 ? Way{0, unreachable} : way(first);
            of_target.push_back({a, ways == 2 ? way(first + 1) : a});
            if (targets.edge[t] >= 0) by_edge.emplace_back(targets.edge[t], static_cast<std::uint32_t>(t));
        }
        std::sort(by_edge.begin(), by_edge.end());
    }

    struct Way {
        std::uint32_t column;
        Cost cost;
    };
    [[nodiscard]] Way way(std::size_t number) const {
        const auto found = std::lower_bound(nodes.begin(), nodes.end(), stops.node[number]);
        return {static_cast<std::uint32_t>(found - nodes.begin()), stops.cost[number]};
    }

    const Stops& stops;
    std::vector<Node> nodes;
    std::vector<std::pair<Way, Way>> of_target;
    std::vector<std::pair<std::int64_t, std::uint32_t>> by_edge;
};

/// The origins on the network, and two nodes by which each leaves: one of them twice where there is but one.
struct OriginWays {
    explicit OriginWays(const Stops& origins) {
        for (std::size_t o = 0; o < origins.size(); ++o) {
            const auto first = origins.first[o];
            const auto ways = origins.first[o + 1] - first;
            if (ways == 0) continue;
            number.push_back(o);
            for (const auto way : {first, first + ways - 1}) {
                node.push_back(origins.node[way]);
                cost.push_back(origins.cost[way]);
            }
        }
    }
    std::vector<std::size_t> number;
    std::vector<Node> node;
    std::vector<Cost> cost;
};

Cost sum_of(Cost a, Cost b) noexcept {
    return std::min(a + b, unreachable);
}

/// Costs to the targets of an origin that leaves by two nodes, whose costs to the nodes of targets are `near` and `far`.
void combine(const TargetWays& ways, const Cost* near, Cost to_near, const Cost* far, Cost to_far,
             std::vector<Cost>& to_nodes, Cost* out) {
    // First node by node, in the order of memory: no sum of two costs passes the end of a Cost.
    to_nodes.resize(ways.nodes.size());
    for (std::size_t n = 0; n < to_nodes.size(); ++n)
        to_nodes[n] = std::min(sum_of(near[n], to_near), sum_of(far[n], to_far));
    for (std::size_t t = 0; t < ways.of_target.size(); ++t) {
        const auto& [a, b] = ways.of_target[t];
        out[t] = std::min(sum_of(to_nodes[a.column], a.cost), sum_of(to_nodes[b.column], b.cost));
    }
}

void stay_on_edge(const TargetWays& ways, const Stops& origins, std::size_t origin, Cost* out) {
    const auto edge = origins.edge[origin];
    if (edge < 0) return;
    for (auto same = std::lower_bound(ways.by_edge.begin(), ways.by_edge.end(), std::pair(edge, std::uint32_t{0}));
         same != ways.by_edge.end() && same->first == edge; ++same) {
        out[same->second] = std::min(out[same->second], cost_on_edge(origins, origin, ways.stops, same->second));
    }
}

/// Tells the rows of consecutive origins block by block: `room` says where those from an origin on are to be written.
void write_blocks(const network::Hierarchy& hierarchy, const network::Metric& metric, const Stops& origins,
                  const Stops& targets, std::size_t origins_a_block,
                  const std::function<Cost*(std::size_t first, std::size_t count)>& room,
                  const std::function<void(const CostBlock&)>& visit, const core::Control& control) {
    if (origins.size() == 0) return;
    const TargetWays target_ways(targets);
    const OriginWays leaving(origins);
    const auto columns = target_ways.nodes.size();
    if (origins_a_block == 0) {
        origins_a_block = std::max<std::size_t>(1, cells_a_block / std::max<std::size_t>(columns + targets.size(), 1));
    }
    std::size_t next = 0;  // the first origin that was not told
    const auto tell = [&](std::size_t end, std::size_t first_known, const Cost* known) {
        auto* rows = room(next, end - next);
        const core::Control quiet{.cancel = control.cancel, .threads = control.threads};
        core::for_blocks(end - next, origins_a_task, quiet, [&](core::Block task) {
            std::vector<Cost> to_nodes;
            for (auto o = next + task.begin; o < next + task.end; ++o) {
                auto* out = rows + (o - next) * targets.size();
                const auto found = std::lower_bound(leaving.number.begin() + static_cast<std::ptrdiff_t>(first_known),
                                                    leaving.number.end(), o);
                if (found == leaving.number.end() || *found != o) {
                    std::fill_n(out, targets.size(), unreachable);
                } else {
                    const auto k = static_cast<std::size_t>(found - leaving.number.begin());
                    const auto* near = known + 2 * (k - first_known) * columns;
                    combine(target_ways, near, leaving.cost[2 * k], near + columns, leaving.cost[2 * k + 1], to_nodes,
                            out);
                }
                stay_on_edge(target_ways, origins, o, out);
            }
        });
        visit({next, end - next, {rows, (end - next) * targets.size()}});
        next = end;
    };
    if (columns > 0) {
        network::cost_blocks(
            hierarchy, metric, leaving.node, target_ways.nodes, 2 * origins_a_block,
            [&](const CostBlock& block) {
                const auto first = block.first_origin / 2;
                const auto end = first + block.origins / 2;
                // Origins off the network go with those before them.
                tell(end < leaving.number.size() ? leaving.number[end] : origins.size(), first, block.costs.data());
            },
            control);
    }
    while (next < origins.size())
        tell(std::min(origins.size(), next + origins_a_block), leaving.number.size(), nullptr);
}

}  // namespace

void travel_blocks(const network::Hierarchy& hierarchy, const network::Metric& metric, const Stops& origins,
                   const Stops& targets, std::size_t origins_a_block,
                   const std::function<void(const CostBlock&)>& visit, const core::Control& control) {
    core::LargeVector<Cost> rows;
    const auto room = [&](std::size_t, std::size_t count) {
        rows.resize(count * targets.size());
        return rows.data();
    };
    write_blocks(hierarchy, metric, origins, targets, origins_a_block, room, visit, control);
}

network::CostMatrix travel_matrix(const network::Hierarchy& hierarchy, const network::Metric& metric,
                                  const Stops& origins, const Stops& targets, const core::Control& control) {
    network::CostMatrix out;
    out.origins = origins.size();
    out.targets = targets.size();
    out.costs.resize(origins.size() * targets.size());
    const auto room = [&](std::size_t first, std::size_t) { return out.costs.data() + first * targets.size(); };
    write_blocks(hierarchy, metric, origins, targets, 0, room, [](const CostBlock&) {}, control);
    return out;
}

}  // namespace petasentra::access
