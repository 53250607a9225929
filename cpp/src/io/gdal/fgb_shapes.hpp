#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "io/gdal/flat_layout.hpp"

namespace petasentra::io::gdal {

/// The plan of a feature's geometry; `aside` for whatever is not plain: collections, curves, empty parts, points that are
/// not numbers, rings that are not closed. BrokenBuffer if it leads beyond its end. `type` is the header's.
[[nodiscard]] RowPlan plan_feature(std::span<const std::byte> feature, std::uint8_t type);

/// Writes a planned geometry that was not put aside.
void copy_feature(std::span<const std::byte> feature, const RowPlan& plan, const RowSlot& to);

}  // namespace petasentra::io::gdal
