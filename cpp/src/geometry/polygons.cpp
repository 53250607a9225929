#include <algorithm>
#include <petasentra/geometry/polygons.hpp>
#include <utility>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {
namespace {

GeosPtr cloned(const GEOSGeometry* geometry) {
    return checked(GEOSGeom_clone_r(geos(), geometry), "copy");
}

Place place_of(const GeosPtr& point, const char* operation) {
    Place place{};
    if (GEOSGeomGetX_r(geos(), point.get(), &place.x) != 1 || GEOSGeomGetY_r(geos(), point.get(), &place.y) != 1) {
        geos_failed(operation);
    }
    return place;
}

}  // namespace

std::vector<Shape> polygons_of(const Shape& shape) {
    std::vector<Shape> out;
    for (const auto* part : parts_of(geos_of(shape))) {
        if (part_dimension(part) == 2) out.push_back(shape_of(cloned(part)));
    }
    return out;
}

Shape gathered_shape(std::vector<Shape> shapes) {
    std::vector<GeosPtr> parts;
    for (const auto& shape : shapes) {
        for (const auto* part : parts_of(geos_of(shape))) parts.push_back(cloned(part));
    }
    return parts.empty() ? Shape() : shape_of(gathered(std::move(parts)));
}

std::size_t hole_count(const Shape& shape) {
    std::size_t count = 0;
    for (const auto* part : parts_of(geos_of(shape))) {
        if (part_dimension(part) == 2)
            count += static_cast<std::size_t>(std::max(0, GEOSGetNumInteriorRings_r(geos(), part)));
    }
    return count;
}

Place place_inside(const Shape& shape) {
    return place_of(checked(GEOSPointOnSurface_r(geos(), geos_of(shape)), "point on surface"), "point on surface");
}

Place centroid_of(const Shape& shape) {
    return place_of(checked(GEOSGetCentroid_r(geos(), geos_of(shape)), "centroid"), "centroid");
}

Shape points_of(std::span<const Place> places) {
    std::vector<GeosPtr> points;
    points.reserve(places.size());
    for (const auto& place : places)
        points.push_back(checked(GEOSGeom_createPointFromXY_r(geos(), place.x, place.y), "point"));
    return points.empty() ? Shape() : shape_of(gathered(std::move(points)));
}

bool survives_inset(const Shape& polygon, double distance) {
    constexpr int segments_a_quarter = 8;
    const auto inner = checked(GEOSBuffer_r(geos(), geos_of(polygon), -distance, segments_a_quarter), "inset");
    return GEOSisEmpty_r(geos(), inner.get()) != 1;
}

}  // namespace petasentra::geometry
