#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <petasentra/network/cost_trees.hpp>

#include "network/check_arcs.hpp"
#include "network/lanes.hpp"
#include "network/reach_search.hpp"
#include "network/target_sweep.hpp"

namespace petasentra::network {
namespace {

constexpr std::size_t bytes_a_block = std::size_t{64} << 20U;
/// So few trees are there sooner one by one than by a sweep that has to be laid out first.
constexpr std::size_t few_trees = 3;

CostMatrix matrix_of(const TargetSweep& sweep, std::span<const Node> origins, const LaneKernels& kernels,
                     const core::Control& control) {
    CostMatrix out;
    out.origins = origins.size();
    out.targets = sweep.columns();
    out.costs.resize(origins.size() * sweep.columns());
    sweep.fill(origins, out.costs.data(), kernels, control);
    return out;
}

CostMatrix trees_one_by_one(const Hierarchy& hierarchy, Ways ways, std::span<const Node> starts,
                            const core::Control& control) {
    CostMatrix out{starts.size(), hierarchy.nodes(), {}};
    out.costs.resize(out.origins * out.targets);
    core::for_blocks(starts.size(), 1, control, [&](core::Block block) {
        auto* row = out.costs.data() + block.index * out.targets;
        std::fill_n(row, out.targets, unreachable);
        ReachSearch search(hierarchy, ways, unreachable, control);
        for (const auto& reached : search.run(hierarchy.rank_of[starts[block.index]])) row[reached.node] = reached.cost;
    });
    return out;
}

std::span<const Node> some(std::span<const Node> origins, std::size_t begin, std::size_t count) {
    return origins.subspan(begin, count);
}

OriginWays some(const OriginWays& origins, std::size_t begin, std::size_t count) {
    return {origins.first.subspan(begin, count + 1), origins.nodes, origins.costs};
}

template <class Origins>
void visit_blocks(const TargetSweep& sweep, const Origins& origins, std::size_t origins_a_block,
                  const std::function<void(const CostBlock&)>& visit, const LaneKernels& kernels,
                  const core::Control& control) {
    if (origins_a_block == 0) {
        const auto row = std::max<std::size_t>(sweep.columns() * sizeof(Cost), 1);
        origins_a_block = std::max<std::size_t>(bytes_a_block / row / batch_lanes, 1) * batch_lanes;
    }
    core::LargeVector<Cost> costs(std::min(origins_a_block, origins.size()) * sweep.columns());
    const auto share = [&](std::size_t done) {
        return static_cast<double>(done) / static_cast<double>(origins.size());
    };
    for (std::size_t begin = 0; begin < origins.size(); begin += origins_a_block) {
        const auto count = std::min(origins_a_block, origins.size() - begin);
        sweep.fill(some(origins, begin, count), costs.data(), kernels,
                   control.part(share(begin), share(begin + count)));
        visit({begin, count, {costs.data(), count * sweep.columns()}});
    }
}

}  // namespace

CostMatrix cost_matrix(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                       std::span<const Node> targets, const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), origins, "origins");
    check_nodes(hierarchy.nodes(), targets, "targets");
    const TargetSweep sweep(hierarchy, ways_of(metric, Direction::from_it), targets, control);
    return matrix_of(sweep, origins, kernels_for(lanes), control);
}

void cost_blocks(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                 std::span<const Node> targets, std::size_t origins_a_block,
                 const std::function<void(const CostBlock&)>& visit, const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), origins, "origins");
    check_nodes(hierarchy.nodes(), targets, "targets");
    const TargetSweep sweep(hierarchy, ways_of(metric, Direction::from_it), targets, control);
    visit_blocks(sweep, origins, origins_a_block, visit, kernels_for(lanes), control);
}

void cost_blocks(const Hierarchy& hierarchy, const Metric& metric, const OriginWays& origins,
                 std::span<const Node> targets, std::size_t origins_a_block,
                 const std::function<void(const CostBlock&)>& visit, const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), origins.nodes, "origins");
    check_nodes(hierarchy.nodes(), targets, "targets");
    if (std::any_of(origins.costs.begin(), origins.costs.end(), [](Cost cost) { return cost >= unreachable; })) {
        throw core::Error(core::ErrorCode::option_value, {"Jalan keluar dari tempat asal tidak boleh tertutup.",
                                                          "A way by which an origin is left cannot be closed."});
    }
    const TargetSweep sweep(hierarchy, ways_of(metric, Direction::from_it), targets, control);
    visit_blocks(sweep, origins, origins_a_block, visit, kernels_for(lanes), control);
}

CostMatrix cost_trees(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> starts,
                      Direction direction, const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), starts, "starts");
    if (starts.size() <= few_trees) return trees_one_by_one(hierarchy, ways_of(metric, direction), starts, control);
    const TargetSweep sweep(hierarchy, ways_of(metric, direction), control);
    return matrix_of(sweep, starts, kernels_for(lanes), control);
}

void cost_tree_blocks(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> starts,
                      Direction direction, std::size_t starts_a_block,
                      const std::function<void(const CostBlock&)>& visit, const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), starts, "starts");
    const TargetSweep sweep(hierarchy, ways_of(metric, direction), control);
    visit_blocks(sweep, starts, starts_a_block, visit, kernels_for(lanes), control);
}

}  // namespace petasentra::network
