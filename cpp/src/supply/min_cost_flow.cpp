#include <algorithm>
#include <petasentra/supply/min_cost_flow.hpp>
#include <utility>

#include "supply/flow_input.hpp"
#include "supply/flow_shortage.hpp"
#include "supply/network_simplex.hpp"
#include "supply/transport_input.hpp"
#include "supply/wide_sum.hpp"

namespace petasentra::supply {
namespace {

/// The problem as the simplex takes it: nothing has to flow, and what may stay goes to the root.
struct PreparedFlow {
    std::vector<NetworkSimplex::Arc> arcs;
    std::vector<std::int64_t> supply;
    std::vector<std::uint32_t> staying;  ///< numbers of the arcs that keep supply at its node
    std::uint64_t largest_cost = 0;
};

PreparedFlow prepared(const FlowProblem& problem) {
    PreparedFlow out;
    out.supply.assign(problem.supply.begin(), problem.supply.end());
    const auto arcs = problem.tail.size();
    // Only arcs with a limit are ever full, so these together bound what flows beyond the supplies.
    const auto full = std::count_if(problem.capacity.begin(), problem.capacity.end(),
                                    [](auto capacity) { return capacity != unlimited; });
    const auto most = (std::int64_t{1} << 61) / (static_cast<std::int64_t>(full) + 1);
    out.arcs.reserve(arcs + 2 * out.supply.size());
    for (std::size_t arc = 0; arc < arcs; ++arc) {
        const auto least = least_of(problem, arc);
        const auto room =
            capacity_of(problem, arc) == unlimited ? Wide{unlimited} : Wide{capacity_of(problem, arc)} - Wide{least};
        out.arcs.push_back({problem.tail[arc], problem.head[arc], problem.cost[arc],
                            room > most ? unlimited : static_cast<std::int64_t>(room)});
        out.supply[problem.tail[arc]] -= least;
        out.supply[problem.head[arc]] += least;
        const auto cost = problem.cost[arc];
        out.largest_cost = std::max(out.largest_cost, cost < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(cost)
                                                               : static_cast<std::uint64_t>(cost));
    }
    const auto root = static_cast<Node>(out.supply.size());
    for (Node node = 0; node < root && problem.supply_may_stay; ++node) {
        if (problem.supply[node] <= 0) continue;
        out.staying.push_back(static_cast<std::uint32_t>(out.arcs.size()));
        out.arcs.push_back({node, root, 0, problem.supply[node]});
    }
    return out;
}

void take_plan(const FlowProblem& problem, const NetworkSimplex& simplex, const PreparedFlow& from, FlowPlan& out) {
    const auto arcs = problem.tail.size();
    for (std::size_t arc = 0; arc < arcs; ++arc) out.flow.push_back(simplex.flow(arc) + least_of(problem, arc));
    for (Node node = 0; node < problem.supply.size(); ++node) out.price.push_back(simplex.price(node));
    out.kept.assign(problem.supply.size(), 0);
    for (const auto arc : from.staying) out.kept[from.arcs[arc].tail] = simplex.flow(arc);
    if (!problem.totals) return;
    const auto sums = sums_of(problem, out);
    out.cost = sums.primal.value();
    out.dual = sums.dual.value();
}

}  // namespace

FlowPlan min_cost_flow(const FlowProblem& problem, const core::Control& control) {
    require_sound(problem);
    control.check();
    const auto from = prepared(problem);
    const auto lacking_cost = highest_price(from.largest_cost, problem.supply.size());
    // Where supply may stay, goods must not end for nothing at nodes that have no supply to keep.
    const auto left_cost = problem.supply_may_stay ? lacking_cost : 0;
    NetworkSimplex simplex(from.arcs, from.supply, from.staying, lacking_cost, left_cost);
    FlowPlan out;
    const auto limited = simplex.solve(control);
    out.pivots = simplex.pivots();
    if (!limited) {
        out.status = FlowStatus::unbounded;
        out.cycle = simplex.cycle();
        return out;
    }
    out.shortage = shortage_of(problem, simplex);
    if (out.shortage.amount != 0) {
        out.status = FlowStatus::infeasible;
        return out;
    }
    take_plan(problem, simplex, from, out);
    return out;
}

}  // namespace petasentra::supply
