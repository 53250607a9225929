#pragma once
#include <vector>

#include "topology/fault_list.hpp"
#include "topology/loose_edges.hpp"

namespace petasentra::topology {

/// The nearest place of a segment to a place, and how far it is.
struct Foot {
    geometry::Place place;
    double distance;
};
[[nodiscard]] Foot foot_on(geometry::Place from, geometry::Place begin, geometry::Place end) noexcept;

/// Where loose edges come near without meeting.
struct Near {
    /// From a node straight to an edge that does not end there, where that is at most the tolerance away: no disc wider
    /// than the tolerance passes here.
    geometry::Lines bridges;
    FaultList mismatches;  ///< edge_mismatch, see validate()
};

/// Cost: one box query a node.
[[nodiscard]] Near near_misses(const Mosaic& mosaic, const LooseEdges& edges, double tolerance_m,
                               const core::Control& control);

/// Bridges between two sets of edges: nodes of either near edges of the other.
[[nodiscard]] geometry::Lines bridges_between(const LooseEdges& one, const LooseEdges& other, double tolerance_m,
                                              const core::Control& control);

}  // namespace petasentra::topology
