#pragma once
#include <cmath>
#include <petasentra/geometry/geometry_column.hpp>

namespace petasentra::zoning {

/// Whether a coordinate can be one of the Earth, generously. Beyond lie numbers that stand for "none", such as
/// -1.8e308, with which exact arithmetic would overflow. False for NaN.
[[nodiscard]] inline bool is_on_earth(double coordinate) noexcept {
    constexpr double farthest = 1e12;
    return std::fabs(coordinate) <= farthest;
}
[[nodiscard]] inline bool is_on_earth(const geometry::Box& box) noexcept {
    return is_on_earth(box.min_x) && is_on_earth(box.min_y) && is_on_earth(box.max_x) && is_on_earth(box.max_y);
}

}  // namespace petasentra::zoning
