#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace petasentra::zoning {

/// How far along Hilbert's curve a place of the unit square lies, in cells of 2^-16: near on the curve is near on the
/// ground. Places outside count as the nearest inside, NaN as 0.
[[nodiscard]] std::uint32_t along_curve(double x, double y) noexcept;

/// The order that sorts the keys, equal ones as they came. Cost: O(keys).
[[nodiscard]] std::vector<std::uint32_t> sorted_order(std::span<const std::uint32_t> keys);

}  // namespace petasentra::zoning
