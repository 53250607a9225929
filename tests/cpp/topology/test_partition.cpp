#include <petasentra/topology/validate.hpp>

#include "ascii_map.hpp"
#include "catch.hpp"
#include "topology/squares.hpp"

using namespace petasentra::topology;

TEST_CASE("a sound mosaic has nothing wrong, and its inner edges have twins") {
    const auto map = ascii_map(R"(
        AABB
        AABB
        CCCC
    )",
                               10.0);
    const auto result = validated(map.zones());
    CHECK(codes(result) == "EDGE_MISMATCH EDGE_MISMATCH");  // C has no vertex where A and B meet it
    CHECK(result.rows == 3);
    CHECK(result.parts == 3);
}

TEST_CASE("zones that share every vertex have no finding at all") {
    const auto result = validated(
        layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}, {{{0, 10, 10, 10, 20, 10, 20, 20, 0, 20}}}}));
    CHECK(codes(result).empty());
    CHECK(result.edges == 13);
    CHECK(result.edges_without_twin == 7);
}

TEST_CASE("an empty layer has no faults") {
    CHECK(validated(layer_of({})).found.size() == 0);
}

TEST_CASE("an island in a hole is no fault") {
    const auto result = validated(
        layer_of({{{{0, 0, 30, 0, 30, 30, 0, 30}, {10, 10, 10, 20, 20, 20, 20, 10}}}, {rectangle(10, 10, 20, 20)}}));
    CHECK(codes(result).empty());
}

TEST_CASE("a hole that nothing fills is a gap, and its neighbour is named") {
    const auto result = validated(layer_of({{{{0, 0, 30, 0, 30, 30, 0, 30}, {10, 10, 10, 20, 20, 20, 20, 10}}}}));
    REQUIRE(codes(result) == "ZONE_GAP");
    CHECK(result.found.faults[0].measure == Approx(100.0));
    CHECK(result.found.faults[0].row == 0);
    REQUIRE(result.found.faults[0].neighbours.size() == 1);
    CHECK(result.found.faults[0].neighbours[0].border_m == Approx(40.0));
}

TEST_CASE("a zone taken out of a mosaic leaves one gap with all its neighbours, the longest border first") {
    const auto map = ascii_map(R"(
        AAAAA
        B...C
        DDDDD
    )",
                               10.0);
    const auto result = validated(map.zones());
    REQUIRE(codes(result).starts_with("ZONE_GAP EDGE_MISMATCH"));  // nobody drew B's and C's corners into A and D
    const auto& gap = result.found.faults[0];
    CHECK(gap.measure == Approx(300.0));
    REQUIRE(gap.neighbours.size() == 4);
    CHECK(gap.neighbours[0].border_m == Approx(30.0));
    CHECK(gap.neighbours[3].border_m == Approx(10.0));
    CHECK(gap.row == gap.neighbours[0].row);
}

TEST_CASE("ground open to the outside is no gap without a perimeter, and one with it") {
    const auto map = ascii_map(R"(
        AAA
        B.C
        B.C
    )",
                               R"(
        ***
        ***
        ***
    )",
                               10.0);
    const auto zones = map.zones();
    CHECK(codes(validated(zones)).find("ZONE_GAP") == std::string::npos);
    const auto perimeter = map.sites();
    const auto result = validated(zones, {}, {&perimeter, nullptr});
    REQUIRE(codes(result).find("ZONE_GAP") != std::string::npos);
    CHECK(codes(result).find("OUTSIDE") == std::string::npos);
}

TEST_CASE("a hole of the perimeter need not be covered") {
    const Rings ring{{0, 0, 30, 0, 30, 30, 0, 30}, {10, 10, 10, 20, 20, 20, 20, 10}};
    const auto zones = layer_of({{ring}});
    CHECK(codes(validated(zones, {}, {&zones, nullptr})).empty());
}

TEST_CASE("ground beyond the perimeter is measured zone by zone") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 25, 10)}});
    const auto perimeter = layer_of({{rectangle(0, 0, 20, 10)}});
    const auto result = validated(zones, {}, {&perimeter, nullptr});
    REQUIRE(codes(result) == "OUTSIDE_PERIMETER");
    CHECK(result.found.faults[0].row == 1);
    CHECK(result.found.faults[0].measure == Approx(50.0));
}

TEST_CASE("overlapping zones give one finding with the ground they share") {
    const auto result = validated(layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 20, 10)}}));
    REQUIRE(codes(result) == "ZONE_OVERLAP");
    const auto& fault = result.found.faults[0];
    CHECK(fault.row == 0);
    CHECK(fault.other == 1);
    CHECK(fault.measure == Approx(10.0));
    CHECK(std::string(fault.unit) == "m2");
    const auto box = result.found.places.bounds(0);
    CHECK(box.min_x == corner_x + 9.0);
    CHECK(box.max_x == corner_x + 10.0);
}

TEST_CASE("a zone that lies wholly on a sound mosaic overlaps each zone beneath, also those its border never meets") {
    Zones rows;
    for (int i = 0; i < 5; ++i) {
        for (int j = 0; j < 5; ++j) rows.push_back({rectangle(10.0 * i, 10.0 * j, 10.0 * i + 10, 10.0 * j + 10)});
    }
    rows.push_back({rectangle(5, 5, 45, 45)});
    const auto result = validated(layer_of(rows));
    std::size_t overlaps = 0;
    double area = 0.0;
    for (const auto& fault : result.found.faults) {
        if (fault.rule != Rule::zone_overlap) continue;
        ++overlaps;
        area += fault.measure;
    }
    CHECK(overlaps == 25);
    CHECK(area == Approx(1600.0));
}

TEST_CASE("equal polygons give exactly one finding and no overlap, however they are drawn") {
    const auto result = validated(
        layer_of({{rectangle(0, 0, 10, 10)}, {{{10, 10, 10, 0, 0, 0, 0, 10}}}}));  // other start, other way round
    REQUIRE(codes(result) == "DUPLICATE_GEOMETRY");
    CHECK(result.found.faults[0].row == 1);
    CHECK(result.found.faults[0].other == 0);
    CHECK(result.found.faults[0].measure == Approx(100.0));
}

TEST_CASE("three equal polygons: the second and the third are each told once, against the first") {
    const auto square = rectangle(0, 0, 10, 10);
    const auto result = validated(layer_of({{square}, {square}, {square}}));
    REQUIRE(codes(result) == "DUPLICATE_GEOMETRY DUPLICATE_GEOMETRY");
    CHECK(result.found.faults[0].other == 0);
    CHECK(result.found.faults[1].other == 0);
}

TEST_CASE("a part of a doubled mosaic: every zone twice gives one duplicate a zone and no overlap") {
    Zones rows;
    for (int copy = 0; copy < 2; ++copy) {
        for (int i = 0; i < 3; ++i) rows.push_back({rectangle(10.0 * i, 0, 10.0 * i + 10, 10)});
    }
    const auto result = validated(layer_of(rows));
    CHECK(codes(result) == "DUPLICATE_GEOMETRY DUPLICATE_GEOMETRY DUPLICATE_GEOMETRY");
}

TEST_CASE("a zone wholly within another gives exactly one overlap, with the inner ground") {
    const auto result = validated(layer_of({{rectangle(0, 0, 30, 30)}, {rectangle(10, 10, 20, 20)}}));
    REQUIRE(codes(result) == "ZONE_OVERLAP");
    CHECK(result.found.faults[0].measure == Approx(100.0));
}

TEST_CASE("an island that is smaller than its hole leaves a ring as one gap") {
    const auto result = validated(
        layer_of({{{{0, 0, 30, 0, 30, 30, 0, 30}, {10, 10, 10, 20, 20, 20, 20, 10}}}, {rectangle(11, 11, 19, 19)}}));
    REQUIRE(codes(result) == "ZONE_GAP");
    CHECK(result.found.faults[0].measure == Approx(36.0));
    CHECK(result.found.faults[0].neighbours.size() == 2);
}
