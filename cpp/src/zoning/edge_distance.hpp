#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <petasentra/geometry/orientation.hpp>

#include "zoning/two_doubles.hpp"

namespace petasentra::zoning {

/// Squared distance from a place to an edge in double arithmetic, and whether it must be computed with more care.
///
/// With q, r the ends and d = r - q seen from the place, the nearest point of the edge is
///
///     q           where q . d >= 0 (or the edge is a point)
///     r           where r . d <= 0
///     between     else, at the squared distance (d x (q + r) / 2)^2 / d.d
///
/// Turning the edge round changes no bit of it. Dots and squares err by a few last digits; an end is taken for the
/// nearest wrongly only where that changes less than a last digit. The cross product errs by 5e-16 of |d| (|q| + |r|),
/// which is nothing unless the place is much nearer to the edge than the edge is long: closer than 1/128 it is to be
/// done again. So the distance errs by less than 1e-12 of itself.
///
/// `Number` is double, or several doubles side by side: the same bits come of both.
template <class Number>
struct EdgeDistance {
    using Answer = decltype(Number{} < Number{});
    static constexpr double near = 1.0 / (128.0 * 128.0);
    Number squared;
    Answer careful;

    [[nodiscard]] static EdgeDistance plain(const Number& px, const Number& py, const Number& ax, const Number& ay,
                                            const Number& bx, const Number& by) noexcept {
        const Number qx = ax - px, qy = ay - py;
        const Number rx = bx - px, ry = by - py;
        const Number dx = bx - ax, dy = by - ay;
        const Number length = dx * dx + dy * dy;
        const Number cross = dx * (qy + ry) - dy * (qx + rx);
        const Number between = 0.25 * (cross * (cross / length));
        const Number to_q = qx * qx + qy * qy;
        const Number to_r = rx * rx + ry * ry;
        const auto past_q = qx * dx + qy * dy < 0.0;
        const auto is_between = past_q & (rx * dx + ry * dy > 0.0);
        const Number end = past_q ? to_r : to_q;
        return {is_between ? between : end, static_cast<Answer>(is_between & (between < near * length))};
    }
};

/// As least_squared_distance(), edge by edge, with exact cross products where they must be.
[[nodiscard]] double careful_least_squared_distance(const double* xy, std::uint32_t count,
                                                    const geometry::Point& p) noexcept;

/// The least squared distance to the edges between `count` + 1 vertices, at least one edge.
[[nodiscard]] inline double least_squared_distance(const double* xy, std::uint32_t count,
                                                   const geometry::Point& p) noexcept {
    const Two px = {p.x, p.x};
    const Two py = {p.y, p.y};
    Two least = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    auto careful = least < least;
    // In turns of two edges; of an odd number, the last turn has the last vertex as an edge too.
    for (std::uint32_t k = 0; k < count; k += 2) {
        const auto* at = xy + std::size_t{2} * k;
        const Two first = two_at(at);
        const Two second = two_at(at + 2);
        const Two third = two_at(k + 1 < count ? at + 4 : at + 2);
        const auto found = EdgeDistance<Two>::plain(
            px, py, __builtin_shufflevector(first, second, 0, 2), __builtin_shufflevector(first, second, 1, 3),
            __builtin_shufflevector(second, third, 0, 2), __builtin_shufflevector(second, third, 1, 3));
        least = found.squared < least ? found.squared : least;
        careful |= found.careful;
    }
    if ((careful[0] | careful[1]) != 0) return careful_least_squared_distance(xy, count, p);
    return least[0] < least[1] ? least[0] : least[1];
}

}  // namespace petasentra::zoning
