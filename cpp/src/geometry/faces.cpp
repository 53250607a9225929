#include <petasentra/geometry/faces.hpp>
#include <utility>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {

void Lines::add_segment(double x0, double y0, double x1, double y1) {
    xy.insert(xy.end(), {x0, y0, x1, y1});
    begin.push_back(xy.size() / 2);
}

void Lines::add(const Lines& other) {
    const auto before = begin.back();
    xy.insert(xy.end(), other.xy.begin(), other.xy.end());
    for (std::size_t i = 1; i < other.begin.size(); ++i) begin.push_back(before + other.begin[i]);
}

std::vector<Shape> faces(const Lines& lines, double grid) {
    if (lines.size() == 0) return {};
    std::vector<GeosPtr> made;
    made.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto count = static_cast<unsigned>(lines.begin[i + 1] - lines.begin[i]);
        auto* sequence = GEOSCoordSeq_copyFromBuffer_r(geos(), lines.xy.data() + 2 * lines.begin[i], count, 0, 0);
        if (sequence == nullptr) geos_failed("coordinates");
        made.push_back(checked(GEOSGeom_createLineString_r(geos(), sequence), "line"));
    }
    auto all = gathered(std::move(made));
    const auto cut = checked(GEOSUnaryUnionPrec_r(geos(), all.get(), grid), "cut lines");
    all.reset();
    const GEOSGeometry* const given[] = {cut.get()};
    const auto found = checked(GEOSPolygonize_r(geos(), given, 1), "polygonize");
    std::vector<Shape> out;
    for (const auto* part : parts_of(found.get()))
        out.push_back(shape_of(checked(GEOSGeom_clone_r(geos(), part), "copy")));
    return out;
}

}  // namespace petasentra::geometry
