#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/network/from_lines.hpp>
#include <span>
#include <vector>

#include "network/local_ground.hpp"

namespace petasentra::network {

/// The parts of all lines that take part, as one run of vertices each, without repeated ones.
struct Chains {
    std::vector<std::uint32_t> road;
    std::vector<std::size_t> first_vertex{0};
    std::vector<double> xy;

    [[nodiscard]] std::size_t size() const noexcept { return road.size(); }
    [[nodiscard]] std::size_t vertex_count() const noexcept { return xy.size() / 2; }
    [[nodiscard]] const double* at(std::size_t vertex) const noexcept { return xy.data() + 2 * vertex; }
    [[nodiscard]] std::size_t last_vertex(std::size_t chain) const noexcept { return first_vertex[chain + 1] - 1; }
    [[nodiscard]] bool is_end(std::size_t chain, std::size_t vertex) const noexcept {
        return vertex == first_vertex[chain] || vertex == last_vertex(chain);
    }
};

/// Chains of the rows with status `used`; rows without one get the status that says why, and a finding.
/// Error(crs_mismatch) where more rows than not have coordinates that are no degrees.
[[nodiscard]] Chains chains_of(const layer::Layer& lines, Roads& roads, std::vector<RoadFinding>& findings);

/// A place on a chain: within the segment that starts at `vertex`, or on that vertex where `along` is 0.
struct Cut {
    std::uint32_t chain;
    std::size_t vertex;
    double along;
    double x;
    double y;
};

/// Along the chains, each place once.
void put_in_order(std::vector<Cut>& cuts);
/// The chains with the cuts as vertices; those that are vertices already stay as they are. `cuts` in order.
[[nodiscard]] Chains with_vertices(const Chains& chains, std::span<const Cut> cuts);

/// The chains as lines, one piece after another, cut where the cuts (in order) say; `road` gets that of each piece.
[[nodiscard]] geometry::GeometryColumn edges_drawn(const Chains& chains, std::span<const Cut> cuts,
                                                   std::vector<std::uint32_t>& road);

/// Which segment a row of the index of segments is.
struct SegmentIndex {
    std::vector<std::uint32_t> chain;  ///< of each segment
    std::vector<std::size_t> vertex;   ///< its first vertex
    std::vector<geometry::Box> boxes;
};
[[nodiscard]] SegmentIndex segments_of(const Chains& chains);

/// May the road `a`, at a place that is its end or not, meet road `b` within `b`? See network_from_lines, grade.
[[nodiscard]] inline bool may_meet(const Roads& roads, std::uint32_t a, bool at_end_of_a, std::uint32_t b) {
    return roads.same_grade(a, b) || (at_end_of_a && roads.on_ground(b));
}

/// Moves ends within the tolerance together, then places of ends to a line beside them, as network_from_lines says.
void join_ends(Chains& chains, NetworkParts& parts, const LocalGround& ground, const core::Control& control);

/// Where chains must be cut: at vertices where an end meets them, and with `crossings` where they cross.
[[nodiscard]] std::vector<Cut> junction_cuts(const Chains& chains, NetworkParts& parts, bool crossings,
                                             const core::Control& control);

}  // namespace petasentra::network
