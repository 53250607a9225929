#pragma once
#include <petasentra/geometry/orientation.hpp>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// The walk from the corner of a cell north to the height of a place, then east to it; all three points moved by
/// (e, e*e), so that no vertex lies on the walk and no point of it on an edge.
struct Walk {
    geometry::Point corner;
    geometry::Point turn;
    geometry::Point place;

    [[nodiscard]] static Walk to(const geometry::Point& place, const geometry::Point& corner) noexcept {
        return {corner, {corner.x, place.y}, place};
    }

    /// 1 if the edge a, b is crossed an odd number of times, 0 if not.
    [[nodiscard]] unsigned crosses(const geometry::Point& a, const geometry::Point& b) const noexcept {
        using geometry::side_of_moved;
        const bool west_a = a.x <= corner.x;
        const bool west_b = b.x <= corner.x;
        const bool south_a = a.y <= place.y;
        const bool south_b = b.y <= place.y;
        unsigned crossed = 0;
        // North along the western border, unless the edge is all above the turn or all below the corner.
        if (west_a != west_b && (south_a || south_b) && (a.y > corner.y || b.y > corner.y)) {
            crossed ^= static_cast<unsigned>(side_of_moved(a, b, corner) != side_of_moved(a, b, turn));
        }
        // East, unless the edge is all west of the turn or all east of the place.
        if (south_a != south_b && !(west_a && west_b) && (a.x <= place.x || b.x <= place.x)) {
            const bool between = !west_a && !west_b && a.x <= place.x && b.x <= place.x;
            crossed ^= static_cast<unsigned>(between || side_of_moved(a, b, turn) != side_of_moved(a, b, place));
        }
        return crossed;
    }
};

/// Whether the place lies on the edge a, b, ends included.
[[nodiscard]] inline bool is_on(const geometry::Point& a, const geometry::Point& b,
                                const geometry::Point& place) noexcept {
    if ((a.x < place.x && b.x < place.x) || (a.x > place.x && b.x > place.x)) return false;
    if ((a.y < place.y && b.y < place.y) || (a.y > place.y && b.y > place.y)) return false;
    return geometry::side_of(a, b, place) == 0;
}

}  // namespace petasentra::zoning
