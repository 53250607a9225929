#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <string>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// The geometry type a new file declares for this column: the one kind it holds, else "any". A Shapefile knows one
/// dimension only: Error(geometry_kind) where points, lines and polygons mix or a collection is present.
[[nodiscard]] OGRwkbGeometryType declared_type(const geometry::GeometryColumn& column, const std::string& driver,
                                               const std::string& path);

/// Error(geometry_kind) if the format would lose rows: FlatGeobuf has no null or empty geometries.
void require_holdable(const geometry::GeometryColumn& column, const std::string& driver, const std::string& path);

}  // namespace petasentra::io::gdal
