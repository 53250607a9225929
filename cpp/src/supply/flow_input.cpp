#include "supply/flow_input.hpp"

#include <limits>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::supply {
namespace {

constexpr auto most_of_all = Wide{1} << 61;

[[noreturn]] void refuse_flow(const core::Text& message, const std::string& feature = {}, const core::Text& hint = {}) {
    throw core::Error(core::ErrorCode::option_value, message, hint, {.feature = feature});
}

void require_columns(const FlowProblem& problem) {
    const auto arcs = problem.tail.size();
    const auto fits = [&](std::size_t size, bool may_lack) { return size == arcs || (may_lack && size == 0); };
    if (!fits(problem.head.size(), false) || !fits(problem.cost.size(), false) ||
        !fits(problem.capacity.size(), true) || !fits(problem.least.size(), true)) {
        refuse_flow({"Kolom ruas (awal, akhir, biaya, kapasitas, aliran terkecil) harus sama panjang.",
                     "The columns of arcs (tail, head, cost, capacity, least flow) have to be of one length."});
    }
    constexpr auto most = std::numeric_limits<std::uint32_t>::max() - 1;
    if (problem.supply.size() >= most || arcs + 2 * problem.supply.size() >= most)
        refuse_flow({"Terlalu banyak simpul atau ruas.", "There are too many nodes or arcs."});
}

}  // namespace

void require_sound(const FlowProblem& problem) {
    require_columns(problem);
    Wide amounts = 0;
    for (const auto supply : problem.supply) amounts += supply < 0 ? -Wide{supply} : Wide{supply};
    for (std::size_t arc = 0; arc < problem.tail.size(); ++arc) {
        const auto name = std::to_string(arc);
        if (problem.tail[arc] >= problem.supply.size() || problem.head[arc] >= problem.supply.size()) {
            refuse_flow({"Ruas ini menunjuk simpul yang tidak ada.", "This arc names a node that is not there."}, name);
        }
        const auto least = least_of(problem, arc);
        if (capacity_of(problem, arc) < least) {
            if (least == 0) {
                refuse_flow({"Kapasitas ruas tidak boleh negatif.", "The capacity of an arc cannot be negative."},
                            name);
            }
            refuse_flow({"Kapasitas ruas ini di bawah aliran yang diharuskan.",
                         "The capacity of this arc is below what has to flow on it."},
                        name);
        }
        amounts += least < 0 ? -Wide{least} : Wide{least};
    }
    if (amounts > most_of_all) {
        refuse_flow({"Jumlah pasokan, permintaan, dan aliran yang diharuskan melampaui 2^61.",
                     "Supplies, demands and flows that have to be pass 2^61 together."},
                    {}, {"Pakai satuan yang lebih besar.", "Use a larger unit."});
    }
}

/// The dual counts what each node's goods are worth, less what arcs earn that would carry more if they could:
///
///     sum least x cost  -  sum (supply, less what has to flow) x price  -  sum (capacity - least) x max(-reduced cost, 0)
FlowSums sums_of(const FlowProblem& problem, const FlowPlan& plan) {
    FlowSums out;
    for (std::size_t node = 0; node < problem.supply.size(); ++node) {
        out.dual.add(-problem.supply[node], plan.price[node]);
        if (problem.supply_may_stay && problem.supply[node] > 0 && plan.price[node] < 0)
            out.dual.add(problem.supply[node], plan.price[node]);
    }
    for (std::size_t arc = 0; arc < problem.tail.size(); ++arc) {
        out.primal.add(plan.flow[arc], problem.cost[arc]);
        const auto reduced = reduced_cost_of(problem, plan, arc);
        // With least x cost, and least x prices taken from the supply of the ends, least x reduced cost is left; on an
        // arc that would carry more, capacity x reduced cost.
        const auto limit = reduced < 0 ? capacity_of(problem, arc) : least_of(problem, arc);
        if (reduced != 0) out.dual.add(limit, static_cast<std::int64_t>(reduced));
    }
    return out;
}

}  // namespace petasentra::supply
