// Places in zones by the cells and by GEOS, which must not differ in one.
#pragma once
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/locate.hpp>

#include "catch.hpp"

namespace same_as_geos {

namespace geometry = petasentra::geometry;
namespace layer = petasentra::layer;
namespace zoning = petasentra::zoning;

inline geometry::Shape point_shape(double x, double y) {
    geometry::GeometryColumn column;
    column.kind = {geometry::Kind::point};
    column.has_z = column.has_m = {0};
    column.part_of_row = column.ring_of_part = column.vertex_of_ring = {0, 1};
    column.xy = {x, y};
    return {column, 0};
}

inline void require_same(const layer::Layer& zones, const std::vector<double>& xy) {
    const zoning::ZoningIndex index(zones);
    const auto first = zoning::locate(geometry::Places::of_pairs(xy), index);
    const auto all = zoning::locate_all(geometry::Places::of_pairs(xy), index);
    std::vector<geometry::Shape> shapes;
    for (std::size_t zone = 0; zone < zones.size(); ++zone) shapes.emplace_back(zones.geometry, zone);
    std::vector<geometry::PreparedShape> prepared;
    for (const auto& shape : shapes) prepared.emplace_back(shape);
    std::size_t at = 0;
    for (std::size_t point = 0; 2 * point < xy.size(); ++point) {
        const auto place = point_shape(xy[2 * point], xy[2 * point + 1]);
        std::int64_t lowest = zoning::outside;
        std::uint8_t on_border = 0;
        for (std::size_t zone = 0; zone < shapes.size(); ++zone) {
            if (!prepared[zone].covers(place)) continue;
            const bool touches = shapes[zone].touches(place);
            CAPTURE(point, zone, xy[2 * point], xy[2 * point + 1]);
            REQUIRE(all.point[at] == static_cast<std::int64_t>(point));
            REQUIRE(all.zone[at] == static_cast<std::int64_t>(zone));
            REQUIRE(all.on_boundary[at] == (touches ? 1 : 0));
            ++at;
            if (lowest != zoning::outside) continue;
            lowest = static_cast<std::int64_t>(zone);
            on_border = touches ? 1 : 0;
        }
        if (lowest == zoning::outside) {
            REQUIRE(all.point[at] == static_cast<std::int64_t>(point));
            REQUIRE(all.zone[at++] == zoning::outside);
        }
        REQUIRE(first.zone[point] == lowest);
        REQUIRE(first.on_boundary[point] == on_border);
    }
    REQUIRE(at == all.point.size());
}

}  // namespace same_as_geos
