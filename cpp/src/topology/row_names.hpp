#pragma once
#include <cstdint>
#include <petasentra/layer/column.hpp>
#include <string>

namespace petasentra::topology {

/// How a row is called: its id, numbers without decimals where they have none; the row number where there is no id or
/// no column; empty for no_row.
[[nodiscard]] std::string row_name(const layer::Column* ids, std::int64_t row);

}  // namespace petasentra::topology
