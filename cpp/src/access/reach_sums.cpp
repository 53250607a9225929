#include <algorithm>
#include <cmath>
#include <petasentra/access/reach_sums.hpp>
#include <petasentra/access/travel_matrix.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>

#include "access/amounts.hpp"
#include "access/weight_table.hpp"
#include "access/whole_sums.hpp"

namespace petasentra::access {
namespace {

using network::Cost;
using network::CostBlock;
using network::Hierarchy;
using network::Metric;

constexpr std::size_t rows_a_task = 16;

void require_length(std::size_t found, std::size_t wanted) {
    if (found == wanted) return;
    throw core::Error(core::ErrorCode::option_value,
                      {"Setiap tempat harus punya satu nilai.", "There has to be one amount for each place."});
}

/// Calls work(row, costs of the row) for every origin, on all threads.
template <class Work>
void each_row(const Hierarchy& hierarchy, const Metric& metric, const Stops& origins, const Stops& targets,
              const core::Control& control, const Work& work) {
    const core::Control quiet{.cancel = control.cancel, .threads = control.threads};
    travel_blocks(
        hierarchy, metric, origins, targets, 0,
        [&](const CostBlock& block) {
            core::for_blocks(block.origins, rows_a_task, quiet, [&](core::Block task) {
                for (auto row = task.begin; row < task.end; ++row)
                    work(block.first_origin + row, block.costs.subspan(row * targets.size(), targets.size()));
            });
        },
        control);
}

}  // namespace

TargetSums reach_sums(const Hierarchy& hierarchy, const Metric& metric, const Stops& origins, const Stops& targets,
                      std::span<const std::span<const double>> amounts, std::span<const Reach> reaches,
                      const core::Control& control) {
    std::vector<WeightTable> tables;
    for (const auto& reach : reaches) tables.emplace_back(reach);
    std::vector<double> most;
    for (const auto& column : amounts) {
        require_length(column.size(), targets.size());
        require_amounts(column, "Nilai di tujuan", "An amount at a target");
        most.push_back(most_of(column));
    }
    TargetSums out{origins.size(), amounts.size(), reaches.size(), {}};
    out.sums.resize(out.origins * out.amounts * out.reaches);
    each_row(hierarchy, metric, origins, targets, control, [&](std::size_t origin, std::span<const Cost> costs) {
        auto* sum = out.sums.data() + origin * out.amounts * out.reaches;
        for (std::size_t a = 0; a < amounts.size(); ++a) {
            for (const auto& table : tables) {
                const Quantum quantum(most[a] * table.most(), targets.size());
                Quantum::Whole whole;
                for (std::size_t t = 0; t < costs.size(); ++t) quantum.add(whole, amounts[a][t] * table.at(costs[t]));
                *sum++ = quantum.fraction(whole);
            }
        }
    });
    return out;
}

FloatingCatchments floating_catchments(const Hierarchy& hierarchy, const Metric& metric, const Stops& origins,
                                       const Stops& facilities, std::span<const double> demand,
                                       std::span<const double> supply, const Reach& reach, bool choice,
                                       const core::Control& control) {
    require_length(demand.size(), origins.size());
    require_length(supply.size(), facilities.size());
    require_amounts(demand, "Permintaan", "Demand");
    require_amounts(supply, "Penawaran", "Supply");
    const WeightTable weights(reach);
    const auto pairs = std::max<std::size_t>(origins.size(), facilities.size());
    const double passes = choice ? 3.0 : 2.0;
    double pass = 0.0;
    const auto next = [&] { return control.part(pass / passes, (pass + 1.0) / passes); };

    // Of each origin, the weights of all it may choose among.
    std::vector<double> all(origins.size(), 1.0);
    if (choice) {
        const Quantum quantum(weights.most() * static_cast<double>(facilities.size()), facilities.size());
        each_row(hierarchy, metric, origins, facilities, next(), [&](std::size_t o, std::span<const Cost> costs) {
            Quantum::Whole sum;
            for (const auto cost : costs) quantum.add(sum, weights.at(cost));
            all[o] = quantum.fraction(sum);
        });
        pass += 1.0;
    }
    const auto weight = [&](std::size_t origin, Cost cost) {
        const auto own = weights.at(cost);
        return choice && own > 0.0 ? own * (own / all[origin]) : own;
    };

    FloatingCatchments out;
    const Quantum of_demand(most_of(demand) * weights.most(), pairs);
    WholeSums loads(facilities.size());
    each_row(hierarchy, metric, origins, facilities, next(), [&](std::size_t o, std::span<const Cost> costs) {
        auto lease = loads.borrow();
        auto& mine = **lease;
        for (std::size_t j = 0; j < costs.size(); ++j) of_demand.add(mine[j], demand[o] * weight(o, costs[j]));
    });
    pass += 1.0;
    out.demand_within = loads.joined(of_demand);
    take_ratios(out, supply);

    const Quantum of_supply(most_of(known(out.ratio)) * weights.most(), pairs);
    out.access.resize(origins.size());
    out.origin_status.assign(origins.size(), CatchmentStatus::none_within);
    each_row(hierarchy, metric, origins, facilities, next(), [&](std::size_t o, std::span<const Cost> costs) {
        Quantum::Whole sum;
        for (std::size_t j = 0; j < costs.size(); ++j) {
            const auto own = weight(o, costs[j]);
            if (!(own > 0.0)) continue;
            out.origin_status[o] = CatchmentStatus::reached;
            if (out.ratio[j] > 0.0) of_supply.add(sum, out.ratio[j] * own);
        }
        out.access[o] = of_supply.fraction(sum);
    });
    return out;
}

}  // namespace petasentra::access
