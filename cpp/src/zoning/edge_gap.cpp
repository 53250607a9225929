#include "zoning/edge_gap.hpp"

#include <algorithm>

namespace petasentra::zoning {

using geometry::Point;

namespace {

/// From a place to an edge, worked out relative to the place: large eastings cost no digits.
EdgeGap from_place(const Point& p, const Point& a, const Point& b) noexcept {
    const double qx = a.x - p.x, qy = a.y - p.y;
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length = dx * dx + dy * dy;
    const double along = length > 0.0 ? std::clamp(-(qx * dx + qy * dy) / length, 0.0, 1.0) : 0.0;
    const double x = along == 1.0 ? b.x - p.x : qx + along * dx;
    const double y = along == 1.0 ? b.y - p.y : qy + along * dy;
    return {x * x + y * y, p, {p.x + x, p.y + y}};
}

bool in_box(const Point& p, const Point& a, const Point& b) noexcept {
    return p.x >= std::min(a.x, b.x) && p.x <= std::max(a.x, b.x) && p.y >= std::min(a.y, b.y) &&
           p.y <= std::max(a.y, b.y);
}

bool boxes_meet(const Point& a0, const Point& a1, const Point& b0, const Point& b1) noexcept {
    return std::min(a0.x, a1.x) <= std::max(b0.x, b1.x) && std::min(b0.x, b1.x) <= std::max(a0.x, a1.x) &&
           std::min(a0.y, a1.y) <= std::max(b0.y, b1.y) && std::min(b0.y, b1.y) <= std::max(a0.y, a1.y);
}

EdgeGap none_at(const Point& place) noexcept {
    return {0.0, place, place};
}

}  // namespace

EdgeGap gap_between(const Point& a0, const Point& a1, const Point& b0, const Point& b1) noexcept {
    if (boxes_meet(a0, a1, b0, b1)) {
        const int b0_side = geometry::side_of(a0, a1, b0), b1_side = geometry::side_of(a0, a1, b1);
        const int a0_side = geometry::side_of(b0, b1, a0), a1_side = geometry::side_of(b0, b1, a1);
        if (b0_side == 0 && in_box(b0, a0, a1)) return none_at(b0);
        if (b1_side == 0 && in_box(b1, a0, a1)) return none_at(b1);
        if (a0_side == 0 && in_box(a0, b0, b1)) return none_at(a0);
        if (a1_side == 0 && in_box(a1, b0, b1)) return none_at(a1);
        if (b0_side * b1_side < 0 && a0_side * a1_side < 0) {
            const double dx = a1.x - a0.x, dy = a1.y - a0.y;
            const double ex = b1.x - b0.x, ey = b1.y - b0.y;
            const double turn = dx * ey - dy * ex;
            const double along = turn == 0.0 ? 0.5 : ((b0.x - a0.x) * ey - (b0.y - a0.y) * ex) / turn;
            const double t = std::clamp(along, 0.0, 1.0);
            return none_at({a0.x + t * dx, a0.y + t * dy});
        }
    }
    const auto turned = [](const EdgeGap& gap) { return EdgeGap{gap.squared, gap.on_b, gap.on_a}; };
    auto best = from_place(a0, b0, b1);
    for (const auto& gap : {from_place(a1, b0, b1), turned(from_place(b0, a0, a1)), turned(from_place(b1, a0, a1))})
        if (gap.squared < best.squared) best = gap;
    return best;
}

bool goes_round(std::span<const double> ring, const Point& p) noexcept {
    bool inside = false;
    for (std::size_t v = 0; v + 3 < ring.size(); v += 2) {
        const Point a{ring[v], ring[v + 1]};
        const Point b{ring[v + 2], ring[v + 3]};
        if ((a.y > p.y) == (b.y > p.y)) continue;
        // An edge that climbs past p lies to its right where p is on the left of it; one that falls, the other way round.
        const int side = geometry::side_of(a, b, p);
        if ((b.y > a.y) ? side > 0 : side < 0) inside = !inside;
    }
    return inside;
}

}  // namespace petasentra::zoning
