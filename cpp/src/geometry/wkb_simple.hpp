#pragma once
#include <cstddef>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>

namespace petasentra::geometry {

/// Appends what nearly every row of nearly every file is: little-endian WKB without Z and M, no collection, nothing
/// empty, exactly as long as it says. False, with the column unchanged, for all else: append_wkb reads that.
[[nodiscard]] bool append_simple_wkb(GeometryColumn& column, std::span<const std::byte> wkb);

}  // namespace petasentra::geometry
