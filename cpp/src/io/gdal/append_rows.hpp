#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/column.hpp>

namespace petasentra::io::gdal {

// All rows of one behind those of another, as if they had been read at once. The first part makes room
// for `parts` like it; what is never filled of that takes no memory.

void append_rows(geometry::GeometryColumn& whole, const geometry::GeometryColumn& part, std::size_t parts);

/// Columns of the same plain format.
void append_rows(layer::Column& whole, const layer::Column& part, std::size_t parts);

}  // namespace petasentra::io::gdal
