#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/column.hpp>
#include <string_view>

namespace petasentra::io::arrow {

/// Whether a column says of itself (by its extension name) that it holds geometry of a kind we decode.
[[nodiscard]] bool is_geometry(const layer::Column& column);

/// The geometries of a column: WKB in binary, or native GeoArrow by its extension name.
///
/// A binary column without an extension name is taken as WKB: the caller named it. Errors name the row (counted from 0)
/// and the column: wkb_malformed, geometry_kind; malformed_table where the nesting does not fit the extension name.
/// Null rows become null; a native point of NaN coordinates is an empty point, as GeoArrow says.
/// `control` is looked at every few hundred rows.
[[nodiscard]] geometry::GeometryColumn decode_geometry(const layer::Column& column, const core::Control& control = {});

}  // namespace petasentra::io::arrow
