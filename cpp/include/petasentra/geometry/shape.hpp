#pragma once
#include <cstddef>
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::geometry {

/// One geometry that can be cut and joined: an owning handle on a GEOS geometry (two dimensions; Z and M are dropped).
///
/// All operations are pure, run on the calling thread's own GEOS context and may be called from many threads on the
/// same Shape (a Shape is never changed after it is made). Overlays are GEOS OverlayNG in floating precision; nothing
/// is snapped, unless the answer is found wrong: GEOS labels nearly coincident borders of some valid polygons wrongly,
/// without a word. Of every difference of valid polygons |A - B| + |A and B| = |A| holds, and of the union of two
/// |A or B| + |A and B| = |A| + |B| (but for 1e-9 and the rounding of coordinates); where GEOS misses it, the overlay is
/// done on a fine grid (0.004 mm in UTM, if need be 0.3 mm), and if that does not help it is Error(geometry_invalid).
/// What is common is no larger than either. Unions of more than two polygons are not checked. An operation that GEOS
/// gives up on throws Error(geometry_invalid) with GEOS's own words. GEOS overlays no collections of mixed dimension:
/// those are cut dimension by dimension, members of one dimension merged first. Questions about a collection are
/// answered for the ground of all its members together.
class Shape {
  public:
    Shape() noexcept;  ///< empty collection; costs nothing
    /// Row `row` of a column; null and empty rows give an empty shape, empty members of others are left out. Error(geometry_not_finite) for NaN and infinity,
    /// Error(geometry_invalid) for what GEOS cannot hold (an open ring); both without a place: the caller knows the id.
    Shape(const GeometryColumn& column, std::size_t row);
    Shape(Shape&&) noexcept;
    Shape& operator=(Shape&&) noexcept;
    ~Shape();

    [[nodiscard]] Shape copy() const;
    [[nodiscard]] bool empty() const;
    [[nodiscard]] Box bounds() const;
    [[nodiscard]] double area() const;
    [[nodiscard]] double length() const;
    [[nodiscard]] std::size_t point_count() const;  ///< members, for points
    /// The measure of a dimension: area for 2, length for 1, number of points for 0.
    [[nodiscard]] double measure(int dimension) const;

    [[nodiscard]] Shape intersection(const Shape& other) const;
    [[nodiscard]] Shape difference(const Shape& other) const;
    /// Only the parts of one dimension (a polygon overlay may leave lines and points where borders touch).
    [[nodiscard]] Shape only(int dimension) const;
    [[nodiscard]] static Shape union_of(std::span<const Shape* const> shapes);
    /// Distance to the nearest point of the other shape (polygons are filled): 0 where they touch. Infinite if either
    /// is empty.
    [[nodiscard]] double distance(const Shape& other) const;
    /// The two share boundary only, no interior (OGC touches): a point on the border of a polygon.
    [[nodiscard]] bool touches(const Shape& other) const;

    void append_to(GeometryColumn& column) const;

    struct Handle;  ///< private to geometry/
    [[nodiscard]] const Handle& handle() const;
    explicit Shape(std::unique_ptr<Handle> handle);

  private:
    [[nodiscard]] static const Handle& nothing();

    std::unique_ptr<Handle> m_handle;  ///< null: empty
};

/// A shape prepared for many questions. Preparing is lazy inside GEOS, so one object belongs to one thread.
class PreparedShape {
  public:
    explicit PreparedShape(const Shape& shape);  ///< the shape must outlive it
    PreparedShape(PreparedShape&&) noexcept;
    PreparedShape& operator=(PreparedShape&&) noexcept;
    ~PreparedShape();
    [[nodiscard]] bool covers(const Shape& other) const;      ///< boundary included
    [[nodiscard]] bool intersects(const Shape& other) const;  ///< boundary included

  private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

/// Why a row is not a valid OGC geometry, and where. `reason` is GEOS's word ("Self-intersection"); empty if valid.
struct Validity {
    std::string reason;
    double x = 0.0;
    double y = 0.0;
    [[nodiscard]] bool valid() const noexcept { return reason.empty(); }
};
/// NaN and infinite coordinates are reported as "Invalid Coordinate" before GEOS sees them; null and empty rows are
/// valid.
[[nodiscard]] Validity validity(const GeometryColumn& column, std::size_t row);

struct InvalidRow {
    std::size_t row;
    Validity why;
};
/// The rows that are not valid, in ascending order; on all threads, a few rows between two looks at `control`.
[[nodiscard]] std::vector<InvalidRow> invalid_rows(const GeometryColumn& column, const core::Control& control = {});

}  // namespace petasentra::geometry
