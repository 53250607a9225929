#pragma once
#include <span>

#include "measures.hpp"

namespace petasentra::conformance {

/// Steps 3 to 7 for one piece: reads the matrix cell and tests its conditions, lets area rules replace it, overlays and
/// then broken distance rules and bounds on building tighten it, and marks which rules give the verdict and which stand
/// against each other. Rules of distance and building arrive among the piece's rules with what they say. Where the question can be read in several ways the
/// strictest answer is kept, with the reading that gave it; of equal ones the first.
void judge(Piece& piece, const BoundPack& pack, const ActivityLaw& activity, Measures& measures);

/// Adds what the measures have shown to be broken to the rules of a piece: distance rules, bounds of its zone.
void add_broken(Piece& piece, std::span<const DistanceTest> distances, const BoundPack& pack, Measures& measures);

/// The rule says by itself what the piece was after step 6.
[[nodiscard]] bool argues_for(const AppliedRule& rule, const Piece& piece);

/// Large enough to decide: area against sliver_m2 and boundary_m x perimeter, length against boundary_m, points always.
[[nodiscard]] bool is_decisive(double measure, double share, double border_m, int dimension,
                               const law::Tolerance& tolerance);

}  // namespace petasentra::conformance
