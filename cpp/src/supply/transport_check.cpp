#include <limits>
#include <petasentra/core/parallel.hpp>
#include <petasentra/supply/transport.hpp>
#include <variant>

#include "supply/cost_rows.hpp"
#include "supply/transport_input.hpp"
#include "supply/wide_sum.hpp"

namespace petasentra::supply {
namespace {

constexpr std::size_t sources_a_check = 64;

[[nodiscard]] bool fits(const CostTable& costs, const TransportPlan& plan) {
    const auto flows = plan.amount.size();
    if (plan.source.size() != flows || plan.sink.size() != flows) return false;
    if (plan.leftover.size() != costs.rows() || plan.source_price.size() != costs.rows()) return false;
    if (plan.unmet.size() != costs.columns() || plan.sink_price.size() != costs.columns()) return false;
    for (std::size_t flow = 0; flow < flows; ++flow) {
        if (plan.source[flow] >= costs.rows() || plan.sink[flow] >= costs.columns()) return false;
        if (flow != 0 && plan.source[flow] < plan.source[flow - 1]) return false;
    }
    return true;
}

/// Amounts of sources and sinks, and the costs and bounds of what is left and unmet.
void check_ends(const TransportProblem& problem, const TransportPlan& plan, TransportCheck& out, WideSum& primal,
                WideSum& dual) {
    auto left = std::vector<std::int64_t>(problem.supply.begin(), problem.supply.end());
    auto lacking = std::vector<std::int64_t>(problem.demand.begin(), problem.demand.end());
    for (std::size_t flow = 0; flow < plan.amount.size(); ++flow) {
        if (plan.amount[flow] <= 0) ++out.unbalanced;
        left[plan.source[flow]] -= plan.amount[flow];
        lacking[plan.sink[flow]] -= plan.amount[flow];
    }
    for (std::size_t row = 0; row < left.size(); ++row) {
        const auto cost = problem.leftover_cost.empty() ? 0 : problem.leftover_cost[row];
        if (left[row] != plan.leftover[row] || left[row] < 0) ++out.unbalanced;
        if (plan.source_price[row] < -cost) ++out.below_price;
        if (plan.leftover[row] > 0 && plan.source_price[row] != -cost) ++out.not_tight;
        primal.add(plan.leftover[row], cost);
        dual.add(-problem.supply[row], plan.source_price[row]);
    }
    for (std::size_t column = 0; column < lacking.size(); ++column) {
        const auto cost = problem.unmet_cost.empty() ? plan.unmet_price : problem.unmet_cost[column];
        if (lacking[column] != plan.unmet[column] || lacking[column] < 0) ++out.unbalanced;
        if (plan.sink_price[column] > cost) ++out.below_price;
        if (plan.unmet[column] > 0 && plan.sink_price[column] != cost) ++out.not_tight;
        primal.add(plan.unmet[column], cost);
        dual.add(problem.demand[column], plan.sink_price[column]);
    }
}

/// What the pairs of some sources add.
struct RowFindings {
    std::uint64_t below_price = 0;
    std::uint64_t not_tight = 0;
    WideSum cost;
};

template <class Cost>
RowFindings check_rows(const CostRows<Cost>& costs, const TransportPlan& plan,
                       const std::vector<std::size_t>& first_flow, core::Block rows) {
    RowFindings out;
    std::vector<Cost> buffer;
    for (auto row = rows.begin; row < rows.end; ++row) {
        const auto here = costs.whole(row, buffer);
        const auto above = [&](std::size_t column) {
            return Wide{here[column]} + plan.source_price[row] - plan.sink_price[column];
        };
        for (std::size_t column = 0; column < here.size(); ++column)
            if (here[column] != CostRows<Cost>::forbidden && above(column) < 0) ++out.below_price;
        for (auto flow = first_flow[row]; flow < first_flow[row + 1]; ++flow) {
            const auto column = plan.sink[flow];
            if (here[column] == CostRows<Cost>::forbidden || above(column) != 0) ++out.not_tight;
            out.cost.add(plan.amount[flow], here[column]);
        }
    }
    return out;
}

template <class Cost>
TransportCheck check(const TransportProblem& problem, const CostTable& table, const TransportPlan& plan,
                     const core::Control& control) {
    TransportCheck out;
    WideSum primal;
    WideSum dual;
    check_ends(problem, plan, out, primal, dual);
    std::vector<std::size_t> first_flow(table.rows() + 1, 0);
    for (const auto source : plan.source) ++first_flow[source + 1];
    for (std::size_t row = 0; row < table.rows(); ++row) first_flow[row + 1] += first_flow[row];

    const CostRows<Cost> costs(table, {});
    std::vector<RowFindings> found(core::block_count(table.rows(), sources_a_check));
    core::for_blocks(table.rows(), sources_a_check, control,
                     [&](core::Block block) { found[block.index] = check_rows(costs, plan, first_flow, block); });
    for (const auto& one : found) {
        out.below_price += one.below_price;
        out.not_tight += one.not_tight;
        primal.add(one.cost);
    }
    out.primal = primal.value();
    out.dual = dual.value();
    return out;
}

}  // namespace

TransportCheck check_transport(const TransportProblem& problem, const CostTable& costs, const TransportPlan& plan,
                               const core::Control& control) {
    require_sound(problem, costs);
    if (!fits(costs, plan)) {
        TransportCheck nothing;
        nothing.unbalanced = costs.rows() + costs.columns() + 1;
        return nothing;
    }
    if (std::holds_alternative<std::span<const std::int32_t>>(costs.costs()))
        return check<std::int32_t>(problem, costs, plan, control);
    return check<std::int64_t>(problem, costs, plan, control);
}

}  // namespace petasentra::supply
