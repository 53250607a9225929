#include <cmath>
#include <petasentra/layer/layer.hpp>

#include "catch.hpp"

using namespace petasentra;
using geometry::GeometryColumn;
using geometry::Kind;

namespace {

void add_row(GeometryColumn& column, Kind kind, const std::vector<std::vector<double>>& rings) {
    for (const auto& ring : rings) {
        column.xy.insert(column.xy.end(), ring.begin(), ring.end());
        column.vertex_of_ring.push_back(column.vertex_count());
    }
    if (!rings.empty()) column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
    column.kind.push_back(kind);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
    column.part_of_row.push_back(column.ring_of_part.size() - 1);
}

GeometryColumn sample() {
    GeometryColumn column;
    add_row(column, Kind::polygon, {{0, 0, 4, 0, 4, 4, 0, 4, 0, 0}});
    add_row(column, Kind::polygon, {{0, 0, 4, 4, 4, 0, 0, 4, 0, 0}});  // a bow tie
    column.append_null();
    add_row(column, Kind::point, {{1, 2}});
    add_row(column, Kind::polygon, {});
    add_row(column, Kind::point, {{std::nan(""), 2}});
    return column;
}

}  // namespace

TEST_CASE("geometries are counted by what is wrong with them and by kind") {
    const auto counts = layer::count_geometries(sample());
    CHECK(counts.rows == 6);
    CHECK(counts.null == 1);
    CHECK(counts.empty == 1);
    CHECK(counts.invalid == std::size_t{2});  // the bow tie and the coordinate that is not a number
    CHECK(counts.vertices == 12);
    REQUIRE(counts.kinds.size() == 2);
    CHECK(counts.kinds[0] == std::pair<std::string, std::size_t>("Polygon", 3));
    CHECK(counts.kinds[1] == std::pair<std::string, std::size_t>("Point", 2));
}

TEST_CASE("parts and rings without a vertex count as empty") {
    GeometryColumn column;
    add_row(column, Kind::polygon, {{}});
    add_row(column, Kind::multi_polygon, {{}});
    add_row(column, Kind::multi_line_string, {{}});
    add_row(column, Kind::multi_point, {{}});
    column.append_null();
    const auto counts = layer::count_geometries(column);
    CHECK(counts.empty == 4);
    CHECK(counts.null == 1);
    CHECK(counts.invalid == std::size_t{0});
}

TEST_CASE("an empty column counts nothing") {
    const auto counts = layer::count_geometries({});
    CHECK(counts.rows == 0);
    CHECK(counts.kinds.empty());
}

TEST_CASE("a layer is called by its name, else by its source") {
    layer::Layer layer;
    CHECK(layer.title() == "layer");
    layer.provenance.source = "zona.shp";
    CHECK(layer.title() == "zona.shp");
    layer.provenance.layer_name = "pola_ruang";
    CHECK(layer.title() == "pola_ruang");
}

TEST_CASE("rows of a layer take attributes, geometry and provenance together") {
    layer::Layer layer;
    layer.geometry = sample();
    layer.table.add(layer::Column::of_int64("fid", std::vector<std::int64_t>{10, 11, 12, 13, 14, 15}));
    layer.provenance.source = "zona.shp";
    layer.geometry_name = "geom";
    const auto taken = layer.take(std::vector<std::size_t>{3, 0});
    REQUIRE(taken.size() == 2);
    CHECK(taken.table.column("fid").number_at(0) == 13);
    CHECK(taken.geometry.kind[0] == Kind::point);
    CHECK(taken.geometry.bounds(1).max_x == 4.0);
    CHECK(taken.provenance.source == "zona.shp");
    CHECK(taken.geometry_name == "geom");
}
