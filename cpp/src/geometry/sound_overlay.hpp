#pragma once
#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {

/// Overlays of two geometries, neither a mixed collection, checked by their areas and bounds.
///
/// GEOS labels nearly coincident borders of some valid polygons wrongly: a hole is taken for ground, a polygon is lost.
/// For polygons the areas have to agree: |A - B| + |A and B| = |A| and |A or B| + |A and B| = |A| + |B|, within 1e-9 of
/// |A| + |B| and the rounding of coordinates along both borders; and an overlay has to lie in the box it belongs to.
/// Where one does not, the overlay is done again on a fine grid: vertices move by less than a cell of 2^-42 of the
/// largest coordinate (0.004 mm in UTM), if that does not agree either of 2^-36 (0.3 mm), and after that it is
/// Error(geometry_invalid). No proof: a difference and a common ground that are wrong by the same area pass. Shapes
/// that are not valid have no area to agree with: what GEOS answers is what there is. Cost: one overlay more, none where
/// boxes are apart.
[[nodiscard]] Shape sound_difference(const Shape& one, const Shape& other);
[[nodiscard]] Shape sound_union(const Shape& one, const Shape& other);
/// Only checked to be no larger than either and to lie in both boxes: the rest would cost a second overlay each time.
[[nodiscard]] Shape sound_intersection(const Shape& one, const Shape& other);

}  // namespace petasentra::geometry
