#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/layer/column.hpp>

namespace petasentra::layer {

/// Days since 1970-01-01 of a row of a column of dates ("tdD", "tdm") or timestamps ("ts..."): the calendar day as
/// stored, which is UTC where the type names a zone. Nothing for nulls and for columns of other types.
[[nodiscard]] std::optional<std::int32_t> day_at(const Column& column, std::size_t row);

}  // namespace petasentra::layer
