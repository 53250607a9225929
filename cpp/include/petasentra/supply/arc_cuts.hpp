#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/supply/min_cost_flow.hpp>
#include <span>
#include <vector>

namespace petasentra::supply {

/// What is lost if one arc goes, for each arc asked for, in that order.
struct ArcCuts {
    /// What the cheapest flow without the arc costs more. Where something lacks, of what can still go another way: that
    /// much less is carried, as cheaply as can be.
    std::vector<std::int64_t> extra_cost;
    /// What can go no other way: so much is the whole network short of without the arc. 0 if it can do without.
    std::vector<std::int64_t> lacking;
};

/// The answers that min_cost_flow() would give without each arc, without solving any of them. What flows on the arc has
/// to find another way between its ends through what the optimal flow leaves open: cheapest paths one after the other,
/// which are short searches since the prices of the optimum make all costs of detours 0 or more (Busacker and Gowen 1960,
/// with prices after Edmonds and Karp 1972). An arc without flow costs nothing. Capacity is part of it: others on the way
/// make room for each other if that is cheaper.
///
///     a ==5==> b        without the arc of 5: 3 by c, 2 lack
///      \--3--> c --3--> b
///
/// Same     For any number of threads, and whichever of the cheapest flows `plan` is.
/// Empty    No arcs asked for: nothing.
/// Errors   Error(option_value): a plan that is not the optimum of the problem, arcs that are not there. Error(cancelled).
/// Cost     O(nodes + arcs) to begin with; each arc some searches of O(m log n) at worst, mostly of its neighbourhood.
///          Memory O(nodes + arcs) a thread.
[[nodiscard]] ArcCuts arc_cuts(const FlowProblem& problem, const FlowPlan& plan, std::span<const std::uint32_t> arcs,
                               const core::Control& control = {});

}  // namespace petasentra::supply
