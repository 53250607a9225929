#include <algorithm>
#include <array>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/network/each_within.hpp>
#include <string>

#include "network/bounded_sweep.hpp"
#include "network/check_arcs.hpp"
#include "network/exact_weights.hpp"

namespace petasentra::network {
namespace {

/// More steps than this are looked up pair by pair.
constexpr std::size_t few_steps = 8;
/// Factors of all costs up to here stand in a table.
constexpr Cost largest_table = 1U << 22U;

class VisitWork : public WithinWork {
  public:
    VisitWork(const Hierarchy& hierarchy, const std::function<void(const WithinBatch&)>& visit)
        : m_hierarchy(hierarchy), m_visit(visit) {}

    void found(const FoundNodes& some) override {
        m_nodes.resize(some.ranks.size());
        for (std::size_t i = 0; i < some.ranks.size(); ++i) m_nodes[i] = m_hierarchy.node_at[some.ranks[i]];
        m_visit({some.origins, m_nodes, {some.rows->of, some.ranks.size() * batch_lanes}, batch_lanes});
    }

  private:
    const Hierarchy& m_hierarchy;
    const std::function<void(const WithinBatch&)>& m_visit;
    std::vector<Node> m_nodes;
};

/// Sums for each column, limit and lane; handed over as whole numbers when a batch is done.
class SumWork : public WithinWork {
  public:
    using Take = std::function<void(std::uint32_t origin, std::size_t column, std::size_t limit, std::int64_t sum)>;
    SumWork(const LaneKernels& kernels, const std::int64_t* weights, std::size_t columns, std::span<const Cost> limits,
            const Take& take)
        : m_kernels(kernels),
          m_weights(weights),
          m_columns(columns),
          m_limits(limits.begin(), limits.end()),
          m_take(take) {
        m_sums.assign(columns * limits.size(), {});
        for (auto& limit : m_limits) limit = std::min(limit, unreachable - 1);
    }

    void found(const FoundNodes& some) override {
        for (std::size_t c = 0; c < m_columns; ++c)
            for (std::size_t l = 0; l < m_limits.size(); ++l)
                m_kernels.add_within(some.ranks.data(), some.rows, static_cast<std::uint32_t>(some.ranks.size()),
                                     m_limits[l], m_weights + c, static_cast<std::uint32_t>(m_columns),
                                     m_sums[c * m_limits.size() + l].data());
    }

    void done(std::span<const std::uint32_t> origins) override {
        for (std::size_t c = 0; c < m_columns; ++c)
            for (std::size_t l = 0; l < m_limits.size(); ++l)
                for (std::size_t lane = 0; lane < origins.size(); ++lane)
                    m_take(origins[lane], c, l, m_sums[c * m_limits.size() + l][lane]);
        for (auto& sums : m_sums) sums.fill(0);
    }

  private:
    const LaneKernels& m_kernels;
    const std::int64_t* m_weights;
    std::size_t m_columns;
    std::vector<Cost> m_limits;
    const Take& m_take;
    std::vector<std::array<std::int64_t, batch_lanes>> m_sums;
};

/// The factor of every cost.
class Factors {
  public:
    explicit Factors(const DecaySteps& steps) : m_steps(steps) {
        if (steps.limits.back() > largest_table) return;
        m_table.reserve(std::size_t{steps.limits.back()} + 1);
        for (std::size_t s = 0; s < steps.limits.size(); ++s)
            m_table.resize(std::size_t{steps.limits[s]} + 1, steps.factors[s]);
    }
    double of(Cost cost) const {
        if (!m_table.empty()) return m_table[cost];
        const auto step = std::lower_bound(m_steps.limits.begin(), m_steps.limits.end(), cost) - m_steps.limits.begin();
        return m_steps.factors[static_cast<std::size_t>(step)];
    }

  private:
    const DecaySteps& m_steps;
    std::vector<double> m_table;
};

/// Sums of weight times factor; every product is rounded to a whole number by itself, so their order does not matter.
class DecayWork : public WithinWork {
  public:
    DecayWork(const ExactWeights& weights, const Factors& factors, Cost limit, ReachSums& out)
        : m_weights(weights), m_factors(factors), m_limit(std::min(limit, unreachable - 1)), m_out(out) {
        m_sums.assign(weights.columns, {});
    }

    void found(const FoundNodes& some) override {
        for (std::size_t i = 0; i < some.ranks.size(); ++i) {
            if (m_weights.any[some.ranks[i]] == 0) continue;
            const auto* weights = m_weights.of_rank.data() + some.ranks[i] * m_weights.columns;
            for (std::size_t lane = 0; lane < some.origins.size(); ++lane) {
                const auto cost = some.rows[i].of[lane];
                if (cost > m_limit) continue;
                const double factor = m_factors.of(cost);
                for (std::size_t c = 0; c < m_weights.columns; ++c)
                    m_sums[c][lane] += std::llrint(static_cast<double>(weights[c]) * factor);
            }
        }
    }

    void done(std::span<const std::uint32_t> origins) override {
        for (std::size_t c = 0; c < m_weights.columns; ++c) {
            for (std::size_t lane = 0; lane < origins.size(); ++lane)
                m_out.sums[origins[lane] * m_weights.columns + c] = m_weights.value(c, m_sums[c][lane]);
            m_sums[c].fill(0);
        }
    }

  private:
    const ExactWeights& m_weights;
    const Factors& m_factors;
    Cost m_limit;
    ReachSums& m_out;
    std::vector<std::array<std::int64_t, batch_lanes>> m_sums;
};

void check_steps(const DecaySteps& steps) {
    const bool ascending =
        std::adjacent_find(steps.limits.begin(), steps.limits.end(), std::greater_equal<>()) == steps.limits.end();
    const bool finite =
        std::all_of(steps.factors.begin(), steps.factors.end(), [](double f) { return std::isfinite(f); });
    if (ascending && finite && steps.limits.size() == steps.factors.size()) return;
    throw core::Error(
        core::ErrorCode::option_value,
        {"Langkah peluruhan harus naik, dengan satu faktor berhingga untuk setiap batas.",
         "Steps of a decay have to ascend, with one finite factor for each limit."},
        {"Misalnya batas 600, 1200 dan faktor 1, 0.5.", "For example limits 600, 1200 and factors 1, 0.5."});
}

Cost largest_of(std::span<const Cost> limits) {
    return limits.empty() ? 0 : *std::max_element(limits.begin(), limits.end());
}

}  // namespace

void each_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins, Cost limit,
                 Direction direction, const std::function<void(const WithinBatch&)>& visit,
                 const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), origins, "origins");
    sweep_within(
        hierarchy, metric, origins, limit, direction, WantedRanks(), kernels_for(lanes),
        [&] { return std::make_unique<VisitWork>(hierarchy, visit); }, control);
}

ReachSums sums_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                      std::span<const std::span<const double>> columns, std::span<const Cost> limits,
                      Direction direction, const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), origins, "origins");
    const ExactWeights weights(hierarchy, columns);
    ReachSums out{origins.size(), columns.size(), limits.size(), {}};
    out.sums.resize(out.origins * out.columns * out.limits);
    const auto& kernels = kernels_for(lanes);
    const SumWork::Take take = [&](std::uint32_t origin, std::size_t column, std::size_t limit, std::int64_t sum) {
        out.sums[(origin * out.columns + column) * out.limits + limit] = weights.value(column, sum);
    };
    if (out.sums.empty()) return out;
    sweep_within(
        hierarchy, metric, origins, largest_of(limits), direction, WantedRanks(hierarchy, weights.any), kernels,
        [&] { return std::make_unique<SumWork>(kernels, weights.of_rank.data(), columns.size(), limits, take); },
        control);
    return out;
}

core::LargeVector<std::uint32_t> counts_within(const Hierarchy& hierarchy, const Metric& metric,
                                               std::span<const Node> origins, std::span<const Cost> limits,
                                               Direction direction, const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), origins, "origins");
    core::LargeVector<std::uint32_t> out(origins.size() * limits.size());
    const auto& kernels = kernels_for(lanes);
    const std::vector<std::int64_t> one_each(hierarchy.nodes(), 1);
    const SumWork::Take take = [&](std::uint32_t origin, std::size_t, std::size_t limit, std::int64_t sum) {
        out[origin * limits.size() + limit] = static_cast<std::uint32_t>(sum);
    };
    if (out.empty()) return out;
    sweep_within(
        hierarchy, metric, origins, largest_of(limits), direction, WantedRanks(), kernels,
        [&] { return std::make_unique<SumWork>(kernels, one_each.data(), 1, limits, take); }, control);
    return out;
}

ReachSums decayed_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                         std::span<const std::span<const double>> columns, const DecaySteps& steps, Direction direction,
                         const core::Control& control, Lanes lanes) {
    check_nodes(hierarchy.nodes(), origins, "origins");
    check_steps(steps);
    ReachSums out{origins.size(), columns.size(), 1, {}};
    out.sums.resize(origins.size() * columns.size());
    std::fill(out.sums.begin(), out.sums.end(), 0.0);
    if (steps.limits.empty() || out.sums.empty()) return out;
    if (steps.limits.size() <= few_steps) {
        // What counts f up to one limit and g up to the next counts f - g up to the first and g up to the second.
        const auto sums = sums_within(hierarchy, metric, origins, columns, steps.limits, direction, control, lanes);
        for (std::size_t i = 0; i < out.sums.size(); ++i) {
            double sum = 0.0, before = 0.0;
            for (std::size_t s = 0; s < steps.limits.size(); ++s) {
                const double up_to = sums.sums[i * steps.limits.size() + s];
                sum += steps.factors[s] * (up_to - before);
                before = up_to;
            }
            out.sums[i] = sum;
        }
        return out;
    }
    double most = 0.0;
    for (const double factor : steps.factors) most = std::max(most, std::abs(factor));
    const ExactWeights weights(hierarchy, columns, most);
    const Factors factors(steps);
    sweep_within(
        hierarchy, metric, origins, steps.limits.back(), direction, WantedRanks(hierarchy, weights.any),
        kernels_for(lanes), [&] { return std::make_unique<DecayWork>(weights, factors, steps.limits.back(), out); },
        control);
    return out;
}

}  // namespace petasentra::network
