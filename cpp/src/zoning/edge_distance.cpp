#include "zoning/edge_distance.hpp"

#include <algorithm>

namespace petasentra::zoning {

double careful_least_squared_distance(const double* xy, std::uint32_t count, const geometry::Point& p) noexcept {
    double least = std::numeric_limits<double>::infinity();
    for (std::uint32_t k = 0; k < count; ++k, xy += 2) {
        const geometry::Point a{xy[0], xy[1]};
        const geometry::Point b{xy[2], xy[3]};
        auto found = EdgeDistance<double>::plain(p.x, p.y, a.x, a.y, b.x, b.y);
        if (found.careful) {
            const double dx = b.x - a.x, dy = b.y - a.y;
            const double cross = geometry::exact_cross(a, b, p);
            found.squared = cross * (cross / (dx * dx + dy * dy));
        }
        least = std::min(least, found.squared);
    }
    return least;
}

}  // namespace petasentra::zoning
