#pragma once

#include <algorithm>
#include <cmath>
#include <petasentra/geometry/geometry_column.hpp>

namespace petasentra::topology {

/// Farther out than any system of coordinates counts, in metres as in degrees. Writers put such numbers where they have
/// none: -1.797e308 is ESRI's null coordinate.
constexpr double farthest_place = 1e12;

/// False for NaN and infinity too.
inline bool is_place(double x, double y) noexcept {
    return std::abs(x) <= farthest_place && std::abs(y) <= farthest_place;
}

/// False if any vertex of the row is no place; true of a row without vertices.
inline bool has_places_only(const geometry::GeometryColumn& column, std::size_t row) noexcept {
    return std::ranges::all_of(column.vertices(row), [](double value) { return is_place(value, value); });
}

}  // namespace petasentra::topology
