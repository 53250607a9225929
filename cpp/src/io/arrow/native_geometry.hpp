#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/column.hpp>

namespace petasentra::io::arrow {

inline constexpr std::size_t rows_between_looks = 256;  ///< at a Control

/// Native GeoArrow of one kind: lists (as many levels as the kind has) of coordinates, interleaved or separated.
[[nodiscard]] geometry::GeometryColumn decode_native(const layer::Column& column, geometry::Kind kind,
                                                     const core::Control& control);

}  // namespace petasentra::io::arrow
