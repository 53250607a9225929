#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/geometry/shape.hpp>
#include <span>
#include <vector>

namespace petasentra::geometry {

/// The polygons a shape consists of, one shape each, in its order; lines, points and empty members are left out.
[[nodiscard]] std::vector<Shape> polygons_of(const Shape& shape);

/// Many shapes as one: a multi-geometry where all are of one dimension. Nothing is merged.
[[nodiscard]] Shape gathered_shape(std::vector<Shape> shapes);

/// Polygon `part` (counted in the column) alone; its rings must be closed.
[[nodiscard]] Shape polygon_of_part(const GeometryColumn& column, std::uint64_t part);

/// The polygons of a row as one shape, parts and rings without vertices left out; rings must be closed. Empty if there
/// are none.
[[nodiscard]] Shape polygons_of_row(const GeometryColumn& column, std::size_t row);

/// Holes in all polygons of a shape together.
[[nodiscard]] std::size_t hole_count(const Shape& shape);

struct Place {
    double x;
    double y;
};
/// A place inside a polygon, away from its border where there is room (GEOS PointOnSurface). The shape is not empty.
[[nodiscard]] Place place_inside(const Shape& shape);

/// The centre of gravity of a shape's parts of the highest dimension (GEOS); it may lie outside. The shape is not empty.
[[nodiscard]] Place centroid_of(const Shape& shape);

/// Places as one multipoint (one point where there is one).
[[nodiscard]] Shape points_of(std::span<const Place> places);

/// True if something of a polygon is left when its border moves inwards by `distance` (corners rounded).
[[nodiscard]] bool survives_inset(const Shape& polygon, double distance);

/// The polygons of a row, mended where they are not valid: open rings are closed, rings of fewer than three places left
/// out, crossings become vertices, parts that overlap are joined (GEOS MakeValid, method "structure"). Empty if nothing
/// with area is left. Coordinates must be finite.
[[nodiscard]] Shape mended(const GeometryColumn& column, std::size_t row);

/// All faults of a row that GEOS can name: it stops at the first of what it is given, so the row is asked as a whole,
/// then each polygon, then each ring by itself. Without repetitions; empty if the row is valid.
struct PartFault {
    Validity what;
    std::int64_t part;  ///< polygon within the row; -1 where only the whole is at fault (parts that overlap)
};
[[nodiscard]] std::vector<PartFault> validity_faults(const GeometryColumn& column, std::size_t row);

}  // namespace petasentra::geometry
