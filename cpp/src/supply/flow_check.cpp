#include <petasentra/supply/min_cost_flow.hpp>

#include "supply/flow_input.hpp"

namespace petasentra::supply {

FlowCheck check_flow(const FlowProblem& problem, const FlowPlan& plan) {
    require_sound(problem);
    FlowCheck out;
    const auto nodes = problem.supply.size();
    const auto arcs = problem.tail.size();
    if (plan.flow.size() != arcs || plan.price.size() != nodes || plan.kept.size() != nodes) {
        out.unbalanced = nodes + 1;
        return out;
    }
    std::vector<Wide> rest(problem.supply.begin(), problem.supply.end());
    for (std::size_t arc = 0; arc < arcs; ++arc) {
        const auto flow = plan.flow[arc];
        rest[problem.tail[arc]] -= flow;
        rest[problem.head[arc]] += flow;
        const auto least = least_of(problem, arc);
        const auto capacity = capacity_of(problem, arc);
        if (flow < least || flow > capacity) ++out.beyond_limits;
        const auto reduced = reduced_cost_of(problem, plan, arc);
        if ((reduced > 0 && flow != least) || (reduced < 0 && flow != capacity)) ++out.not_tight;
    }
    for (std::size_t node = 0; node < nodes; ++node) {
        const auto kept = plan.kept[node];
        const auto may_keep = problem.supply_may_stay && problem.supply[node] > 0 ? problem.supply[node] : 0;
        if (rest[node] != kept || kept < 0 || kept > may_keep) ++out.unbalanced;
        if (may_keep != 0 && ((plan.price[node] > 0 && kept != 0) || (plan.price[node] < 0 && kept != may_keep)))
            ++out.not_tight;
    }
    const auto sums = sums_of(problem, plan);
    out.primal = sums.primal.value();
    out.dual = sums.dual.value();
    return out;
}

}  // namespace petasentra::supply
