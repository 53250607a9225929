#pragma once
#include <pybind11/pybind11.h>

#include <memory>
#include <petasentra/layer/column.hpp>

namespace petasentra::bindings {

/// A column as a Python user meets it.
///
///   numbers              numpy array of their type, a read-only view; integers with nulls become float64 with NaN
///   bool                 numpy bool array; with nulls a list of True, False, None
///   date, timestamp,
///   duration             datetime64 / timedelta64 in the column's unit, NaT for nulls; time zones count as UTC
///   text, binary         list of str / bytes, None for nulls; dictionaries as what they stand for
///   lists of these       list of lists
/// None for every other type (structs, maps, decimals, times): pyarrow reads those.
[[nodiscard]] pybind11::object column_values(const layer::Column& column, const std::shared_ptr<const void>& owner);

}  // namespace petasentra::bindings
