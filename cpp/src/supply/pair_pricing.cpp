#include "supply/pair_pricing.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>

namespace petasentra::supply {
namespace {

constexpr std::size_t sources_a_block = 64;
/// Each block of a pass over columns keeps a row of its own.
constexpr std::size_t blocks_of_columns = 8;

}  // namespace

template <class Cost>
CostSpan<Cost> PairPricing<Cost>::span() const {
    constexpr auto forbidden = CostRows<Cost>::forbidden;
    constexpr auto least = std::numeric_limits<Cost>::min();
    CostSpan<Cost> out{forbidden, least, std::vector<Cost>(m_costs->columns(), forbidden)};
    std::mutex joining;
    const auto block_size = std::max<std::size_t>(1, core::block_count(m_sources.size(), blocks_of_columns));
    core::for_blocks(m_sources.size(), block_size, *m_control, [&](core::Block block) {
        std::vector<Cost> minima(m_costs->columns(), forbidden);
        std::vector<Cost> buffer;
        auto most = least;
        for (auto source = block.begin; source < block.end; ++source) {
            const auto row = m_costs->row(m_sources[source], buffer);
            lower_to<Cost>(row, minima);
            most = std::max(most, largest_allowed<Cost>(row));
            if (source % sources_a_block == 0) m_control->check();
        }
        const std::lock_guard lock(joining);
        lower_to<Cost>(minima, out.of_column);
        out.most = std::max(out.most, most);
    });
    for (const auto cost : out.of_column) out.least = std::min(out.least, cost);
    if (out.least == forbidden) out.least = out.most = 0;
    return out;
}

template <class Cost>
std::vector<Shortlist::More> PairPricing<Cost>::cheapest(std::span<const std::int64_t> source_prices,
                                                         std::span<const std::int64_t> sink_prices, Cost least_cost,
                                                         std::size_t count) const {
    if (sink_prices.empty()) return std::vector<Shortlist::More>(m_sources.size());
    // Prices above the least of them, so that what is forbidden stays within the numbers.
    const auto [low, high] = std::minmax_element(sink_prices.begin(), sink_prices.end());
    if constexpr (sizeof(Cost) == sizeof(std::int32_t)) {
        const auto narrow = *high - *low <= std::int64_t{least_cost} - std::numeric_limits<std::int32_t>::min();
        if (narrow) return scan<std::int32_t>(source_prices, sink_prices, *low, count);
    }
    return scan<std::int64_t>(source_prices, sink_prices, *low, count);
}

template <class Cost>
template <class Excess>
std::vector<Shortlist::More> PairPricing<Cost>::scan(std::span<const std::int64_t> source_prices,
                                                     std::span<const std::int64_t> sink_prices, std::int64_t base,
                                                     std::size_t count) const {
    using Limits = std::numeric_limits<Excess>;
    std::vector<Excess> prices(sink_prices.size());
    std::transform(sink_prices.begin(), sink_prices.end(), prices.begin(),
                   [&](auto price) { return static_cast<Excess>(price - base); });
    struct Scan {
        RowScan<Cost, Excess> rows;
        std::vector<Cost> buffer;
    };
    core::Pool<Scan> scans([] { return std::make_unique<Scan>(); });
    std::vector<Shortlist::More> out(m_sources.size());
    core::for_blocks(m_sources.size(), sources_a_block, *m_control, [&](core::Block block) {
        auto scan = scans.borrow();
        for (auto source = block.begin; source < block.end; ++source) {
            // cost - price < base - source price, the last number that is below it.
            const auto limit = base - source_prices[source] - 1;
            if (limit < Limits::min()) continue;
            const auto row = m_costs->row(m_sources[source], scan->buffer);
            const auto most = static_cast<Excess>(std::min<std::int64_t>(limit, Limits::max()));
            auto& more = out[source];
            for (const auto& found : scan->rows.lowest(row, prices, count, most)) {
                more.sink.push_back(found.column);
                more.cost.push_back(row[found.column]);
            }
        }
    });
    return out;
}

template class PairPricing<std::int32_t>;
template class PairPricing<std::int64_t>;

}  // namespace petasentra::supply
