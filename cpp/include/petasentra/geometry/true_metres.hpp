#pragma once
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <span>
#include <vector>

namespace petasentra::geometry {

/// A metre may be this much too long or too short and still be called one: that of UTM five degrees from its central
/// meridian. Those of Web Mercator are longer by 1 / cos(latitude): 0.9 % in Jombang, 2 % at 11 degrees south.
inline constexpr double most_scale_error = 0.004;

/// Longitudes and latitudes of 25 places spread over a box in `crs`; places that have none are left out, an empty box
/// has no places. Error(crs_missing) for an unknown system.
[[nodiscard]] std::vector<Place> places_over(const Box& box, const Crs& crs);

/// By how much a length in `crs` differs from that on the ellipsoid at worst, as a share, over places in degrees; taken
/// along a meridian and a parallel. 0 without places; infinite where one has no place in `crs`.
[[nodiscard]] double scale_error(std::span<const Place> places, const Crs& crs);

/// True where lengths may be taken in the plane of `crs`: it is projected in metres, and over the box none is wrong by
/// more than most_scale_error.
[[nodiscard]] bool has_true_metres(const Crs& crs, const Box& box);

}  // namespace petasentra::geometry
