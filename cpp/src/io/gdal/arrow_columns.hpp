#pragma once
#include <ogr_recordbatch.h>

#include <petasentra/layer/column.hpp>
#include <string>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// The format in which GDAL's Arrow stream gives a field exactly as the feature loop would; empty for fields where the
/// two differ or might (times and their zones, lists).
[[nodiscard]] std::string plain_format(const OGRFieldDefn& field);

/// An empty column of one of those formats.
[[nodiscard]] layer::Column plain_column(std::string name, std::string format);

/// Room for so many rows.
void reserve_rows(layer::Column& column, std::size_t rows);

/// Whether the buffers of an array fit such a column: everything the interface lets one check.
[[nodiscard]] bool fits_column(const layer::Column& column, const ArrowArray& array);

/// Appends all rows of a checked array.
void append_rows(layer::Column& column, const ArrowArray& array);

/// Whether row `row` of an array is there.
[[nodiscard]] bool is_there(const ArrowArray& array, std::size_t row) noexcept;

}  // namespace petasentra::io::gdal
