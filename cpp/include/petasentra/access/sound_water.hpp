#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/network/roads.hpp>
#include <vector>

namespace petasentra::access {

/// Water that ground can be cut with.
struct SoundWater {
    geometry::GeometryColumn geometry;           ///< a row for every row of the water
    std::vector<network::RoadFinding> findings;  ///< places in the CRS of the water
};

/// The rows as they are where they are sound. A row whose rings cross themselves or each other, or whose parts overlap, is
/// mended (geometry::mended) and told as WATER_MENDED with the place of its fault. A row with a coordinate that is NaN or
/// infinite, and one of which no area is left, is null and told as WATER_LEFT_OUT: the ground there is not cut. Features
/// are called by their numbers, from 0.
/// Errors  cancelled. Cost: that of GEOS's validity, and of mending what is not valid; on all threads.
[[nodiscard]] SoundWater sound_water(const layer::Layer& water, const core::Control& control = {});

}  // namespace petasentra::access
