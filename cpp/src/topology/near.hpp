#pragma once
#include <compare>
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

/// A vertex of one zone on the border of another that has none there.
struct Mismatch {
    std::uint32_t earlier;  ///< the two zones, whosever the vertex is
    std::uint32_t later;
    std::uint32_t node;
    double distance;
    [[nodiscard]] auto operator<=>(const Mismatch&) const = default;
};

/// Where loose edges come near without meeting.
struct Near {
    /// From a node straight to an edge that does not end there, where that is at most the tolerance away: no disc wider
    /// than the tolerance passes here.
    geometry::Lines bridges;
    std::vector<Mismatch> mismatches;  ///< sorted
};

/// Cost: one box query a node.
[[nodiscard]] Near near_misses(const Mosaic& mosaic, const LooseEdges& edges, double tolerance_m,
                               const core::Control& control);

/// edge_mismatch, one fault a pair; see validate(). Vertices on ground that the same pair shares are told by `overlaps`.
[[nodiscard]] FaultList mismatch_faults(const Near& near, const LooseEdges& edges, const FaultList& overlaps,
                                        double tolerance_m);

/// Bridges between two sets of edges: nodes of either near edges of the other.
[[nodiscard]] geometry::Lines bridges_between(const LooseEdges& one, const LooseEdges& other, double tolerance_m,
                                              const core::Control& control);

}  // namespace petasentra::topology
