#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/network/rows_near.hpp>

#include "../catch.hpp"
#include "drawn_roads.hpp"

using namespace petasentra;
using Flags = std::vector<std::uint8_t>;

TEST_CASE("rows that meet a line or are within the distance of it are near", "[near]") {
    const auto roads = drawn::roads({{{0, 0}, {100, 0}}, {{0, 10}, {100, 10}}, {{0, 30}, {100, 30}}});
    const auto ground = drawn::roads({{{50, 0}, {50, 5}}});
    CHECK(network::rows_near(roads, ground, 0) == Flags{1, 0, 0});
    CHECK(network::rows_near(roads, ground, 5) == Flags{1, 1, 0});
    CHECK(network::rows_near(roads, ground, 24.9) == Flags{1, 1, 0});
    CHECK(network::rows_near(roads, ground, 25) == Flags{1, 1, 1});
}

TEST_CASE("a metre of Web Mercator is no metre", "[near]") {
    // 100 m of its metres are 99.15 m at 7.5 degrees south.
    const double south = -837'500.0;
    const auto roads = drawn::roads({{{12'500'000, south + 100}, {12'500'100, south + 100}}}, "EPSG:3857");
    const auto ground = drawn::roads({{{12'500'000, south}, {12'500'100, south}}}, "EPSG:3857");
    CHECK(network::rows_near(roads, ground, 99.5) == Flags{1});
    CHECK(network::rows_near(roads, ground, 98.0) == Flags{0});
}

TEST_CASE("nothing is near to nothing", "[near]") {
    auto with_null = drawn::roads({{{0, 0}, {100, 0}}});
    with_null.geometry.append_null();
    with_null.table.size = 2;
    CHECK(network::rows_near(with_null, with_null, 1000) == Flags{1, 0});
    CHECK(network::rows_near(with_null, drawn::roads({}), 1000) == Flags{0, 0});
    CHECK(network::rows_near(drawn::roads({}), with_null, 1000).empty());
}

TEST_CASE("a distance that is none, degrees and two systems are errors", "[near]") {
    const auto roads = drawn::roads({{{0, 0}, {100, 0}}});
    const auto in_degrees = drawn::roads({{{110, -7}, {111, -7}}}, "EPSG:4326");
    for (const auto distance :
         {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
        CHECK_THROWS_AS(network::rows_near(roads, roads, distance), core::Error);
    CHECK_THROWS_AS(network::rows_near(roads, in_degrees, 0), core::Error);
    CHECK_THROWS_AS(network::rows_near(in_degrees, in_degrees, 1), core::Error);
    CHECK(network::rows_near(in_degrees, in_degrees, 0) == Flags{1});
}
