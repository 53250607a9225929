#include <cmath>
#include <cstring>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/inner_places.hpp>
#include <petasentra/geometry/shape.hpp>
#include <random>
#include <vector>

#include "catch.hpp"

using petasentra::geometry::GeometryColumn;
using petasentra::geometry::inner_places;
using petasentra::geometry::Kind;
using petasentra::geometry::Shape;

namespace {

void add_row(GeometryColumn& column, Kind kind, const std::vector<std::vector<double>>& rings) {
    column.kind.push_back(kind);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
    for (const auto& ring : rings) {
        column.xy.insert(column.xy.end(), ring.begin(), ring.end());
        column.vertex_of_ring.push_back(column.xy.size() / 2);
    }
    if (!rings.empty()) column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
    column.part_of_row.push_back(column.ring_of_part.size() - 1);
}

Shape point_at(double x, double y) {
    GeometryColumn column;
    add_row(column, Kind::point, {{x, y}});
    return Shape(column, 0);
}

}  // namespace

TEST_CASE("a place of each row lies within it, and rows without one have none") {
    GeometryColumn column;
    add_row(column, Kind::point, {{3, 4}});
    column.append_null();
    add_row(column, Kind::polygon, {});
    // A ring of ground round a lake: its centroid is in the water.
    add_row(column, Kind::polygon, {{0, 0, 10, 0, 10, 10, 0, 10, 0, 0}, {1, 1, 1, 9, 9, 9, 9, 1, 1, 1}});
    // The shape of a C, its centroid outside.
    add_row(column, Kind::polygon, {{0, 0, 9, 0, 9, 1, 1, 1, 1, 8, 9, 8, 9, 9, 0, 9, 0, 0}});
    add_row(column, Kind::line_string, {{0, 0, 4, 0, 4, 4}});
    const auto places = inner_places(column);
    REQUIRE(places.size() == 2 * column.size());
    CHECK(places[0] == 3);
    CHECK(places[1] == 4);
    for (std::size_t i = 2; i < 6; ++i) CHECK(std::isnan(places[i]));
    for (const std::size_t row : {3U, 4U, 5U}) {
        const Shape shape(column, row);
        CHECK(shape.distance(point_at(places[2 * row], places[2 * row + 1])) == 0.0);
        if (row < 5) CHECK_FALSE(shape.touches(point_at(places[2 * row], places[2 * row + 1])));
    }
}

TEST_CASE("places are the same for any number of threads, and what is no geometry is named by its row") {
    GeometryColumn column;
    std::mt19937 random(4);
    std::uniform_real_distribution<double> at(0, 1000);
    for (int i = 0; i < 200; ++i) {
        const double x = at(random);
        const double y = at(random);
        add_row(column, Kind::polygon, {{x, y, x + 9, y, x + 9, y + 7, x, y + 7, x, y}});
    }
    const auto alone = inner_places(column, {.threads = 1});
    const auto together = inner_places(column, {.threads = 2});
    CHECK(std::memcmp(alone.data(), together.data(), alone.size() * sizeof(double)) == 0);
    add_row(column, Kind::polygon, {{0, 0, 9, 0, 9, 7, 0, 7}});  // an open ring
    try {
        (void)inner_places(column);
        FAIL("an open ring has no inside");
    } catch (const petasentra::core::Error& error) {
        CHECK(error.place().feature == "200");
        CHECK_FALSE(error.message().id.empty());
    }
}
