#pragma once
#include <petasentra/geometry/shape.hpp>
#include <vector>

namespace petasentra::topology {

/// Coordinates nearer than this are one place when borders are cut at each other (noding on a grid of this size). It
/// is three orders below the accuracy of any survey and three above the rounding of a transformed coordinate.
inline constexpr double resolution_m = 1e-6;

/// The one question the tolerance answers, wherever a deviation is weighed: is this ground *wider* than the tolerance?
///
/// The width of a polygon is the diameter of the largest disc that fits into it. Ground is wider than the tolerance if
/// a disc of that diameter fits with room to spare: if something is left when its border is moved inwards by half the
/// tolerance. So a gap of 1 mm between two parcels 400 m long is within a tolerance of 2 mm whatever its area, a flat
/// triangle is as wide as it is high, and a gap of 5 mm is a finding. Ground exactly as wide as the tolerance is
/// within it; discs are approximated to one percent of the tolerance.
///
/// `ground` is one valid polygon in metres; other parts, lines and points have no width. Tolerance 0: every polygon
/// with area is wider. Cost: linear for most, because the bounds
///     area > perimeter r + (holes - 1) pi r2: wider than 2 r      width <= 2 sqrt(area / pi)      width <= sides of the box
/// decide; an inward buffer (GEOS) for the rest.
[[nodiscard]] bool wider_than(const geometry::Shape& ground, double tolerance_m);

/// The polygons of a shape that are wider than the tolerance, together; empty if none is.
[[nodiscard]] geometry::Shape wider_parts(const geometry::Shape& ground, double tolerance_m);

}  // namespace petasentra::topology
