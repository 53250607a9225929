#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// A run with the zone it belongs to and its cell: a block and a place in it, 0..63.
struct PlacedRun {
    std::uint32_t block;
    std::uint32_t place;
    std::uint32_t zone;
    Run run;
};

/// A place on the southern border of a row of cells where the zone begins or ends for corners: those of `column` and
/// beyond are on the other side than those before.
struct Turn {
    std::uint32_t zone;
    std::uint32_t row;
    std::uint32_t column;
    auto operator<=>(const Turn&) const = default;
};

/// What a walk along all rings finds: runs by zone and ring, turns sorted by zone, row and column.
struct RingWalk {
    std::vector<PlacedRun> runs;
    std::vector<Turn> turns;
};

/// One RingWalk a block of rows, in the order of rows.
/// `xy` are the vertices to take in place of those of `zones`, ring by ring.
[[nodiscard]] std::vector<RingWalk> walk_rings(const geometry::GeometryColumn& zones, std::span<const double> xy,
                                               const Grid& cells, const Grid& blocks, const core::Control& control);

/// The vertices of all rings with the interior on their left: shells counterclockwise, holes clockwise.
[[nodiscard]] std::vector<double> interior_on_the_left(const geometry::GeometryColumn& zones,
                                                       const core::Control& control);

}  // namespace petasentra::zoning
