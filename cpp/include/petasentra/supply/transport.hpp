#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/supply/cost_table.hpp>
#include <span>
#include <vector>

namespace petasentra::supply {

/// Who supplies whom: sources with what they have, sinks with what they want, and what a unit costs between them. All
/// numbers are whole: count in kilograms, or in hundredths of a tonne, and the answer is exact.
struct TransportProblem {
    std::span<const std::int64_t> supply;  ///< of each source, 0 or more
    std::span<const std::int64_t> demand;  ///< of each sink, 0 or more; the sums of both need not be equal
    /// What a unit of demand that is not met costs, of each sink: the chain leaves demand unmet where meeting it costs
    /// more. Empty: as much demand is met as can be, whatever it costs.
    std::span<const std::int64_t> unmet_cost{};
    /// What a unit that stays at its source costs, of each source, 0 or more; empty is 0.
    std::span<const std::int64_t> leftover_cost{};
    /// Whether the plan says what it costs. Without it amounts and prices may be so fine that their products leave 64 bits,
    /// and the costs and `dual` of the plan stay 0: whoever scaled fractions adds up in fractions.
    bool totals = true;
};

enum class UnmetReason : std::uint8_t {
    none = 0,               ///< met in full
    dearer_than_unmet = 1,  ///< every way to meet the rest costs more than `unmet_cost`
    supply_exhausted = 2,   ///< nothing is left at any source
    no_way = 3,             ///< no source that has supply may deliver there
    cut_off = 4,            ///< there is supply left, but no chain of allowed pairs leads from it to here
};

/// A plan of least cost with the prices that prove it. Every source and sink is there.
struct TransportPlan {
    // Pairs between which something flows, in the order of sources, then sinks: at most sources + sinks - 1.
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> sink;
    std::vector<std::int64_t> amount;  ///< above 0

    std::vector<std::int64_t> leftover;  ///< of each source
    std::vector<std::int64_t> unmet;     ///< of each sink
    std::vector<UnmetReason> reason;     ///< of each sink

    /// Shadow prices: what one unit more at a source saves, and what one unit more of demand at a sink costs. Where the
    /// optimum has several prices these are one choice of them; `unmet_price` where demand without `unmet_cost` is short.
    std::vector<std::int64_t> source_price;
    std::vector<std::int64_t> sink_price;

    std::int64_t transport_cost = 0;
    std::int64_t leftover_cost = 0;
    std::int64_t unmet_cost = 0;   ///< demand without a cost of its own counts at unmet_price
    std::int64_t dual = 0;         ///< sum of demand x sink price - supply x source price: equal to the three together
    std::int64_t unmet_price = 0;  ///< at which such demand was counted at last; 0 if each sink has its own

    std::uint64_t pivots = 0;    ///< steps of the simplex
    std::uint32_t pricings = 0;  ///< passes over all pairs; the last one proves that no pair can lower the cost
};

/// Solves the transportation problem exactly. A network simplex works on a short list of the pairs that look cheapest;
/// passes over all pairs add those that would lower the cost at the present prices, until there is none. Demand starts
/// unmet at a low price that rises until all is met, so that prices and tree grow together. Prices at the end:
///
///     cost[i][j] + source_price[i] - sink_price[j] >= 0 for every allowed pair, = 0 where something flows
///     sink_price[j] <= unmet cost,  = where some is unmet;      source_price[i] >= -leftover cost, = where some is left
///
/// Same     One answer for any number of threads. Of several plans of the same cost it is the one that this order of rows
///          leads to: put sources and sinks into the order of their ids first, and the order given no longer matters.
/// Empty    No sources: all demand unmet. No sinks: all supply left.
/// Errors   Error(option_value): columns that do not fit the table, negative amounts or costs of leftovers, sums beyond
///          2^62, costs so large that prices or, with `totals`, the cost of a plan could pass 2^63. Error(cancelled).
/// Cost     One pass over the table is O(sources x sinks), some 5 to 40 of them; memory besides the table is O(sources +
///          sinks) and some 30 pairs a source.
[[nodiscard]] TransportPlan transport(const TransportProblem& problem, const CostTable& costs,
                                      const core::Control& control = {});

/// What a check of a plan against the whole table found, counted anew from the problem alone.
struct TransportCheck {
    std::int64_t primal = 0;        ///< what the plan costs, unmet and leftover included
    std::int64_t dual = 0;          ///< what the prices prove that every plan costs at least
    std::uint64_t unbalanced = 0;   ///< sources and sinks whose amounts do not add up
    std::uint64_t below_price = 0;  ///< pairs that would lower the cost, and bounds of prices that do not hold
    std::uint64_t not_tight = 0;    ///< flows, unmet and left amounts whose cost is not their price
    [[nodiscard]] bool proves_optimum() const noexcept {
        return primal == dual && unbalanced == 0 && below_price == 0 && not_tight == 0;
    }
};

/// Checks flows, prices and complementary slackness. Demand without a cost of its own counts at the plan's unmet_price.
/// Cost: one pass over the table.
[[nodiscard]] TransportCheck check_transport(const TransportProblem& problem, const CostTable& costs,
                                             const TransportPlan& plan, const core::Control& control = {});

}  // namespace petasentra::supply
