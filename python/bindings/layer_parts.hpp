#pragma once
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <optional>
#include <petasentra/layer/table.hpp>
#include <string>
#include <vector>

namespace petasentra::bindings {

using RowNumbers = pybind11::array_t<std::int64_t, pybind11::array::c_style | pybind11::array::forcecast>;

/// Row numbers from Python, each checked against the number of rows: Error(option_value) names the one that is not
/// there.
[[nodiscard]] std::vector<std::size_t> checked_rows(const RowNumbers& rows, std::size_t size);

[[nodiscard]] pybind11::typing::Dict<pybind11::str, pybind11::str> metadata_dict(const layer::Metadata& metadata);

/// Copies of a table with one thing changed. A value of nothing removes the entry.
[[nodiscard]] layer::Table with_column_metadata(const layer::Table& table, const std::string& name,
                                                const std::string& key, const std::optional<std::string>& value);
[[nodiscard]] layer::Table with_metadata(const layer::Table& table, const std::string& key,
                                         const std::optional<std::string>& value);
[[nodiscard]] layer::Table with_columns(const layer::Table& table, const layer::Table& more);

}  // namespace petasentra::bindings
