#pragma once
#include "situation.hpp"

namespace petasentra::conformance {

/// Steps 3, 5 and 6 for one piece: reads the matrix cell, lets area rules replace it and overlays tighten it, and marks
/// which rules give the verdict and which stand against each other. Where the question can be read in several ways the
/// strictest answer is kept, with the reading that gave it; of equal ones the first.
void judge(Piece& piece, const BoundPack& pack, const ActivityLaw& activity);

/// Large enough to decide: area against sliver_m2 and boundary_m x perimeter, length against boundary_m, points always.
[[nodiscard]] bool is_decisive(double measure, double share, double border_m, int dimension,
                               const law::Tolerance& tolerance);

}  // namespace petasentra::conformance
