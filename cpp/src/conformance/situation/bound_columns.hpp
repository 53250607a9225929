#pragma once
#include <optional>
#include <petasentra/core/date.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

/// Where in a layer of the pack something is wrong.
[[nodiscard]] core::Place place_of(const layer::Layer& data, std::size_t row, const std::string& column);

/// A column as texts, empty where null. Error(column_missing), Error(column_type).
[[nodiscard]] std::vector<std::string> texts_of(const layer::Layer& data, const std::string& column);

/// A column of dates, timestamps or texts as core::read_dates reads them. Error(column_missing), Error(date_unreadable)
/// with the row.
[[nodiscard]] std::vector<std::optional<core::Date>> dates_of(const layer::Layer& data, const std::string& column);

}  // namespace petasentra::conformance
