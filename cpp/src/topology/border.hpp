#pragma once
#include "topology/near.hpp"
#include "topology/partition.hpp"

namespace petasentra::topology {

/// One of the two plans along a border.
struct Plan {
    const Mosaic& mosaic;
    const LooseEdges& edges;
    const Covering& covering;
    const ZoneShapes& shapes;
    const geometry::Lines& bridges;  ///< its own, see Near
};

/// border_mismatch between our plan and the other: defined with validate(). `other` in the faults is a rank there.
///
/// Vertices that lie farther off than the tolerance are told only where no vertex within twice the reach is shared:
/// a vertex displaced on a border that is otherwise shared encloses ground, and that is what is told then; and beside
/// the last shared vertex the two outlines part company without fault.
[[nodiscard]] FaultList border_mismatches(const Plan& ours, const Plan& theirs, double tolerance_m, double reach_m,
                                          const core::Control& control);

}  // namespace petasentra::topology
