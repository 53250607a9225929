#include <algorithm>
#include <cmath>
#include <petasentra/geometry/orientation.hpp>
#include <petasentra/geometry/star_ring.hpp>

namespace petasentra::geometry {

StarRing StarRing::of(std::span<const double> xy) noexcept {
    StarRing out;
    const auto edges = xy.size() / 2 - 1;
    if (xy.size() < 8 || xy[0] != xy[2 * edges] || xy[1] != xy[2 * edges + 1]) return out;
    auto& box = out.bounds;
    box = {xy[0], xy[1], xy[0], xy[1]};
    Point middle{0.0, 0.0};
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
        const Point from{xy[2 * v], xy[2 * v + 1]};
        const Point to{xy[2 * v + 2], xy[2 * v + 3]};
        const auto [product, other, certain] = side_estimate(from, to, middle);
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

std::span<const double> only_ring(const GeometryColumn& column, std::size_t row) noexcept {
    const auto part = column.part_of_row[row];
    if (column.part_of_row[row + 1] != part + 1 || dimension(column.kind[row]) != 2) return {};
    const auto ring = column.ring_of_part[part];
    if (column.ring_of_part[part + 1] != ring + 1) return {};
    const auto begin = column.vertex_of_ring[ring];
    return std::span(column.xy).subspan(2 * begin, 2 * (column.vertex_of_ring[ring + 1] - begin));
}

}  // namespace petasentra::geometry
