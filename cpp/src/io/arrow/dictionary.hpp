#pragma once
#include <cstdint>
#include <petasentra/layer/column.hpp>
#include <vector>

namespace petasentra::io::arrow {

/// Joins the values of a batch's dictionary to those a column already has (batches may each bring their own) and tells
/// where each of the batch's values now stands. Equal dictionaries stay one; of text and fixed-width values none is
/// stored twice, since pandas refuses a category that repeats.
[[nodiscard]] std::vector<std::int64_t> merge_dictionary(layer::Column& column, layer::Column&& values);

/// Appends indices to a dictionary column, widening its index type to int32 or int64 where the values no longer fit.
void append_indices(layer::Column& column, const std::vector<std::int64_t>& indices);

/// The index in row `row` of fixed-width integers of format `format`; negative (never valid) if it does not fit int64.
[[nodiscard]] std::int64_t index_at(const std::byte* data, std::string_view format, std::size_t row);

}  // namespace petasentra::io::arrow
