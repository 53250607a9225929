#pragma once
#include <cstddef>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

namespace petasentra::geometry {

/// Reads one WKB geometry (ISO 1000/2000/3000 or EWKB flags, either byte order) and appends it as a row.
/// Every count and length is checked against the buffer before it is believed: Error(wkb_malformed) names the byte,
/// also where bytes are left over or collections are nested more than 32 deep. A refused geometry leaves the column
/// unchanged. Curves, surfaces and other kinds without a flat form are refused with Error(geometry_kind): readers
/// linearise first.
void append_wkb(GeometryColumn& column, std::span<const std::byte> wkb);

/// Appends row `row` as ISO WKB, little-endian, to `out`. A null row has no WKB: appends nothing.
void write_wkb(const GeometryColumn& column, std::size_t row, std::vector<std::byte>& out);

/// Bytes that write_wkb will append.
[[nodiscard]] std::size_t wkb_size(const GeometryColumn& column, std::size_t row);

}  // namespace petasentra::geometry
