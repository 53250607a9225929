#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

#include "network/local_ground.hpp"

namespace petasentra::network {

/// A line that ends this near to its node ends there: what rounding leaves between two tables of one source.
inline constexpr double line_end_reach_m = 1.0;

/// How the line of an edge lies between the nodes that its row names.
enum class LineFit {
    fits,       ///< from the first node to the second
    turned,     ///< from the second to the first
    moved,      ///< its ends lie beside the nodes, within widest_tolerance_m
    elsewhere,  ///< one lies farther off than that
};
struct EdgeLine {
    LineFit fit;
    double off_m;  ///< from a node to the end of the line that belongs there, the farther of the two
    bool turned;   ///< drawn from the second node to the first
};

/// Compares a line of two vertices or more with the places of its two nodes (x, y each). The direction is the one in which
/// its ends lie nearer; as drawn among equals.
[[nodiscard]] EdgeLine fit_between(std::span<const double> line, const double* first, const double* second,
                                   const LocalGround& ground);

/// The parts of a row as one line, each travelled once, where they join end to end at exactly one place each: in whatever
/// order and direction they stand. It begins at an end near `start` (x, y) where there is a choice, and repeats no vertex.
/// Nothing where the parts do not join: a gap, or a branch.
/// Cost: O(n log n) in the parts (Hierholzer's walk over all edges of a graph, 1873).
[[nodiscard]] std::optional<std::vector<double>> joined_parts(const geometry::GeometryColumn& lines, std::size_t row,
                                                              const double* start);

}  // namespace petasentra::network
