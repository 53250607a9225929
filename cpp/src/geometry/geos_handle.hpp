#pragma once
#ifndef GEOS_USE_ONLY_R_API
#define GEOS_USE_ONLY_R_API
#endif
#include <geos_c.h>

#include <memory>
#include <petasentra/geometry/shape.hpp>
#include <string>
#include <vector>

namespace petasentra::geometry {

/// The calling thread's own GEOS context; what GEOS complains of is kept for the error message, never printed.
[[nodiscard]] GEOSContextHandle_t geos();

/// Throws Error(cancelled) if the caller on this thread asked to stop; see geometry/interrupt.hpp.
void throw_if_interrupted();

/// Throws Error(geometry_invalid) with GEOS's last words on this thread, or Error(cancelled) if that is why it gave up.
[[noreturn]] void geos_failed(const char* operation);

struct GeosDeleter {
    void operator()(GEOSGeometry* geometry) const noexcept { GEOSGeom_destroy_r(geos(), geometry); }
};
using GeosPtr = std::unique_ptr<GEOSGeometry, GeosDeleter>;

/// Takes what a GEOS function returned; null is GEOS's way to say that it gave up.
[[nodiscard]] inline GeosPtr checked(GEOSGeometry* made, const char* operation) {
    if (made == nullptr) geos_failed(operation);
    return GeosPtr(made);
}

/// Takes what a GEOS predicate returned: 0 no, 1 yes, 2 that it gave up.
[[nodiscard]] inline bool answered(char given, const char* operation) {
    if (given == 2) geos_failed(operation);
    return given == 1;
}

struct Shape::Handle {
    explicit Handle(GeosPtr made);
    GeosPtr geometry;
};

[[nodiscard]] inline const GEOSGeometry* geos_of(const Shape& shape) {
    return shape.handle().geometry.get();
}
[[nodiscard]] inline Shape shape_of(GeosPtr geometry) {
    return Shape(std::make_unique<Shape::Handle>(std::move(geometry)));
}

/// The points, lines and polygons that a geometry consists of, empty ones left out, however deeply collected.
[[nodiscard]] std::vector<const GEOSGeometry*> parts_of(const GEOSGeometry* geometry);
/// 0, 1 or 2 for a point, line or polygon.
[[nodiscard]] int part_dimension(const GEOSGeometry* part);

[[nodiscard]] bool is_collection(const Shape& shape);
/// What GEOS can be asked instead of a collection: its polygons, its lines and its points, each united, without what the
/// higher dimensions cover. So a border between two members lies inside the whole, and no point counts twice.
[[nodiscard]] std::vector<Shape> merged(const Shape& collection);

/// One GEOS geometry out of many: a multi-geometry where all are of one dimension, else a collection.
[[nodiscard]] GeosPtr gathered(std::vector<GeosPtr> parts);

/// A row as a GEOS geometry, null if it is null or empty. What GEOS would not even build (an open ring, a line of one
/// vertex) is Error(geometry_invalid); NaN and infinity are Error(geometry_not_finite).
[[nodiscard]] GeosPtr built(const GeometryColumn& column, std::size_t row);

/// Why GEOS would not build a row, or an empty reason; see Validity.
[[nodiscard]] Validity buildable(const GeometryColumn& column, std::size_t row);

}  // namespace petasentra::geometry
