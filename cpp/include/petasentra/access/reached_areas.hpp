#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <span>

namespace petasentra::access {

/// The ground along lines, group by group: everything within `width_m` of a line of the group, holes kept, without the
/// ground of `water` (polygons; null for none). The area of an isochrone follows its roads: a block of houses with no
/// road through it stays a hole, and a river that no road crosses is not bridged.
///
/// Round corners are chains of four chords a quarter, up to 2% short of the width.
/// Empty    A group without lines is a null row.
/// Errors   Error(option_value) for a width that is not above 0, numbers of groups that are not below `groups`;
///          degrees_refused for a CRS in degrees, crs_mismatch where that of the water is another;
///          geometry_not_finite with the row of such water. Water that crosses itself is mended: sound_water() tells it.
/// Cost     GEOS joins the strips: some 100,000 lines in ten seconds a thread, groups on all threads.
[[nodiscard]] geometry::GeometryColumn reached_areas(const layer::Layer& lines, std::span<const std::uint32_t> group,
                                                     std::size_t groups, double width_m, const layer::Layer* water,
                                                     const core::Control& control = {});

/// Row by row the ground of `one` that is not ground of `other`: what a scenario gains, and the other way round what it
/// loses. Null where nothing is left; a null row has no ground.
/// Errors   Error(option_value) for layers of different sizes, crs_mismatch, geometry_invalid with the row.
/// Cost     GEOS cuts each pair, on all threads.
[[nodiscard]] geometry::GeometryColumn ground_only_in(const layer::Layer& one, const layer::Layer& other,
                                                      const core::Control& control = {});

}  // namespace petasentra::access
