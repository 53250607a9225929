#include <algorithm>
#include <numbers>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/topology/tolerance.hpp>
#include <utility>

namespace petasentra::topology {

bool wider_than(const geometry::Shape& ground, double tolerance_m) {
    if (ground.empty()) return false;
    const double area = ground.area();
    if (tolerance_m <= 0.0) return area > 0.0;
    const double radius = tolerance_m / 2.0;
    const double disc = std::numbers::pi * radius * radius;
    if (area <= disc) return false;
    const auto box = ground.bounds();
    if (std::min(box.max_x - box.min_x, box.max_y - box.min_y) <= tolerance_m) return false;
    // The border that moves inwards by r sweeps at most perimeter r + (holes - 1) pi r2 (Sz.-Nagy 1959): ground with
    // more area than that has some left.
    const double holes = static_cast<double>(geometry::hole_count(ground));
    if (area > ground.length() * radius + (holes - 1.0) * disc) return true;
    return geometry::survives_inset(ground, radius);
}

geometry::Shape wider_parts(const geometry::Shape& ground, double tolerance_m) {
    auto parts = geometry::polygons_of(ground);
    std::erase_if(parts, [&](const geometry::Shape& part) { return !wider_than(part, tolerance_m); });
    return geometry::gathered_shape(std::move(parts));
}

}  // namespace petasentra::topology
