#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <span>

namespace petasentra::geometry {

/// A closed ring seen from the middle of its vertices.
struct StarRing {
    /// Every edge runs to the same side as seen from there, beyond doubt, and the ring goes round once: it cannot meet
    /// itself. False for rings that are open, too short or not finite.
    bool sure = false;
    double area_m2 = 0.0;  ///< if it is sure; whichever way the ring runs
    Box bounds;

    /// `xy` are x,y pairs. Cost: O(vertices), without a branch for each.
    [[nodiscard]] static StarRing of(std::span<const double> xy) noexcept;
};

/// The vertices of a polygon of one ring, x,y pairs; nothing for other rows.
[[nodiscard]] std::span<const double> only_ring(const GeometryColumn& column, std::size_t row) noexcept;

}  // namespace petasentra::geometry
