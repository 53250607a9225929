#pragma once
#include <petasentra/geometry/shape.hpp>

namespace petasentra::geometry {

/// The ground within `metres` of a shape, corners rounded; with a negative distance what of its ground lies farther than
/// that from its border. Distances are planar; 0 gives a copy, empty gives empty.
///
/// Error  An arc is a chain of `segments_a_quarter` chords a quarter, ends on the circle: it lies within the true one by
///        at most distance x (1 - cos(90 deg / (2 segments))): 0.12% for 16, 0.03% for 32. GEOS leaves out notches of
///        the border shallower than 1% of the distance before it moves it.
[[nodiscard]] Shape moved_out(const Shape& shape, double metres, int segments_a_quarter = 16);

/// Polygons without what is narrower than 2 x `hair_m`, if there is such a needle anywhere, else as they are.
[[nodiscard]] Shape without_needles(Shape ground, double hair_m);

/// Width of a polygon as room for a building: diameter of the largest circle that fits in it (GEOS
/// MaximumInscribedCircle), within 2 x `error_m`, or 1/10,000 of
/// its extent if that is more. Of several polygons the widest counts; 0 without ground.
[[nodiscard]] double largest_circle_m(const Shape& ground, double error_m);

}  // namespace petasentra::geometry
