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

Cost sum_of(Cost a, Cost b) noexcept {
    return std::min(a + b, unreachable);
}

/// Costs to the targets of an origin, from those to their nodes.
void combine(const TargetWays& ways, const Cost* to_nodes, Cost* out) {
    for (std::size_t t = 0; t < ways.of_target.size(); ++t) {
        const auto& [a, b] = ways.of_target[t];
        // No sum of two costs passes the end of a Cost.
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
    const TargetWays ways(targets);
    const auto columns = ways.nodes.size();
    if (origins_a_block == 0) {
        origins_a_block = std::max<std::size_t>(1, cells_a_block / std::max<std::size_t>(columns + targets.size(), 1));
    }
    const core::Control quiet{.cancel = control.cancel, .threads = control.threads};
    const auto tell = [&](std::size_t first, std::size_t count, const Cost* to_nodes) {
        auto* rows = room(first, count);
        core::for_blocks(count, origins_a_task, quiet, [&](core::Block task) {
            for (auto row = task.begin; row < task.end; ++row) {
                auto* out = rows + row * targets.size();
                if (to_nodes == nullptr)
                    std::fill_n(out, targets.size(), unreachable);
                else
                    combine(ways, to_nodes + row * columns, out);
                stay_on_edge(ways, origins, first + row, out);
            }
        });
        visit({first, count, {rows, count * targets.size()}});
    };
    if (columns == 0) {
        // No target is on the network.
        for (std::size_t first = 0; first < origins.size(); first += origins_a_block)
            tell(first, std::min(origins_a_block, origins.size() - first), nullptr);
        return;
    }
    network::cost_blocks(
        hierarchy, metric, network::OriginWays{origins.first, origins.node, origins.cost}, ways.nodes, origins_a_block,
        [&](const CostBlock& block) { tell(block.first_origin, block.origins, block.costs.data()); }, control);
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
