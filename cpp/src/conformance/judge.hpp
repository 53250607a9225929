#pragma once
#include <span>

#include "situation.hpp"

namespace petasentra::conformance {

/// Steps 3, 5 and 6 for one piece: reads the matrix cell, lets area rules replace it and overlays tighten it, and marks
/// which rules give the verdict and which stand against each other.
void judge(Piece& piece, const BoundPack& pack, const ActivityLaw& activity);

/// Marks `conflict` on pieces of different zones that lie over one another with different verdicts, where their common
/// ground would itself be decisive. `pieces` are those of one site.
void judge_overlaps(std::span<Piece> pieces, const BoundPack& pack, int dimension, double site_measure);

/// What pieces of one site cover together, ground under several zones counted once. Pieces are compared with whole zones,
/// never with one another: two cuts of one slanting line do not share their rounded vertices.
[[nodiscard]] double covered_once(std::span<const Piece* const> pieces, const BoundPack& pack, int dimension);

/// Large enough to decide: area against sliver_m2 and boundary_m x perimeter, length against boundary_m, points always.
[[nodiscard]] bool is_decisive(const geometry::Shape& ground, double measure, double share, int dimension,
                               const law::Tolerance& tolerance);

}  // namespace petasentra::conformance
