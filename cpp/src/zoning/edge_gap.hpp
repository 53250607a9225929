#pragma once
#include <petasentra/geometry/orientation.hpp>
#include <span>

namespace petasentra::zoning {

/// The shortest way between two edges: its squared length and its ends.
struct EdgeGap {
    double squared;
    geometry::Point on_a;
    geometry::Point on_b;
};

/// Between the edges a0 a1 and b0 b1; an edge may be a point. 0 where they meet, told exactly.
[[nodiscard]] EdgeGap gap_between(const geometry::Point& a0, const geometry::Point& a1, const geometry::Point& b0,
                                  const geometry::Point& b1) noexcept;

/// True if p lies inside of closed rings, given as x,y pairs ring after ring, by the even-odd rule. On a ring either
/// answer may come. One call a ring; the answers are to be combined by "differs".
[[nodiscard]] bool goes_round(std::span<const double> ring, const geometry::Point& p) noexcept;

}  // namespace petasentra::zoning
