#pragma once
#include <cmath>

namespace petasentra::geometry {

struct Point {
    double x;
    double y;
    bool operator==(const Point&) const = default;
};

/// The sign of the area a, b, p without any rounding; slow. Callers use side_of().
[[nodiscard]] int exact_side_of(const Point& a, const Point& b, const Point& p) noexcept;

/// (a - p) x (b - p), twice the area a, b, p with its sign, rounded once it is summed: its last digit may be wrong, its
/// sign is not, and it is 0 only where the three lie on one line. Slow. Finite coordinates below 1e150 in size, and
/// products above 1e-290.
[[nodiscard]] double exact_cross(const Point& a, const Point& b, const Point& p) noexcept;

/// Twice the area a, b, p as the difference of two products in doubles, and what it must exceed in size for its sign to
/// be beyond doubt: (3 + 16 u) u of the sum of the products, u = 2^-53 (Shewchuk, "Adaptive Precision Floating-Point
/// Arithmetic", 1997, orient2d stage A).
struct SideEstimate {
    double product;
    double other;
    double certain;
};
[[nodiscard]] inline SideEstimate side_estimate(const Point& a, const Point& b, const Point& p) noexcept {
    constexpr double relative_error = 3.3306690738754716e-16;
    const double product = (a.x - p.x) * (b.y - p.y);
    const double other = (a.y - p.y) * (b.x - p.x);
    return {product, other, relative_error * (std::fabs(product) + std::fabs(other))};
}

/// On which side of the line from a to b the point p lies: +1 left, -1 right, 0 exactly on it. Never wrong, whatever
/// the coordinates (finite, below 1e150 in size): what doubles leave in doubt, points within some 1e-16 of the line, is
/// done again exactly.
[[nodiscard]] inline int side_of(const Point& a, const Point& b, const Point& p) noexcept {
    const auto [product, other, certain] = side_estimate(a, b, p);
    const double area = product - other;
    if (area > certain) return 1;
    if (area < -certain) return -1;
    return exact_side_of(a, b, p);
}

/// The side of p moved by (e, e*e), where e is smaller than anything that can be measured: never 0 unless a == b.
///
/// With it nothing lies *on* a line, so there are no special cases to treat: borders that run into each other, vertices
/// on edges and edges on edges all fall to one side, the same side for every question asked about the same p
/// (Edelsbrunner and Mücke, "Simulation of Simplicity", 1990). Areas are continuous, so what is cut off by the move is
/// nothing.
[[nodiscard]] inline int side_of_moved(const Point& a, const Point& b, const Point& p) noexcept {
    if (const int side = side_of(a, b, p); side != 0) return side;
    if (a.y != b.y) return a.y > b.y ? 1 : -1;
    if (a.x != b.x) return b.x > a.x ? 1 : -1;
    return 0;
}

}  // namespace petasentra::geometry
