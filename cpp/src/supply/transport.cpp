#include <algorithm>
#include <numeric>
#include <optional>
#include <petasentra/supply/transport.hpp>
#include <type_traits>
#include <utility>

#include "supply/cost_rows.hpp"
#include "supply/pair_pricing.hpp"
#include "supply/solved_transport.hpp"
#include "supply/transport_input.hpp"
#include "supply/transport_tree.hpp"
#include "supply/wide_sum.hpp"

namespace petasentra::supply {
namespace {

/// Pairs of a source on the first list, and those that a pass may add.
constexpr std::size_t pairs_at_first = 20;
constexpr std::size_t pairs_a_pass = 4;

[[nodiscard]] std::uint64_t size_of(std::int64_t value) {
    return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

[[nodiscard]] std::uint64_t largest_size(std::span<const std::int64_t> values) {
    std::uint64_t out = 0;
    for (const auto value : values) out = std::max(out, size_of(value));
    return out;
}

template <class Cost>
class Transport {
  public:
    Transport(const TransportProblem& problem, const CostTable& table, const core::Control& control)
        : m_problem(problem),
          m_table(table),
          m_control(control),
          m_quiet(control),
          m_sources(taking_part(problem.supply)),
          m_sinks(taking_part(problem.demand)),
          m_costs(table, m_sinks),
          m_pairs(m_costs, m_sources, m_quiet) {
        m_quiet.progress = {};
    }

    SolvedTransport solve() {
        start();
        for (;;) {
            m_tree->improve(m_list, m_control);
            const auto better = add_cheaper_pairs();
            report();
            if (better > (settled() ? 0 : m_sources.size())) continue;
            if (better == 0 && settled()) break;
            if (!settled()) raise();
        }
        auto found = plan();
        return {std::move(found), std::move(*m_tree), std::move(m_sources), std::move(m_sinks)};
    }

  private:
    void start() {
        m_span = m_pairs.span();
        const auto least = std::int64_t{m_span.least};
        const auto most = std::int64_t{m_span.most};
        const auto largest = std::max(
            {size_of(least), size_of(most), largest_size(m_problem.unmet_cost), largest_size(m_problem.leftover_cost)});
        m_highest = highest_price(largest, m_sources.size() + m_sinks.size());

        // What is unmet costs four times what the nearest source would on average, to begin with.
        WideSum nearest;
        std::vector<std::int64_t> column_prices;
        for (const auto cost : m_span.of_column) {
            const auto counted = cost == CostRows<Cost>::forbidden ? most : std::int64_t{cost};
            column_prices.push_back(counted);
            nearest.add(1, std::max<std::int64_t>(counted, 0));
        }
        const auto columns = std::max<std::int64_t>(1, static_cast<std::int64_t>(m_sinks.size()));
        m_unmet_price = std::min(m_highest, 4 * (nearest.value() / columns) + 1);
        m_tree.emplace(some_of(m_problem.supply, m_sources), some_of(m_problem.demand, m_sinks),
                       some_of(m_problem.leftover_cost, m_sources), unmet_costs());

        const std::vector<std::int64_t> unlimited(m_sources.size(), least - most - 1);
        m_list.add(m_pairs.cheapest(unlimited, column_prices, m_span.least, pairs_at_first));
    }

    /// What a unit of demand counts while it is unmet, of each sink that takes part.
    [[nodiscard]] std::vector<std::int64_t> unmet_costs() const {
        std::vector<std::int64_t> out(m_sinks.size(), m_unmet_price);
        for (std::size_t sink = 0; sink < out.size() && !m_problem.unmet_cost.empty(); ++sink)
            out[sink] = std::min(m_unmet_price, m_problem.unmet_cost[m_sinks[sink]]);
        return out;
    }

    /// Passes over all pairs; adds what would lower the cost to the list and tells how many these are.
    std::size_t add_cheaper_pairs() {
        std::vector<std::int64_t> source_prices(m_sources.size());
        std::vector<std::int64_t> sink_prices(m_sinks.size());
        for (Node source = 0; source < m_tree->sources(); ++source) source_prices[source] = m_tree->price(source);
        for (Node sink = 0; sink < m_tree->sinks(); ++sink) sink_prices[sink] = price_of_sink(sink);
        const auto more = m_pairs.cheapest(source_prices, sink_prices, m_span.least, pairs_a_pass);
        ++m_pricings;
        const auto before = m_list.sink.size();
        m_list.add(more);
        return m_list.sink.size() - before;
    }

    [[nodiscard]] std::int64_t price_of_sink(Node sink) const { return m_tree->price(m_tree->sources() + sink); }
    [[nodiscard]] bool is_unmet(Node sink) const { return m_tree->hangs_on_root(m_tree->sources() + sink); }

    [[nodiscard]] bool anything_left() const {
        for (Node source = 0; source < m_tree->sources(); ++source)
            if (m_tree->hangs_on_root(source) && m_tree->flow(source) > 0) return true;
        return false;
    }

    /// A dearer price of unmet demand would change nothing: no sink lacks anything that it would touch, or it would touch
    /// all sinks alike while nothing is left to meet more of them.
    [[nodiscard]] bool settled() const {
        if (m_unmet_price >= m_highest) return true;
        const auto given = m_problem.unmet_cost;
        if (given.empty() && !anything_left()) return true;
        for (Node sink = 0; sink < m_tree->sinks(); ++sink)
            if (is_unmet(sink) && (given.empty() || given[m_sinks[sink]] > m_unmet_price)) return false;
        return true;
    }

    void raise() {
        m_unmet_price = m_unmet_price > m_highest / 2 ? m_highest : 2 * m_unmet_price;
        m_tree->raise(unmet_costs());
    }

    void report() {
        if (!m_control.progress) return;
        long double unmet = 0;
        long double demand = 0;
        for (const auto amount : m_problem.demand) demand += static_cast<long double>(amount);
        for (Node sink = 0; sink < m_tree->sinks(); ++sink)
            if (is_unmet(sink)) unmet += static_cast<long double>(m_tree->flow(m_tree->sources() + sink));
        if (demand > 0) m_done = std::max(m_done, static_cast<double>(0.95L * (demand - unmet) / demand));
        m_control.progress(m_done);
    }

    [[nodiscard]] TransportPlan plan() const {
        TransportPlan out;
        out.leftover.assign(m_table.rows(), 0);
        out.unmet.assign(m_table.columns(), 0);
        out.reason.assign(m_table.columns(), UnmetReason::none);
        out.pivots = m_tree->pivots();
        out.pricings = m_pricings;
        out.unmet_price = m_problem.unmet_cost.empty() ? m_unmet_price : 0;
        take_flows(out);
        take_prices(out);
        if (m_problem.totals) take_costs(out);
        take_reasons(out);
        return out;
    }

    void take_flows(TransportPlan& out) const {
        struct Flow {
            std::uint32_t source;
            std::uint32_t sink;
            std::int64_t amount;
        };
        std::vector<Flow> flows;
        const auto sources = m_tree->sources();
        for (Node node = 0; node < sources + m_tree->sinks(); ++node) {
            const auto amount = m_tree->flow(node);
            if (amount == 0) continue;
            const auto parent = m_tree->parent(node);
            if (m_tree->hangs_on_root(node)) {
                (node < sources ? out.leftover[m_sources[node]] : out.unmet[m_sinks[node - sources]]) = amount;
            } else {
                flows.push_back({m_sources[std::min(node, parent)], m_sinks[std::max(node, parent) - sources], amount});
            }
        }
        std::sort(flows.begin(), flows.end(), [](const Flow& one, const Flow& other) {
            return std::pair{one.source, one.sink} < std::pair{other.source, other.sink};
        });
        for (const auto& flow : flows) {
            out.source.push_back(flow.source);
            out.sink.push_back(flow.sink);
            out.amount.push_back(flow.amount);
        }
    }

    /// Sources and sinks without an amount take the prices at which a first unit would leave or arrive.
    void take_prices(TransportPlan& out) const {
        out.source_price.assign(m_table.rows(), 0);
        out.sink_price.assign(m_table.columns(), m_unmet_price);
        for (std::size_t row = 0; row < m_table.rows() && !m_problem.leftover_cost.empty(); ++row)
            out.source_price[row] = -m_problem.leftover_cost[row];
        for (std::size_t column = 0; column < m_table.columns() && !m_problem.unmet_cost.empty(); ++column)
            out.sink_price[column] = m_problem.unmet_cost[column];
        for (Node sink = 0; sink < m_tree->sinks(); ++sink) out.sink_price[m_sinks[sink]] = price_of_sink(sink);
        if (m_sources.size() < m_table.rows()) {
            each_pair(m_problem.supply, [&](std::size_t row, std::size_t column, std::int64_t cost) {
                if (m_problem.demand[column] == 0) return;
                out.source_price[row] = std::max(out.source_price[row], out.sink_price[column] - cost);
            });
        }
        for (Node source = 0; source < m_tree->sources(); ++source)
            out.source_price[m_sources[source]] = m_tree->price(source);
        if (m_sinks.size() == m_table.columns()) return;
        each_pair({}, [&](std::size_t row, std::size_t column, std::int64_t cost) {
            if (m_problem.demand[column] != 0) return;
            out.sink_price[column] = std::min(out.sink_price[column], cost + out.source_price[row]);
        });
    }

    /// Calls for every allowed pair; for those of rows without an amount only, if amounts are given.
    template <class Call>
    void each_pair(std::span<const std::int64_t> without, const Call& call) const {
        std::vector<Cost> buffer;
        for (std::size_t row = 0; row < m_table.rows(); ++row) {
            if (!without.empty() && without[row] != 0) continue;
            m_control.check();
            const auto costs = m_costs.whole(row, buffer);
            for (std::size_t column = 0; column < costs.size(); ++column)
                if (costs[column] != CostRows<Cost>::forbidden) call(row, column, std::int64_t{costs[column]});
        }
    }

    void take_costs(TransportPlan& out) const {
        WideSum dual;
        WideSum unmet;
        WideSum left;
        for (std::size_t row = 0; row < out.leftover.size(); ++row) {
            dual.add(-m_problem.supply[row], out.source_price[row]);
            if (!m_problem.leftover_cost.empty()) left.add(out.leftover[row], m_problem.leftover_cost[row]);
        }
        for (std::size_t column = 0; column < out.unmet.size(); ++column) {
            dual.add(m_problem.demand[column], out.sink_price[column]);
            unmet.add(out.unmet[column], m_problem.unmet_cost.empty() ? m_unmet_price : m_problem.unmet_cost[column]);
        }
        WideSum way;
        std::vector<Cost> buffer;
        for (std::size_t flow = 0; flow < out.amount.size(); ++flow) {
            const auto costs = m_costs.whole(out.source[flow], buffer);
            way.add(out.amount[flow], costs[out.sink[flow]]);
        }
        out.dual = dual.value();
        out.unmet_cost = unmet.value();
        out.leftover_cost = left.value();
        out.transport_cost = way.value();
    }

    void take_reasons(TransportPlan& out) const {
        const auto left = anything_left();
        for (std::size_t sink = 0; sink < m_sinks.size(); ++sink) {
            if (out.unmet[m_sinks[sink]] == 0) continue;
            auto& reason = out.reason[m_sinks[sink]];
            if (!m_sources.empty() && m_span.of_column[sink] == CostRows<Cost>::forbidden) {
                reason = UnmetReason::no_way;
            } else if (!left) {
                reason = UnmetReason::supply_exhausted;
            } else {
                reason = m_problem.unmet_cost.empty() ? UnmetReason::cut_off : UnmetReason::dearer_than_unmet;
            }
        }
    }

    const TransportProblem& m_problem;
    const CostTable& m_table;
    const core::Control& m_control;
    core::Control m_quiet;                 ///< the same without progress, for a single pass
    std::vector<std::uint32_t> m_sources;  ///< rows that take part
    std::vector<std::uint32_t> m_sinks;    ///< columns that do
    CostRows<Cost> m_costs;
    PairPricing<Cost> m_pairs;
    CostSpan<Cost> m_span;
    Shortlist m_list;
    std::optional<TransportTree> m_tree;
    std::int64_t m_highest = 0;
    std::int64_t m_unmet_price = 0;
    std::uint32_t m_pricings = 0;
    double m_done = 0.0;
};

}  // namespace

SolvedTransport solve_transport(const TransportProblem& problem, const CostTable& costs, const core::Control& control) {
    require_sound(problem, costs);
    control.check();
    if (std::holds_alternative<std::span<const std::int32_t>>(costs.costs()))
        return Transport<std::int32_t>(problem, costs, control).solve();
    return Transport<std::int64_t>(problem, costs, control).solve();
}

TransportPlan transport(const TransportProblem& problem, const CostTable& costs, const core::Control& control) {
    return solve_transport(problem, costs, control).plan;
}

}  // namespace petasentra::supply
