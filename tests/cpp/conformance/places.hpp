// Layers of places for tests of distances: rows drawn by their coordinates, relative to the corner of ascii_map.
#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <utility>
#include <vector>

#include "ascii_map.hpp"

namespace places {

namespace ps = petasentra;
using Vertices = std::vector<std::pair<double, double>>;

/// A geometry of one part and one ring.
struct Drawn {
    ps::geometry::Kind kind;
    Vertices vertices;
};
inline Drawn point(double x, double y) {
    return {ps::geometry::Kind::point, {{x, y}}};
}
inline Drawn line(Vertices vertices) {
    return {ps::geometry::Kind::line_string, std::move(vertices)};
}
inline Drawn box(double x0, double y0, double x1, double y1) {
    return {ps::geometry::Kind::polygon, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}};
}

inline ps::geometry::GeometryColumn column_of(const std::vector<Drawn>& rows) {
    ps::geometry::GeometryColumn out;
    for (const auto& row : rows) {
        ps::geometry::GeometryColumn one;
        one.kind = {row.kind};
        one.has_z = one.has_m = {0};
        one.part_of_row = one.ring_of_part = {0, 1};
        one.vertex_of_ring = {0, row.vertices.size()};
        for (const auto& [x, y] : row.vertices) {
            one.xy.push_back(MapOrigin{}.x + x);
            one.xy.push_back(MapOrigin{}.y + y);
        }
        out.append(one, 0);
    }
    return out;
}

/// A layer in the CRS of ascii_map with some columns of text, each as long as the rows.
inline ps::layer::Layer layer_of(const std::vector<Drawn>& rows,
                                 const std::vector<std::pair<std::string, std::vector<std::string>>>& columns = {}) {
    ps::layer::Layer layer;
    layer.geometry = column_of(rows);
    layer.table.size = rows.size();
    for (const auto& [name, values] : columns) layer.table.add(ps::layer::Column::of_text(name, values));
    layer.crs = ps::geometry::Crs::from_user_input("EPSG:32749");
    layer.provenance.source = "places";
    layer.provenance.layer_name = "places";
    return layer;
}

}  // namespace places
