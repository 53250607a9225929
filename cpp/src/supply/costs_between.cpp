#include "supply/costs_between.hpp"

#include <type_traits>
#include <utility>

namespace petasentra::supply {
namespace {

std::int64_t widened(std::int32_t cost) {
    return cost == CostTable::forbidden_32 ? CostTable::forbidden_64 : cost;
}
std::int64_t widened(std::int64_t cost) {
    return cost;
}

}  // namespace

CostsBetween::CostsBetween(CostTable table, std::vector<std::uint32_t> sources, std::vector<std::uint32_t> sinks)
    : m_table(std::move(table)), m_sources(std::move(sources)), m_sinks(std::move(sinks)) {}

std::int64_t CostsBetween::cost(Node source, Node sink) const {
    const auto width = m_table.columns();
    return std::visit(
        [&](const auto& costs) -> std::int64_t {
            if constexpr (std::is_same_v<std::decay_t<decltype(costs)>, CostTable::Rows>) {
                std::vector<std::int64_t> all(width);
                costs(m_sources[source], all);
                return all[m_sinks[sink]];
            } else {
                return widened(costs[m_sources[source] * width + m_sinks[sink]]);
            }
        },
        m_table.costs());
}

void CostsBetween::row(Node source, std::vector<std::int64_t>& costs) const {
    const auto width = m_table.columns();
    costs.resize(m_sinks.size());
    std::visit(
        [&](const auto& given) {
            if constexpr (std::is_same_v<std::decay_t<decltype(given)>, CostTable::Rows>) {
                std::vector<std::int64_t> all(width);
                given(m_sources[source], all);
                for (std::size_t sink = 0; sink < costs.size(); ++sink) costs[sink] = all[m_sinks[sink]];
            } else {
                const auto all = given.subspan(m_sources[source] * width, width);
                for (std::size_t sink = 0; sink < costs.size(); ++sink) costs[sink] = widened(all[m_sinks[sink]]);
            }
        },
        m_table.costs());
}

}  // namespace petasentra::supply
