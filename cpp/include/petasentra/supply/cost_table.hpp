#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <variant>

namespace petasentra::supply {

/// What a unit costs from each source (row) to each sink (column), in whole numbers of whatever unit the caller takes
/// (rupiah, decirupiah, gram of CO2). The table looks at memory of the caller, row after row, or asks for one row at a
/// time, so that costs that can be computed need no table at all. Negative costs are allowed.
///
/// The largest number of the type, `forbidden_32` or `forbidden_64`, stands for a pair between which nothing may flow.
class CostTable {
  public:
    static constexpr std::int32_t forbidden_32 = std::numeric_limits<std::int32_t>::max();
    static constexpr std::int64_t forbidden_64 = std::numeric_limits<std::int64_t>::max();

    /// Fills the costs of one row; asked from several threads at once, several times for each row, and has to tell the
    /// same each time.
    using Rows = std::function<void(std::size_t row, std::span<std::int64_t> costs)>;

    /// Error(option_value) unless there are rows x columns costs.
    CostTable(std::span<const std::int32_t> costs, std::size_t rows, std::size_t columns);
    CostTable(std::span<const std::int64_t> costs, std::size_t rows, std::size_t columns);
    CostTable(Rows costs, std::size_t rows, std::size_t columns);

    [[nodiscard]] std::size_t rows() const noexcept { return m_rows; }
    [[nodiscard]] std::size_t columns() const noexcept { return m_columns; }
    using Costs = std::variant<std::span<const std::int32_t>, std::span<const std::int64_t>, Rows>;
    [[nodiscard]] const Costs& costs() const noexcept { return m_costs; }

  private:
    Costs m_costs;
    std::size_t m_rows;
    std::size_t m_columns;
};

}  // namespace petasentra::supply
