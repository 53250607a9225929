#pragma once
#include <petasentra/layer/layer.hpp>

#include "topology/loose_edges.hpp"

namespace petasentra::topology {

/// Refuses borders of which most edges are shorter than the tolerance: everything is near everything there, every answer
/// would be noise and take time quadratic in the vertices. Degrees that are said to be metres look so. Borders of fewer
/// than a hundred edges are never refused.
void require_edges_longer_than(double tolerance_m, const LooseEdges& edges, const layer::Layer& layer);

}  // namespace petasentra::topology
