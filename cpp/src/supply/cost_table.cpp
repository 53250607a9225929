#include <petasentra/core/error.hpp>
#include <petasentra/supply/cost_table.hpp>
#include <string>
#include <utility>

namespace petasentra::supply {
namespace {

void require_costs(std::size_t given, std::size_t rows, std::size_t columns) {
    std::size_t wanted = 0;
    if (!__builtin_mul_overflow(rows, columns, &wanted) && wanted == given) return;
    const auto shape = std::to_string(rows) + " x " + std::to_string(columns);
    throw core::Error(core::ErrorCode::option_value,
                      {"Tabel biaya harus berukuran " + shape + ", bukan " + std::to_string(given) + " nilai.",
                       "The table of costs has to be " + shape + ", not " + std::to_string(given) + " values."},
                      {"Satu baris untuk tiap sumber, satu kolom untuk tiap tujuan.",
                       "One row for each source, one column for each sink."});
}

}  // namespace

CostTable::CostTable(std::span<const std::int32_t> costs, std::size_t rows, std::size_t columns)
    : m_costs(costs), m_rows(rows), m_columns(columns) {
    require_costs(costs.size(), rows, columns);
}

CostTable::CostTable(std::span<const std::int64_t> costs, std::size_t rows, std::size_t columns)
    : m_costs(costs), m_rows(rows), m_columns(columns) {
    require_costs(costs.size(), rows, columns);
}

CostTable::CostTable(Rows costs, std::size_t rows, std::size_t columns)
    : m_costs(std::move(costs)), m_rows(rows), m_columns(columns) {}

}  // namespace petasentra::supply
