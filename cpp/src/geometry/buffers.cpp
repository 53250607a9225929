#include <algorithm>
#include <petasentra/geometry/buffers.hpp>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {

Shape moved_out(const Shape& shape, double metres, int segments_a_quarter) {
    if (shape.empty()) return Shape();
    if (metres == 0.0) return shape.copy();
    return shape_of(checked(GEOSBuffer_r(geos(), geos_of(shape), metres, segments_a_quarter), "buffer"));
}

Shape without_needles(Shape ground, double hair_m) {
    auto opened = moved_out(moved_out(ground, -hair_m), hair_m);
    // The corners of sound ground lose less than this.
    const bool sound = ground.difference(moved_out(opened, 9.0 * hair_m)).empty();
    return sound ? std::move(ground) : std::move(opened);
}

double largest_circle_m(const Shape& ground, double error_m) {
    double widest = 0.0;
    for (const auto* part : parts_of(geos_of(ground))) {
        if (part_dimension(part) != 2) continue;
        const auto box = shape_of(checked(GEOSGeom_clone_r(geos(), part), "copy")).bounds();
        const auto wide = box.max_x - box.min_x;
        const auto high = box.max_y - box.min_y;
        // GEOS looks through cells as large as the shorter side of the bounds: of a needle there are too many.
        const auto error = std::max(error_m, 1e-4 * std::max(wide, high));
        if (std::min(wide, high) <= error) {
            widest = std::max(widest, std::min(wide, high));
            continue;
        }
        // A line from the centre to the nearest place of the border.
        const auto radius = checked(GEOSMaximumInscribedCircle_r(geos(), part, error), "inscribed circle");
        double length = 0.0;
        if (GEOSLength_r(geos(), radius.get(), &length) != 1) geos_failed("inscribed circle");
        widest = std::max(widest, 2.0 * length);
    }
    return widest;
}

}  // namespace petasentra::geometry
