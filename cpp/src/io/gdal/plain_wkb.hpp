#pragma once
#include <cstddef>
#include <span>

namespace petasentra::io::gdal {

/// Whether the arrays can take a WKB as it is and GDAL would read it the same: points, lines, polygons and their
/// multi-geometries in ISO codes and little-endian numbers, all members with the same Z and M, nothing empty, every ring
/// closed (in Z too), no byte too many. For whatever else GDAL is asked.
[[nodiscard]] bool is_plain_wkb(std::span<const std::byte> wkb) noexcept;

}  // namespace petasentra::io::gdal
