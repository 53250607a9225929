#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <vector>

namespace petasentra::geometry {

/// One place of every row, as x,y pairs: the point where the row is one, otherwise a place within its polygons, on its
/// lines, or one of its points (GEOS PointOnSurface, which takes the parts of the highest dimension). Whoever asks for
/// the way to an area has to begin somewhere in it, and a centroid may lie outside.
///
/// Null, empty    NaN.
/// Errors         Error(geometry_invalid), Error(geometry_not_finite) with the row as feature, for what GEOS cannot
///                hold; a single point is taken as it is.
/// Same           Equal bytes for any number of threads.
/// Cost           O(1) for a point, O(v log v) for what has v vertices.
[[nodiscard]] std::vector<double> inner_places(const GeometryColumn& column, const core::Control& control = {});

}  // namespace petasentra::geometry
