#pragma once
#include <algorithm>
#include <cstdint>
#include <petasentra/geometry/orientation.hpp>

namespace petasentra::zoning {

/// How two segments lie to one another.
enum class Meeting : std::uint8_t {
    apart,
    touch,  ///< an end of one lies on the other, or they run along one another
    cross,  ///< each has its ends on both sides of the other
};

/// Exact, on the coordinates as they are. Segments of no length are points.
[[nodiscard]] inline Meeting meeting_of(const geometry::Point& a, const geometry::Point& b, const geometry::Point& p,
                                        const geometry::Point& q) noexcept {
    if (std::max(a.x, b.x) < std::min(p.x, q.x) || std::max(p.x, q.x) < std::min(a.x, b.x) ||
        std::max(a.y, b.y) < std::min(p.y, q.y) || std::max(p.y, q.y) < std::min(a.y, b.y))
        return Meeting::apart;
    const int of_p = geometry::side_of(a, b, p);
    const int of_q = geometry::side_of(a, b, q);
    if (of_p * of_q > 0) return Meeting::apart;
    const int of_a = geometry::side_of(p, q, a);
    const int of_b = geometry::side_of(p, q, b);
    if (of_a * of_b > 0) return Meeting::apart;
    // On one line they touch where their bounds do.
    return of_p * of_q < 0 && of_a * of_b < 0 ? Meeting::cross : Meeting::touch;
}

}  // namespace petasentra::zoning
