#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <petasentra/supply/cost_table.hpp>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace petasentra::supply {

/// Rows of a table of costs, with the columns that take part only. `Cost` is int32 for tables of int32, else int64.
template <class Cost>
class CostRows {
  public:
    static constexpr Cost forbidden = std::numeric_limits<Cost>::max();

    CostRows(const CostTable& table, std::vector<std::uint32_t> columns)
        : m_table(&table), m_columns(std::move(columns)) {}

    [[nodiscard]] std::size_t columns() const noexcept { return m_columns.size(); }

    /// The costs of a row of the table; they stand in the table itself or in `buffer`.
    [[nodiscard]] std::span<const Cost> row(std::size_t row, std::vector<Cost>& buffer) const {
        const auto all = whole(row, buffer);
        if (m_columns.size() == all.size()) return all;
        std::vector<Cost> some(m_columns.size());
        std::transform(m_columns.begin(), m_columns.end(), some.begin(), [&](auto column) { return all[column]; });
        buffer = std::move(some);
        return buffer;
    }

    /// The same with all columns.
    [[nodiscard]] std::span<const Cost> whole(std::size_t row, std::vector<Cost>& buffer) const {
        const auto width = m_table->columns();
        if (const auto* given = std::get_if<std::span<const Cost>>(&m_table->costs()))
            return given->subspan(row * width, width);
        if constexpr (std::is_same_v<Cost, std::int64_t>) {
            buffer.resize(width);
            std::get<CostTable::Rows>(m_table->costs())(row, buffer);
        }
        return buffer;
    }

  private:
    const CostTable* m_table;
    std::vector<std::uint32_t> m_columns;
};

}  // namespace petasentra::supply
