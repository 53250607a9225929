#pragma once
#include <petasentra/layer/column.hpp>
#include <vector>

struct sqlite3_value;

namespace petasentra::io::gdal {

/// Appends a value to a column of a plain format. False where it is not of the kind that the format says (a text among
/// numbers, a number that is too wide): SQLite stores what it is given.
[[nodiscard]] bool append_value(layer::Column& column, sqlite3_value& value);

/// Room for so many rows.
void reserve_rows(layer::Column& column, std::size_t rows);

}  // namespace petasentra::io::gdal
