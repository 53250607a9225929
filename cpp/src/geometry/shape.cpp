#include <algorithm>
#include <limits>
#include <petasentra/geometry/shape.hpp>
#include <utility>

#include "geometry/geos_handle.hpp"
#include "geometry/sound_overlay.hpp"

namespace petasentra::geometry {
namespace {

GeosPtr empty_collection() {
    return checked(GEOSGeom_createEmptyCollection_r(geos(), GEOS_GEOMETRYCOLLECTION), "empty");
}

GeosPtr clone(const GEOSGeometry* geometry) {
    return checked(GEOSGeom_clone_r(geos(), geometry), "copy");
}

/// GEOS overlays geometries of one dimension; a mixed collection is taken apart, its members of one dimension merged.
std::vector<Shape> by_dimension(const Shape& shape) {
    std::vector<Shape> out;
    for (int dimension = 2; dimension >= 0; --dimension) {
        auto only = shape.only(dimension);
        if (only.empty()) continue;
        out.push_back(shape_of(checked(GEOSUnaryUnion_r(geos(), geos_of(only)), "union")));
    }
    return out;
}

Shape together(const std::vector<Shape>& shapes) {
    std::vector<GeosPtr> parts;
    for (const auto& shape : shapes) {
        for (const auto* part : parts_of(geos_of(shape))) parts.push_back(clone(part));
    }
    return shape_of(gathered(std::move(parts)));
}

/// The shape itself, or what GEOS can be asked instead of a collection.
std::vector<const GEOSGeometry*> askable(const Shape& shape, const std::vector<Shape>& merged) {
    if (!is_collection(shape)) return {geos_of(shape)};
    std::vector<const GEOSGeometry*> out;
    for (const auto& part : merged) out.push_back(geos_of(part));
    return out;
}

double checked_number(int ok, double value, const char* operation) {
    if (ok == 0) geos_failed(operation);
    return value;
}

}  // namespace

bool is_collection(const Shape& shape) {
    return GEOSGeomTypeId_r(geos(), geos_of(shape)) == GEOS_GEOMETRYCOLLECTION;
}

std::vector<Shape> merged(const Shape& collection) {
    std::vector<Shape> out;
    for (auto& part : by_dimension(collection)) {
        for (const auto& higher : out) part = part.difference(higher);
        if (!part.empty()) out.push_back(std::move(part));
    }
    return out;
}

Shape::Shape() noexcept = default;

Shape::Shape(const GeometryColumn& column, std::size_t row) {
    if (auto made = built(column, row)) m_handle = std::make_unique<Handle>(std::move(made));
}

Shape::Shape(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
Shape::Shape(Shape&&) noexcept = default;
Shape& Shape::operator=(Shape&&) noexcept = default;
Shape::~Shape() = default;

// One a thread: GEOS writes down the bounds of what it is asked about.
const Shape::Handle& Shape::nothing() {
    thread_local const Handle empty(empty_collection());
    return empty;
}

const Shape::Handle& Shape::handle() const {
    return m_handle ? *m_handle : nothing();
}

Shape Shape::copy() const {
    if (!m_handle) return {};
    return shape_of(clone(geos_of(*this)));
}

bool Shape::empty() const {
    return !m_handle || GEOSisEmpty_r(geos(), geos_of(*this)) == 1;
}

Box Shape::bounds() const {
    Box box;
    if (empty()) return box;
    const auto* geometry = geos_of(*this);
    const bool ok = GEOSGeom_getXMin_r(geos(), geometry, &box.min_x) == 1 &&
                    GEOSGeom_getYMin_r(geos(), geometry, &box.min_y) == 1 &&
                    GEOSGeom_getXMax_r(geos(), geometry, &box.max_x) == 1 &&
                    GEOSGeom_getYMax_r(geos(), geometry, &box.max_y) == 1;
    if (!ok) geos_failed("bounds");
    return box;
}

double Shape::area() const {
    double value = 0.0;
    const int ok = GEOSArea_r(geos(), geos_of(*this), &value);
    return checked_number(ok, value, "area");
}

double Shape::length() const {
    double value = 0.0;
    const int ok = GEOSLength_r(geos(), geos_of(*this), &value);
    return checked_number(ok, value, "length");
}

std::size_t Shape::point_count() const {
    std::size_t count = 0;
    for (const auto* part : parts_of(geos_of(*this))) {
        if (part_dimension(part) == 0) ++count;
    }
    return count;
}

double Shape::measure(int dimension) const {
    if (dimension == 2) return area();
    if (dimension == 0) return static_cast<double>(point_count());
    double sum = 0.0;
    for (const auto* part : parts_of(geos_of(*this))) {
        double value = 0.0;
        if (part_dimension(part) != 1) continue;  // the border of a polygon is not a line
        const int ok = GEOSLength_r(geos(), part, &value);
        sum += checked_number(ok, value, "length");
    }
    return sum;
}

bool Shape::touches(const Shape& other) const {
    if (empty() || other.empty()) return false;
    const auto my_parts = is_collection(*this) ? merged(*this) : std::vector<Shape>();
    const auto their_parts = is_collection(other) ? merged(other) : std::vector<Shape>();
    bool touching = false;
    for (const auto* mine : askable(*this, my_parts)) {
        for (const auto* theirs : askable(other, their_parts)) {
            if (answered(GEOSTouches_r(geos(), mine, theirs), "touches")) {
                touching = true;
            } else if (answered(GEOSIntersects_r(geos(), mine, theirs), "intersects")) {
                return false;
            }
        }
    }
    return touching;
}

Shape Shape::intersection(const Shape& other) const {
    if (empty() || other.empty()) return Shape();
    if (!is_collection(*this) && !is_collection(other)) return sound_intersection(*this, other);
    std::vector<Shape> pieces;
    const auto others = by_dimension(other);
    for (const auto& mine : by_dimension(*this)) {
        for (const auto& theirs : others) pieces.push_back(mine.intersection(theirs));
    }
    return together(pieces);
}

Shape Shape::difference(const Shape& other) const {
    if (empty()) return Shape();
    if (other.empty()) return copy();
    if (!is_collection(*this) && !is_collection(other)) return sound_difference(*this, other);
    auto pieces = by_dimension(*this);
    for (auto& rest : pieces) {
        for (const auto& theirs : by_dimension(other)) rest = rest.difference(theirs);
    }
    return together(pieces);
}

Shape Shape::only(int dimension) const {
    std::vector<GeosPtr> kept;
    for (const auto* part : parts_of(geos_of(*this))) {
        if (part_dimension(part) == dimension) kept.push_back(clone(part));
    }
    return shape_of(gathered(std::move(kept)));
}

Shape Shape::union_of(std::span<const Shape* const> shapes) {
    std::vector<GeosPtr> parts;
    for (const auto* shape : shapes) {
        for (const auto* part : parts_of(geos_of(*shape))) parts.push_back(clone(part));
    }
    if (parts.empty()) return Shape();
    if (parts.size() == 2 && part_dimension(parts[0].get()) == 2 && part_dimension(parts[1].get()) == 2) {
        return sound_union(shape_of(std::move(parts[0])), shape_of(std::move(parts[1])));
    }
    const auto all = gathered(std::move(parts));
    return shape_of(checked(GEOSUnaryUnion_r(geos(), all.get()), "union"));
}

double Shape::distance(const Shape& other) const {
    if (empty() || other.empty()) return std::numeric_limits<double>::infinity();
    double value = 0.0;
    const int ok = GEOSDistance_r(geos(), geos_of(*this), geos_of(other), &value);
    return checked_number(ok, value, "distance");
}

}  // namespace petasentra::geometry
