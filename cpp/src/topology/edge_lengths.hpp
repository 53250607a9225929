#pragma once
#include <petasentra/layer/layer.hpp>

#include "topology/loose_edges.hpp"
#include "topology/mosaic.hpp"

namespace petasentra::topology {

/// Refuses borders of which most edges are shorter than the tolerance: everything is near everything there, every answer
/// would be noise and take time quadratic in the vertices. Degrees that are said to be metres look so. Borders of fewer
/// than a hundred edges are never refused.
void require_edges_longer_than(double tolerance_m, const LooseEdges& edges, const layer::Layer& layer);

/// Error(option_value) unless some zone has more ground than a square of the tolerance, or there is none.
void require_zones_larger_than(double tolerance_m, const Mosaic& mosaic, const layer::Layer& layer);

}  // namespace petasentra::topology
