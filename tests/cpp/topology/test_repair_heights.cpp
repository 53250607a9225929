#include <cmath>
#include <petasentra/geometry/wkb.hpp>

#include "catch.hpp"
#include "topology/repairs.hpp"

using namespace petasentra::topology;
using petasentra::layer::Layer;

namespace {

constexpr double unknown_height = std::numeric_limits<double>::quiet_NaN();

void set_z(Layer& layer, std::vector<double> z) {
    REQUIRE(z.size() == layer.geometry.vertex_count());
    layer.geometry.z = std::move(z);
    layer.geometry.has_z.assign(layer.size(), 1);
}

void set_m(Layer& layer, std::vector<double> m) {
    REQUIRE(m.size() == layer.geometry.vertex_count());
    layer.geometry.m = std::move(m);
    layer.geometry.has_m.assign(layer.size(), 1);
}

/// The value, of z or m, at every vertex of a row that stands at x, y; fails if there are several.
double value_at(const Layer& layer, const std::vector<double>& values, std::size_t row, double x, double y) {
    const auto& column = layer.geometry;
    REQUIRE(values.size() == column.vertex_count());
    double out = -1.0;
    bool any = false;
    const auto first = column.vertex_of_ring[column.ring_of_part[column.part_of_row[row]]];
    const auto count = column.vertices(row).size() / 2;
    for (auto v = first; v < first + count; ++v) {
        if (column.xy[2 * v] != corner_x + x || column.xy[2 * v + 1] != corner_y + y) continue;
        if (any) CHECK((values[v] == out || (std::isnan(values[v]) && std::isnan(out))));
        out = values[v];
        any = true;
    }
    REQUIRE(any);
    return out;
}

/// Crosses itself at 5, 5.
Layer bow_tie() {
    return layer_of({{{{0, 0, 10, 10, 10, 0, 0, 10}}}});
}

}  // namespace

TEST_CASE("a mended polygon keeps the heights and measures of its vertices") {
    auto zones = bow_tie();
    set_z(zones, {1, 3, 70, 90, 1});
    set_m(zones, {0.1, 0.3, 7, 9, 0.1});
    const auto made = repaired(zones).layer;
    REQUIRE(made.geometry.has_z[0] == 1);
    REQUIRE(made.geometry.has_m[0] == 1);
    CHECK(value_at(made, made.geometry.z, 0, 10, 10) == 3.0);
    CHECK(value_at(made, made.geometry.z, 0, 0, 10) == 90.0);
    CHECK(value_at(made, made.geometry.m, 0, 0, 0) == 0.1);
    CHECK(value_at(made, made.geometry.m, 0, 10, 0) == 7.0);
}

TEST_CASE("a crossing has the height of the edge that comes first in the row") {
    auto zones = bow_tie();
    set_z(zones, {1, 3, 70, 90, 1});
    set_m(zones, {0, 100, 0, 0, 0});
    const auto made = repaired(zones).layer;
    CHECK(value_at(made, made.geometry.z, 0, 5, 5) == Approx(2.0));
    CHECK(value_at(made, made.geometry.m, 0, 5, 5) == Approx(50.0));
}

TEST_CASE("an edge without a height at one end leaves a crossing to the next") {
    auto zones = bow_tie();
    set_z(zones, {1, unknown_height, 70, 90, 1});
    const auto made = repaired(zones);
    CHECK(value_at(made.layer, made.layer.geometry.z, 0, 5, 5) == Approx(80.0));
    CHECK(std::isnan(value_at(made.layer, made.layer.geometry.z, 0, 10, 10)));
    CHECK(text_in(made.ledger, "reason_en", 0).find("without Z") == std::string::npos);
}

TEST_CASE("a new vertex that no edge gives a height is counted in the ledger") {
    auto zones = bow_tie();
    set_z(zones, {1, unknown_height, 70, unknown_height, 1});
    const auto made = repaired(zones);
    CHECK(std::isnan(value_at(made.layer, made.layer.geometry.z, 0, 5, 5)));
    CHECK(text_in(made.ledger, "reason_en", 0).find("New vertices without Z or M: 1.") != std::string::npos);
    CHECK(text_in(made.ledger, "reason_id", 0).find("Titik baru tanpa Z atau M: 1.") != std::string::npos);
}

TEST_CASE("where vertices of a row stand at one place the first that has a height decides") {
    // Two squares that touch along an edge: 10, 0 and 10, 10 occur twice.
    auto zones = layer_of({{rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10)}});
    set_z(zones, {1, 2, 3, 4, 1, unknown_height, 6, 7, 8, unknown_height});
    REQUIRE(codes(validated(zones)) == "GEOMETRY_INVALID");
    const auto made = repaired(zones).layer;
    CHECK(value_at(made, made.geometry.z, 0, 20, 0) == 6.0);
    CHECK(value_at(made, made.geometry.z, 0, 10, 0) == 2.0);
    CHECK(value_at(made, made.geometry.z, 0, 10, 10) == 3.0);
}

TEST_CASE("a ring left open is closed with the height it began with") {
    auto zones = layer_of({{{{0, 0, 10, 0, 10, 10, 0, 10}}}});
    auto& column = zones.geometry;
    column.xy.resize(8);
    column.vertex_of_ring = {0, 4};
    set_z(zones, {1, 2, 3, 4});
    const auto made = repaired(zones).layer;
    REQUIRE(made.geometry.z.size() == 5);
    CHECK(value_at(made, made.geometry.z, 0, 0, 0) == 1.0);
    CHECK(value_at(made, made.geometry.z, 0, 0, 10) == 4.0);
}

TEST_CASE("rows without heights get none, and other rows keep theirs, when a polygon is mended") {
    auto zones = layer_of({{{{0, 0, 10, 10, 10, 0, 0, 10}}}, {{{20, 0, 30, 10, 30, 0, 20, 10}}}});
    set_z(zones, {unknown_height, unknown_height, unknown_height, unknown_height, unknown_height, 1, 2, 3, 4, 1});
    zones.geometry.has_z[0] = 0;
    const auto made = repaired(zones).layer;
    CHECK(made.geometry.has_z[0] == 0);
    CHECK(made.geometry.has_z[1] == 1);
    CHECK(value_at(made, made.geometry.z, 1, 30, 10) == 2.0);
}

TEST_CASE("neighbours with other heights at a common vertex each keep their own") {
    // The two overlap from 9 to 10; 30, 0 and 9, 0 are B's alone, 30, 10 is C's as well.
    auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}, {rectangle(30, 10, 40, 20)}});
    set_z(zones, {1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 9, 9, 9, 9, 9});
    auto settings = repairing_all();
    const auto made = repaired(zones, settings).layer;
    CHECK(value_at(made, made.geometry.z, 1, 30, 10) == 5.0);
    CHECK(value_at(made, made.geometry.z, 2, 30, 10) == 9.0);

    // The other way about: the row repaired comes after the one it shares a vertex with.
    auto turned = layer_of({{rectangle(30, 10, 40, 20)}, {rectangle(9, 0, 30, 10)}, {rectangle(-20, 0, 10, 10)}});
    set_z(turned, {9, 9, 9, 9, 9, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1});
    const auto after = repaired(turned, settings).layer;
    CHECK(value_at(after, after.geometry.z, 1, 30, 10) == 5.0);
}

TEST_CASE("where a border is cut the new vertex has the height of the edge it is on") {
    // B is cut off at x = 10, in the middle of its lower and upper edges, which rise from 0 at x = 0 to 30 at x = 30.
    auto zones = layer_of({{rectangle(-50, 2, 10, 8)}, {rectangle(0, 0, 30, 10)}});
    set_z(zones, {500, 500, 500, 500, 500, 0, 30, 30, 0, 0});
    const auto made = repaired(zones).layer;
    // A keeps the ground as the larger zone and gets a vertex where B's left edge meets its own.
    CHECK(value_at(made, made.geometry.z, 0, 0, 2) == Approx(500.0));
    CHECK(value_at(made, made.geometry.z, 1, 0, 2) == Approx(0.0).margin(1e-9));
}

TEST_CASE("the ledger keeps heights as they were before, for undoing") {
    auto zones = bow_tie();
    set_z(zones, {1, 3, 70, 90, 1});
    set_m(zones, {0.1, 0.3, 7, 9, 0.1});
    const auto made = repaired(zones);
    std::vector<std::byte> bytes;
    petasentra::geometry::write_wkb(zones.geometry, 0, bytes);
    CHECK(text_in(made.ledger, "before_wkb", 0).size() == 2 * bytes.size());
}
