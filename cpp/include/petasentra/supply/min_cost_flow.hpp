#pragma once
#include <cstdint>
#include <limits>
#include <petasentra/core/control.hpp>
#include <span>
#include <vector>

namespace petasentra::supply {

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

/// Goods of one kind on a network of one-way arcs. All numbers are whole, and may be negative where nothing is said.
struct FlowProblem {
    /// Of each node: above 0 it supplies, below 0 it demands, 0 passes on what comes.
    std::span<const std::int64_t> supply;
    std::span<const std::uint32_t> tail;  ///< of each arc; parallel arcs and loops are allowed
    std::span<const std::uint32_t> head;
    std::span<const std::int64_t> cost;        ///< of a unit on the arc
    std::span<const std::int64_t> capacity{};  ///< of each arc, or `unlimited`; empty: all unlimited
    std::span<const std::int64_t> least{};     ///< that has to flow; empty: 0
    /// Nodes that supply may keep what nobody needs, at no cost; otherwise all of it has to go.
    bool supply_may_stay = false;
    /// Whether the plan says what it costs. Without it amounts and costs may be so fine that their products leave 64 bits,
    /// and `cost` and `dual` of the plan stay 0: whoever scaled fractions adds up in fractions.
    bool totals = true;
};

enum class FlowStatus : std::uint8_t {
    optimal = 0,
    infeasible = 1,  ///< `shortage` tells where and why
    unbounded = 2,   ///< the arcs of `cycle` cost less than nothing together and have no limit
};

/// A part of the network that lacks goods although every arc into it is full, or is left with goods although every arc
/// out of it is full. That proves that no flow can do what is asked.
struct FlowShortage {
    std::vector<std::uint32_t> node;  ///< of the part, in their order
    std::vector<std::uint32_t>
        arc;                  ///< across its border: full, or running the other way at the least that has to flow
    std::int64_t amount = 0;  ///< that is lacking, or left
    bool surplus = false;     ///< left, not lacking
};

struct FlowPlan {
    FlowStatus status = FlowStatus::optimal;
    std::vector<std::int64_t> flow;   ///< of each arc; empty unless optimal
    std::vector<std::int64_t> kept;   ///< of each node, of its supply; empty unless optimal
    std::vector<std::int64_t> price;  ///< of each node: what one unit more of demand there costs; empty unless optimal
    std::int64_t cost = 0;
    std::int64_t dual = 0;  ///< what the prices prove that every flow costs at least: equal to the cost
    FlowShortage shortage;
    std::vector<std::uint32_t> cycle;
    std::uint64_t pivots = 0;
};

/// The cheapest flow that moves all supply to all demand within the limits of the arcs, by a primal network simplex on
/// strongly feasible trees (Cunningham 1976). With reduced cost r = cost + price[tail] - price[head] of an arc:
///
///     flow = least if r > 0        flow = capacity if r < 0        anything between if r = 0
///
/// Prices are compared with each other; if supply may stay, they are 0 or more at nodes that keep some of theirs, and
/// absolute. Where the network falls apart into pieces, those of different pieces have nothing to do with each other.
///
/// Same     One answer always; of several flows of one cost it is the one that this order of arcs leads to.
/// Empty    No arcs: optimal if no node supplies or demands. Sums that differ are a shortage of the whole network.
/// Errors   Error(option_value): columns of different lengths, arcs to nodes that are not there, a capacity below the
///          least that has to flow, a negative capacity without one, sums beyond 2^61, costs so large that prices or, with
///          `totals`, the cost of the flow could leave 64 bits. Capacities beyond 2^61 / (arcs with one) count as
///          unlimited. Error(cancelled).
/// Cost     Polynomial in practice: some ten pivots a node, each O(nodes) at worst. Memory O(nodes + arcs).
[[nodiscard]] FlowPlan min_cost_flow(const FlowProblem& problem, const core::Control& control = {});

/// What a check of an optimal flow found, counted anew from the problem alone.
struct FlowCheck {
    std::int64_t primal = 0;
    std::int64_t dual = 0;
    std::uint64_t unbalanced = 0;     ///< nodes that get or send what they should not
    std::uint64_t beyond_limits = 0;  ///< arcs below the least or above their capacity
    std::uint64_t not_tight = 0;      ///< arcs and kept supply whose flow does not fit the prices
    [[nodiscard]] bool proves_optimum() const noexcept {
        return primal == dual && unbalanced == 0 && beyond_limits == 0 && not_tight == 0;
    }
};

/// Checks flow, prices and complementary slackness. A plan that is not optimal proves nothing.
[[nodiscard]] FlowCheck check_flow(const FlowProblem& problem, const FlowPlan& plan);

/// Whether a shortage holds: the part lacks (or keeps) just that amount when everything across its border is at its limit.
[[nodiscard]] bool proves_shortage(const FlowProblem& problem, const FlowShortage& shortage);

}  // namespace petasentra::supply
