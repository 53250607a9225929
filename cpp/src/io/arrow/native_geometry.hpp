#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/column.hpp>

namespace petasentra::io::arrow {

/// Native GeoArrow of one kind: lists (as many levels as the kind has) of coordinates, interleaved or separated.
[[nodiscard]] geometry::GeometryColumn decode_native(const layer::Column& column, geometry::Kind kind);

}  // namespace petasentra::io::arrow
