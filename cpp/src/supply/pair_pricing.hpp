#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <span>
#include <vector>

#include "supply/cost_rows.hpp"
#include "supply/row_scan.hpp"
#include "supply/shortlist.hpp"

namespace petasentra::supply {

/// The least and the largest allowed cost of a table, and the least of each column (forbidden where a column has none).
template <class Cost>
struct CostSpan {
    Cost least = 0;
    Cost most = 0;
    std::vector<Cost> of_column;
};

/// Passes over all pairs of the sources and sinks that take part.
template <class Cost>
class PairPricing {
  public:
    /// `sources` are the rows of the table that take part.
    PairPricing(const CostRows<Cost>& costs, std::span<const std::uint32_t> sources, const core::Control& control)
        : m_costs(&costs), m_sources(sources), m_control(&control) {}

    [[nodiscard]] CostSpan<Cost> span() const;

    /// Of each source at most `count` sinks of the least cost + source price - sink price that is below 0.
    /// `least_cost` is that of the table.
    [[nodiscard]] std::vector<Shortlist::More> cheapest(std::span<const std::int64_t> source_prices,
                                                        std::span<const std::int64_t> sink_prices, Cost least_cost,
                                                        std::size_t count) const;

  private:
    template <class Excess>
    [[nodiscard]] std::vector<Shortlist::More> scan(std::span<const std::int64_t> source_prices,
                                                    std::span<const std::int64_t> sink_prices, std::int64_t base,
                                                    std::size_t count) const;

    const CostRows<Cost>* m_costs;
    std::span<const std::uint32_t> m_sources;
    const core::Control* m_control;
};

}  // namespace petasentra::supply
