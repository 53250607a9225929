#pragma once
#include <cstdint>
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <vector>

namespace petasentra::conformance {

/// Zones after some ground was given another code. What has no ground left is gone; the others are in their order, and
/// the new ones stand behind them, in the order of the ground.
struct RezonedGround {
    std::vector<std::int64_t> row;  ///< of the zones as they were; -1 for a new one
    geometry::GeometryColumn geometry;
};

/// Takes the polygons of `ground` (in the pack's CRS) out of the zones of a layer and adds them as zones of their own.
///
/// Rounding  Zones that share no more than 1e-9 of a polygon with it stay as they are, bit by bit; a zone of which no more
///           than 1e-9 is left is gone. So the areas of a partition add up to the same, but for rounding.
/// Errors    Error(geometry_kind) for what is no polygon, Error(geometry_invalid) for a polygon that is broken, overlaps
///           another of them, or lies by more than sliver_m2 in no zone of the layer.
[[nodiscard]] RezonedGround rezoned(const BoundLayer& zones, const layer::Layer& ground,
                                    const law::Tolerance& tolerance, const core::Control& control = {});

}  // namespace petasentra::conformance
