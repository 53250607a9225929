#pragma once
#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/geometry/geometry_column.hpp>

namespace petasentra::zoning {

/// Square metres that rounding may make of nothing where borders follow one another in these bounds: the last digit of
/// the largest coordinate, along the bounds.
[[nodiscard]] inline double rounding_m2(const geometry::Box& bounds) noexcept {
    constexpr double digit = std::numeric_limits<double>::epsilon();
    const double largest =
        std::max({std::fabs(bounds.min_x), std::fabs(bounds.max_x), std::fabs(bounds.min_y), std::fabs(bounds.max_y)});
    return digit * largest * ((bounds.max_x - bounds.min_x) + (bounds.max_y - bounds.min_y));
}

}  // namespace petasentra::zoning
