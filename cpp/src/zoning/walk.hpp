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

    /// Where a vertex lies as seen from the walk, a bit for each line it may be beyond.
    [[nodiscard]] unsigned region_of(const geometry::Point& v) const noexcept {
        return (v.x <= corner.x ? west_of_corner : 0U) | (v.x <= place.x ? not_east : 0U) |
               (v.x < place.x ? west : 0U) | (v.y <= corner.y ? south_of_corner : 0U) |
               (v.y <= place.y ? not_north : 0U) | (v.y < place.y ? south : 0U);
    }
    /// False only if an edge between two regions is certain neither to be crossed nor to hold the place. Without a branch:
    /// few edges matter, and which ones cannot be foreseen.
    [[nodiscard]] static bool may_matter(unsigned a, unsigned b) noexcept {
        const unsigned differ = a ^ b;
        const unsigned both = a & b;
        const unsigned either = a | b;
        const auto has = [](unsigned region, unsigned bit) { return static_cast<unsigned>((region & bit) != 0); };
        const unsigned north = has(differ, west_of_corner) & has(either, not_north) & (has(both, south_of_corner) ^ 1U);
        const unsigned east = has(differ, not_north) & (has(both, west_of_corner) ^ 1U) & has(either, not_east);
        const unsigned on = (has(both, west | south) ^ 1U) & has(either, not_east) & has(either, not_north);
        return (north | east | on) != 0;
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

  private:
    static constexpr unsigned west_of_corner = 1;
    static constexpr unsigned not_east = 2;
    static constexpr unsigned west = 4;
    static constexpr unsigned south_of_corner = 8;
    static constexpr unsigned not_north = 16;
    static constexpr unsigned south = 32;
};

/// Whether the place lies on the edge a, b, ends included.
[[nodiscard]] inline bool is_on(const geometry::Point& a, const geometry::Point& b,
                                const geometry::Point& place) noexcept {
    if ((a.x < place.x && b.x < place.x) || (a.x > place.x && b.x > place.x)) return false;
    if ((a.y < place.y && b.y < place.y) || (a.y > place.y && b.y > place.y)) return false;
    return geometry::side_of(a, b, place) == 0;
}

}  // namespace petasentra::zoning
