#include "zoning/star_ring.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/geometry/orientation.hpp>

namespace petasentra::zoning {

StarRing StarRing::of(std::span<const double> xy) noexcept {
    StarRing out;
    const auto edges = xy.size() / 2 - 1;
    if (xy.size() < 8 || xy[0] != xy[2 * edges] || xy[1] != xy[2 * edges + 1]) return out;
    auto& box = out.bounds;
    box = {xy[0], xy[1], xy[0], xy[1]};
    geometry::Point middle{0.0, 0.0};
    for (std::size_t v = 0; v < edges; ++v) {
        const double x = xy[2 * v];
        const double y = xy[2 * v + 1];
        box = {std::min(box.min_x, x), std::min(box.min_y, y), std::max(box.max_x, x), std::max(box.max_y, y)};
        middle.x += x;
        middle.y += y;
    }
    middle.x /= static_cast<double>(edges);
    middle.y /= static_cast<double>(edges);
    double twice = 0.0;
    std::size_t left = 0;
    std::size_t right = 0;
    std::size_t crossings = 0;
    for (std::size_t v = 0; v < edges; ++v) {
        const geometry::Point from{xy[2 * v], xy[2 * v + 1]};
        const geometry::Point to{xy[2 * v + 2], xy[2 * v + 3]};
        const auto [product, other, certain] = geometry::side_estimate(from, to, middle);
        const double area = product - other;
        twice += area;
        left += static_cast<std::size_t>(area > certain);
        right += static_cast<std::size_t>(area < -certain);
        crossings += static_cast<std::size_t>((from.y < middle.y) != (to.y < middle.y));
    }
    out.sure = (left == edges || right == edges) && crossings == 2;
    out.area_m2 = 0.5 * std::fabs(twice);
    return out;
}

}  // namespace petasentra::zoning
