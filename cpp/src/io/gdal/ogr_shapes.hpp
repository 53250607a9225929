#pragma once
#include <petasentra/geometry/geometry_column.hpp>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// Appends an OGR geometry straight to the arrays. False, with the column unchanged, for what needs a closer look: null
/// and empty geometries, curves, surfaces, collections, members that differ in having Z or M, rings that are not closed.
[[nodiscard]] bool append_ogr(geometry::GeometryColumn& column, const OGRGeometry& geometry);

}  // namespace petasentra::io::gdal
