#pragma once
#include <algorithm>
#include <cmath>
#include <petasentra/geometry/geometry_column.hpp>

namespace petasentra::geometry {

/// Farther out than any system of coordinates counts, in metres as in degrees. Writers put such numbers where they have
/// none (-1.797e308 is ESRI's null coordinate), and exact arithmetic would overflow with them.
inline constexpr double farthest_place = 1e12;

/// Whether a coordinate can be one of a place. False for NaN and infinity.
[[nodiscard]] inline bool is_place(double coordinate) noexcept {
    return std::abs(coordinate) <= farthest_place;
}
[[nodiscard]] inline bool is_place(double x, double y) noexcept {
    return is_place(x) && is_place(y);
}
[[nodiscard]] inline bool is_place(const Box& box) noexcept {
    return is_place(box.min_x, box.min_y) && is_place(box.max_x, box.max_y);
}
/// False if any vertex of the row is no place; true of a row without vertices.
[[nodiscard]] inline bool has_places_only(const GeometryColumn& column, std::size_t row) noexcept {
    return std::ranges::all_of(column.vertices(row), [](double value) { return is_place(value); });
}

}  // namespace petasentra::geometry
