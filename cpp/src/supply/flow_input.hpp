#pragma once
#include <cstdint>
#include <petasentra/supply/min_cost_flow.hpp>

#include "supply/wide_sum.hpp"

namespace petasentra::supply {

/// Error(option_value) for a problem that makes no sense, as min_cost_flow() says.
void require_sound(const FlowProblem& problem);

[[nodiscard]] inline std::int64_t least_of(const FlowProblem& problem, std::size_t arc) {
    return problem.least.empty() ? 0 : problem.least[arc];
}
[[nodiscard]] inline std::int64_t capacity_of(const FlowProblem& problem, std::size_t arc) {
    return problem.capacity.empty() ? unlimited : problem.capacity[arc];
}
/// What an arc costs beyond what the prices of its ends differ by.
[[nodiscard]] inline Wide reduced_cost_of(const FlowProblem& problem, const FlowPlan& plan, std::size_t arc) {
    return Wide{problem.cost[arc]} + plan.price[problem.tail[arc]] - plan.price[problem.head[arc]];
}

/// The cost of a flow, and what its prices prove that every flow costs at least.
struct FlowSums {
    WideSum primal;
    WideSum dual;
};
[[nodiscard]] FlowSums sums_of(const FlowProblem& problem, const FlowPlan& plan);

}  // namespace petasentra::supply
