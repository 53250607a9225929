#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <vector>

namespace petasentra::zoning {

/// Polygons with the interior on the left of every ring: shells counterclockwise, holes clockwise.
struct Oriented {
    core::LargeVector<double> xy;      ///< the vertices of all rings, in the order they had but for rings turned round
    std::vector<geometry::Box> boxes;  ///< one a row; empty for rows that are no polygons
};
/// Cost: O(vertices).
[[nodiscard]] Oriented interior_on_the_left(const geometry::GeometryColumn& zones, const core::Control& control);

}  // namespace petasentra::zoning
