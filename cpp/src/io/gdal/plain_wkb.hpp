#pragma once
#include <cstddef>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>

namespace petasentra::io::gdal {

/// Whether the arrays can take a WKB as it is and GDAL would read it the same: points, lines, polygons and their
/// multi-geometries in ISO codes and little-endian numbers, all members with the same Z and M, nothing empty, every ring
/// closed (in Z too), no byte too many. For whatever else GDAL is asked.
[[nodiscard]] bool is_plain_wkb(std::span<const std::byte> wkb) noexcept;

/// Appends a plain point without Z and M to a column without them, at one look: the geometry of the layers with the most
/// rows. False, with the column unchanged, for whatever else.
[[nodiscard]] bool append_flat_point(geometry::GeometryColumn& column, std::span<const std::byte> wkb);

}  // namespace petasentra::io::gdal
