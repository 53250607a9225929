#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/orientation.hpp>

#include "zoning/two_doubles.hpp"

// Questions asked of up to 31 edges whose vertices follow one another in `xy`, answered by a bit for each. Without a
// branch: which edges it is true of is as good as random.

namespace petasentra::zoning {

/// Edges that are not all beyond one side of the bounds: at times one that passes by a corner.
[[nodiscard]] inline std::uint32_t edges_in_bounds(const double* xy, std::uint32_t count,
                                                   const geometry::Box& bounds) noexcept {
    const Two low{bounds.min_x, bounds.min_y};
    const Two high{bounds.max_x, bounds.max_y};
    TwoRows below;
    TwoRows above;
    for (auto v = count + 1; v-- > 0;) {
        below.give(two_at(xy + 2 * v) < low);
        above.give(two_at(xy + 2 * v) > high);
    }
    const auto both_ends = [](std::uint64_t vertices) { return vertices & vertices >> 1U; };
    const auto beyond =
        both_ends(below.first()) | both_ends(below.second()) | both_ends(above.first()) | both_ends(above.second());
    return ~static_cast<std::uint32_t>(beyond) & ((1U << count) - 1);
}

/// Edges that may touch the line through p and q. `bounds` must hold all of their vertices.
[[nodiscard]] inline std::uint32_t edges_near_line(const double* xy, std::uint32_t count, const geometry::Box& bounds,
                                                   const geometry::Point& p, const geometry::Point& q) noexcept {
    const double dx = q.x - p.x;
    const double dy = q.y - p.y;
    // The two products below are rounded thrice each and their difference once: 4 units of 2^-53 of the largest.
    const double certain =
        1e-15 * (std::fabs(dx) * std::max(std::fabs(bounds.min_y - p.y), std::fabs(bounds.max_y - p.y)) +
                 std::fabs(dy) * std::max(std::fabs(bounds.min_x - p.x), std::fabs(bounds.max_x - p.x)));
    TwoRows left;
    TwoRows right;
    const auto look = [&](const double* one, const double* other) {
        const Two x{one[0], other[0]};
        const Two y{one[1], other[1]};
        const Two side = dx * (y - p.y) - dy * (x - p.x);
        left.give<2>(side > certain);
        right.give<2>(side < -certain);
    };
    // Two vertices at a time, from the last ones on; of an odd number the last is its own companion.
    auto v = count & ~1U;
    look(xy + 2 * v, xy + 2 * count);
    while (v > 0) {
        v -= 2;
        look(xy + 2 * v, xy + 2 * v + 2);
    }
    const auto both_ends = [](const TwoRows& rows) {
        const auto vertices = rows.first() | rows.second() << 1U;
        return vertices & vertices >> 1U;
    };
    const auto apart = static_cast<std::uint32_t>(both_ends(left) | both_ends(right));
    return ~apart & ((1U << count) - 1);
}

}  // namespace petasentra::zoning
