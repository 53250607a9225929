#include <atomic>
#include <petasentra/core/error.hpp>

#include "catch.hpp"
#include "topology/repairs.hpp"

using namespace petasentra::topology;

TEST_CASE("a sliver goes to the neighbour along it") {
    // A's second part is a crumb of half a square metre between B and C.
    const auto zones = layer_of({{rectangle(0, 0, 10, 10), {{20, 0, 20.05, 0, 20.05, 10, 20, 10}}},
                                 {rectangle(10, 0, 20, 10)},
                                 {rectangle(20.05, 0, 60, 10)}});
    const auto made = repaired(zones);
    CHECK(codes(validated(made.layer)).empty());
    CHECK(areas(made.layer)[0] == Approx(100.0));
    CHECK(areas(made.layer)[2] == Approx(400.0 - 0.5 + 0.5));
    REQUIRE(made.ledger.size() == 2);
    CHECK(text_in(made.ledger, "code", 0) == "ZONE_SLIVER");
    CHECK(text_in(made.ledger, "from_id", 1) == "0");
    CHECK(text_in(made.ledger, "to_id", 1) == "2");
    check_conserved(zones, made);
}

TEST_CASE("a zone that is nothing but a sliver is left, because it would vanish") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 10.05, 10)}});
    const auto made = repaired(zones);
    CHECK(made.touched == 0);
    CHECK(made.left == 1);
}

TEST_CASE("a sliver that no zone touches is left") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10), rectangle(50, 0, 50.5, 1)}});
    const auto made = repaired(zones);
    CHECK(made.touched == 0);
    REQUIRE(made.left == 1);
    CHECK(text_in(made.ledger, "reason_en", 0).find("no zone along") != std::string::npos);
}

TEST_CASE("a spike over open ground is cut off and nobody gets its ground") {
    const auto zones = layer_of({{{{0, 0, 20, 0, 20, 9.9, 60, 10, 20, 10, 0, 10}}}});
    const auto made = repaired(zones);
    CHECK(codes(validated(made.layer)).empty());
    REQUIRE(made.ledger.size() == 1);
    CHECK(text_in(made.ledger, "code", 0) == "ZONE_SPIKE");
    CHECK(text_in(made.ledger, "to_id", 0) == "null");
    CHECK(areas(made.layer)[0] == Approx(200.0));
    CHECK(number_in(made.ledger, "max_shift_m", 0) == Approx(40.0).margin(0.1));
    check_conserved(zones, made);
}

TEST_CASE("the ground of a spike between two zones goes to one of them, so that no gap is left") {
    const auto zones = layer_of({{{{0, 0, 20, 0, 20, 9.9, 60, 10, 20, 10, 0, 10}}},
                                 {{{20, 0, 70, 0, 70, 10, 60, 10, 20, 9.9}}},
                                 {{{0, 10, 20, 10, 60, 10, 70, 10, 70, 30, 0, 30}}}});
    REQUIRE(codes(validated(zones)) == "ZONE_SPIKE");
    const auto made = repaired(zones);
    CHECK(codes(validated(made.layer)).empty());
    const auto after = areas(made.layer);
    CHECK(after[0] == Approx(200.0));
    CHECK(after[0] + after[1] + after[2] == Approx(70.0 * 30.0));
    check_conserved(zones, made);
}

TEST_CASE("a zone that lacks a vertex of its neighbour gets that very vertex") {
    const auto zones = layer_of({{{{0, 0, 20, 0, 20, 10, 10, 10.001, 0, 10}}}, {rectangle(0, 10, 20, 20)}});
    REQUIRE(codes(validated(zones)) == "EDGE_MISMATCH");
    const auto made = repaired(zones);
    CHECK(codes(validated(made.layer)).empty());
    CHECK(same_row(zones, made.layer, 0));
    REQUIRE(made.ledger.size() == 1);
    CHECK(number_in(made.ledger, "vertices_added", 0) == 1);
    CHECK(number_in(made.ledger, "vertices_removed", 0) == 0);
    CHECK(number_in(made.ledger, "max_shift_m", 0) == Approx(0.001).margin(1e-6));
    CHECK(areas(made.layer)[1] == Approx(200.0 - 0.01).margin(1e-6));
    check_conserved(zones, made);
}

TEST_CASE("a bow tie is made valid, and a fault with it is left where mending was not asked") {
    const auto zones = layer_of({{{{0, 0, 10, 10, 10, 0, 0, 10}}}, {rectangle(-5, 4, 30, 40)}});
    const auto left = repaired(zones, repairing({Rule::zone_overlap}));
    CHECK(left.touched == 0);
    REQUIRE(left.left == 1);
    CHECK(text_in(left.ledger, "reason_en", 0).find("GEOMETRY_INVALID") != std::string::npos);

    const auto made = repaired(zones);
    CHECK(codes(validated(made.layer)).empty());
    CHECK(made.left == 0);
}

TEST_CASE("attributes, row order and every untouched vertex stay as they are") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10), rectangle(-30, 0, -20, 10)},
                                 {rectangle(9, 0, 30, 10)},
                                 {rectangle(100, 100, 110, 110)}});
    const auto made = repaired(zones);
    CHECK(made.layer.table.column("id").data == zones.table.column("id").data);
    CHECK(same_row(zones, made.layer, 1));
    CHECK(same_row(zones, made.layer, 2));
    const auto part = made.layer.geometry.vertices(0).subspan(10);  // the second part, drawn as it was
    const auto was = zones.geometry.vertices(0).subspan(10);
    CHECK(std::equal(part.begin(), part.end(), was.begin(), was.end()));
}

TEST_CASE("heights of new vertices lie between those of their neighbours on the ring") {
    auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}});
    auto& column = zones.geometry;
    column.has_z = {1, 1};
    for (std::size_t v = 0; v < column.vertex_count(); ++v) column.z.push_back(column.xy[2 * v] - corner_x);
    const auto made = repaired(zones).layer;
    REQUIRE(made.geometry.z.size() == made.geometry.vertex_count());
    for (std::size_t v = 0; v < made.geometry.vertex_count(); ++v)
        CHECK(made.geometry.z[v] == Approx(made.geometry.xy[2 * v] - corner_x).margin(1e-6));
}

TEST_CASE("rings are put in order only when asked, and their vertices stay") {
    const auto zones = layer_of({{{{0, 0, 0, 10, 10, 10, 10, 0}}}, {rectangle(20, 0, 30, 10)}});
    CHECK(repaired(zones).touched == 0);
    auto settings = repairing({});
    settings.ring_order = true;
    const auto made = repaired(zones, settings);
    REQUIRE(made.ledger.size() == 1);
    CHECK(text_in(made.ledger, "code", 0) == "RING_ORDER");
    CHECK(made.layer.geometry.xy[2] == corner_x + 10.0);
    CHECK(same_row(zones, made.layer, 1));
}

TEST_CASE("geometries put back by row undo a repair") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}});
    const auto made = repaired(zones);
    const std::size_t rows[] = {0};
    const auto undone = with_geometries(made.layer, rows, zones.geometry.take(rows));
    CHECK(undone.geometry.xy == zones.geometry.xy);
    const std::size_t wrong[] = {7};
    CHECK_THROWS_AS(with_geometries(made.layer, wrong, zones.geometry.take(rows)), petasentra::core::Error);
}

TEST_CASE("a repair that is stopped says so") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}});
    const auto found = validated(zones);
    const std::atomic<bool> stop = true;
    petasentra::core::Control control;
    control.cancel = &stop;
    CHECK_THROWS_AS(repair(zones, found, nullptr, repairing_all(), control), petasentra::core::Error);
}

TEST_CASE("two repairs never undo each other for ever: a spike that a gap brings back is left") {
    // The needle of the perimeter is a gap; filled it is a spike, cut off it is a gap again.
    const auto zones = layer_of({{{{0, 0, 20, 0, 20, 10, 0, 10}}}});
    const auto perimeter = layer_of({{{{0, 0, 20, 0, 20, 9.9, 60, 10, 20, 10, 0, 10}}}});
    const auto found = validated(zones, {}, {&perimeter, nullptr});
    REQUIRE(codes(found) == "ZONE_GAP");
    const auto made = repair(zones, found, &perimeter, repairing_all());
    CHECK(made.left == 1);
    const auto last = made.ledger.size() - 1;
    CHECK(text_in(made.ledger, "status", last) == "left");
    CHECK(text_in(made.ledger, "reason_en", last).find("brought it back") != std::string::npos);
    CHECK(made.rounds < 10);
    check_conserved(zones, made);
}
