#include <memory>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/supply/arc_cuts.hpp>
#include <string>

#include "supply/detours.hpp"
#include "supply/price_forest.hpp"

namespace petasentra::supply {
namespace {

constexpr std::size_t cuts_a_block = 16;

}  // namespace

ArcCuts arc_cuts(const FlowProblem& problem, const FlowPlan& plan, std::span<const std::uint32_t> arcs,
                 const core::Control& control) {
    if (plan.status != FlowStatus::optimal || !check_flow(problem, plan).proves_optimum()) {
        throw core::Error(
            core::ErrorCode::option_value,
            {"Aliran ini bukan yang termurah untuk jaringan ini.", "This flow is not the cheapest of this network."},
            {"Hitung aliran lebih dahulu.", "Solve the network first."});
    }
    for (const auto arc : arcs) {
        if (arc < problem.tail.size()) continue;
        throw core::Error(core::ErrorCode::option_value, {"Ruas ini tidak ada.", "This arc is not there."}, {},
                          {.feature = std::to_string(arc)});
    }
    ArcCuts out;
    out.extra_cost.assign(arcs.size(), 0);
    out.lacking.assign(arcs.size(), 0);
    const OpenNetwork network(problem, plan);
    const PriceForest forest(network);
    core::Pool<Detours> pool([&] { return std::make_unique<Detours>(network, forest); });
    core::for_blocks(arcs.size(), cuts_a_block, control, [&](core::Block block) {
        auto detours = pool.borrow();
        for (auto row = block.begin; row < block.end; ++row) {
            const auto loss = detours->without(arcs[row]);
            out.extra_cost[row] = loss.extra_cost;
            out.lacking[row] = loss.lacking;
        }
    });
    return out;
}

}  // namespace petasentra::supply
