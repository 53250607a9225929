#pragma once
#include <vector>

#include "topology/fault_list.hpp"
#include "topology/loose_edges.hpp"
#include "topology/mosaic.hpp"

namespace petasentra::topology {

/// Rules about single polygons; defined with validate().
[[nodiscard]] FaultList slivers(const Mosaic& mosaic, double sliver_m2, double tolerance_m,
                                const core::Control& control);
/// Mended zones are asked with the border they had before: mending takes spikes away. `used.metric_crs` is that of the
/// mosaic.
[[nodiscard]] FaultList spikes(const Mosaic& mosaic, const layer::Layer& layer, const LooseEdges& edges,
                               const ValidateSettings& used, const core::Control& control);

/// True if polygon `part` of a column in metres is a sliver; `area` is set to its area.
[[nodiscard]] bool is_sliver(const geometry::GeometryColumn& zones, std::uint64_t part, double sliver_m2,
                             double tolerance_m, double& area);

/// Fills in the column, if it is to be found ("auto"), and the unit, then compares. `settings` may be changed so.
[[nodiscard]] FaultList stated_areas(const Mosaic& mosaic, const layer::Layer& layer, ValidateSettings& settings,
                                     const core::Control& control);

}  // namespace petasentra::topology
