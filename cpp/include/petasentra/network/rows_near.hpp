#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <vector>

namespace petasentra::network {

/// Which rows lie within a distance of any shape of another layer, as 1 and 0: the roads of a flooded area, or those at
/// a bridge that is known by a point.
///
///     ----+  1        distance 0: rows that meet the shape, its border included;
///      [##|##]        above 0: rows as near as that, itself included. Polygons are filled.
///     --------  0
///
/// Metres that are none, as those of Web Mercator, are taken in the UTM zone of the middle of the ground.
/// Null and empty rows are near to nothing, and nothing is near to them.
/// Errors  option_value for a distance that is negative or not finite; degrees_refused where it is above 0 and the unit
///         of the CRS is not the metre; crs_mismatch for two systems; what geometry::Shape throws, with layer and row.
/// Cost    O((rows + shapes) log rows), and the distance of every pair whose boxes are near.
[[nodiscard]] std::vector<std::uint8_t> rows_near(const layer::Layer& rows, const layer::Layer& ground,
                                                  double distance_m, const core::Control& control = {});

}  // namespace petasentra::network
