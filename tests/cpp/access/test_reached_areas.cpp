#include <atomic>
#include <chrono>
#include <cmath>
#include <petasentra/access/reached_areas.hpp>
#include <petasentra/access/sound_water.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/geometry/shape.hpp>
#include <thread>

#include "../network/drawn_roads.hpp"
#include "catch.hpp"

namespace ps = petasentra;
using ps::geometry::Shape;

namespace {

ps::layer::Layer square(double west, double south, double east, double north) {
    ps::layer::Layer out;
    out.geometry.xy = {west, south, east, south, east, north, west, north, west, south};
    out.geometry.vertex_of_ring = {0, 5};
    out.geometry.ring_of_part = {0, 1};
    out.geometry.part_of_row = {0, 1};
    out.geometry.kind = {ps::geometry::Kind::polygon};
    out.geometry.has_z = {0};
    out.geometry.has_m = {0};
    out.table.size = 1;
    out.crs = ps::geometry::Crs::from_user_input("EPSG:32749");
    return out;
}

const std::vector<drawn::Line> ring{
    {{0, 0}, {1000, 0}}, {{1000, 0}, {1000, 1000}}, {{1000, 1000}, {0, 1000}}, {{0, 1000}, {0, 0}}};

}  // namespace

TEST_CASE("the area along a ring of roads has a hole in its middle") {
    const std::vector<std::uint32_t> group(4, 0);
    const auto areas = ps::access::reached_areas(drawn::roads(ring), group, 1, 50.0, nullptr);
    REQUIRE(areas.size() == 1);
    const Shape area(areas, 0);
    CHECK(ps::geometry::hole_count(area) == 1);
    // 1,100 m squared without 900 m squared, without the four corners that a square has beyond a circle
    CHECK(area.area() == Approx(1100.0 * 1100 - 900.0 * 900).epsilon(0.01));
}

TEST_CASE("water is no ground, and roads on both banks do not join over it") {
    const auto lines = drawn::roads({{{0, 0}, {1000, 0}}, {{0, 80}, {1000, 80}}});
    const std::vector<std::uint32_t> group(2, 0);
    const auto river = square(-500, 20, 1500, 60);
    const auto areas = ps::access::reached_areas(lines, group, 1, 50.0, &river);
    CHECK(ps::geometry::polygons_of(Shape(areas, 0)).size() == 2);
    CHECK(ps::geometry::polygons_of(Shape(ps::access::reached_areas(lines, group, 1, 50.0, nullptr), 0)).size() == 1);
}

TEST_CASE("every group has its row, and one without lines is null") {
    const std::vector<std::uint32_t> group{2, 2, 0, 0};
    const auto areas = ps::access::reached_areas(drawn::roads(ring), group, 3, 50.0, nullptr, {.threads = 2});
    REQUIRE(areas.size() == 3);
    CHECK_FALSE(areas.is_null(0));
    CHECK(areas.is_null(1));
    CHECK_FALSE(areas.is_null(2));
}

TEST_CASE("widths, groups and systems that make no sense are refused") {
    const std::vector<std::uint32_t> group(4, 0);
    CHECK_THROWS_AS(ps::access::reached_areas(drawn::roads(ring), group, 1, 0.0, nullptr), ps::core::Error);
    CHECK_THROWS_AS(ps::access::reached_areas(drawn::roads(ring), group, 0, 50.0, nullptr), ps::core::Error);
    CHECK_THROWS_AS(ps::access::reached_areas(drawn::roads(ring, "EPSG:4326"), group, 1, 50.0, nullptr),
                    ps::core::Error);
    auto river = square(0, 0, 1, 1);
    river.crs = ps::geometry::Crs::from_user_input("EPSG:32750");
    CHECK_THROWS_AS(ps::access::reached_areas(drawn::roads(ring), group, 1, 50.0, &river), ps::core::Error);
}

TEST_CASE("water that crosses itself is mended and told, water without ground is left out and told") {
    auto water = square(0, 20, 100, 60);
    auto& column = water.geometry;
    const auto add = [&](const std::vector<double>& xy) {
        column.xy.insert(column.xy.end(), xy.begin(), xy.end());
        column.vertex_of_ring.push_back(column.xy.size() / 2);
        column.ring_of_part.push_back(column.ring_of_part.back() + 1);
        column.part_of_row.push_back(column.part_of_row.back() + 1);
        column.kind.push_back(ps::geometry::Kind::polygon);
        column.has_z.push_back(0);
        column.has_m.push_back(0);
    };
    add({0, 0, 1000, 100, 1000, 0, 0, 100, 0, 0});  // a bow tie with its knot at (500, 50)
    add({0, 0, 5, 5, 0, 0, 0, 0});
    add({0, 0, std::nan(""), 5, 5, 5, 0, 0});
    water.table.size = 4;
    const auto sound = ps::access::sound_water(water);
    REQUIRE(sound.geometry.size() == 4);
    CHECK(Shape(sound.geometry, 0).area() == 4000.0);
    CHECK(Shape(sound.geometry, 1).area() == Approx(50'000.0));
    CHECK(sound.geometry.is_null(2));
    CHECK(sound.geometry.is_null(3));
    REQUIRE(drawn::codes(sound.findings) ==
            std::vector<std::string>{"WATER_MENDED", "WATER_LEFT_OUT", "WATER_LEFT_OUT"});
    CHECK(sound.findings[0].x == 500.0);
    CHECK(sound.findings[0].finding.feature == "1");
    // and ground is cut with what crosses itself as with what does not
    const std::vector<std::uint32_t> group{0};
    water.geometry = water.geometry.take(std::vector<std::size_t>{1});
    water.table.size = 1;
    const auto cut = ps::access::reached_areas(drawn::roads({{{0, 50}, {1000, 50}}}), group, 1, 200.0, &water);
    const auto whole = ps::access::reached_areas(drawn::roads({{{0, 50}, {1000, 50}}}), group, 1, 200.0, nullptr);
    CHECK(Shape(whole, 0).area() - Shape(cut, 0).area() == Approx(50'000.0));
}

TEST_CASE("the ground that only one of two layers has, row by row") {
    const auto wide = square(0, 0, 100, 100);
    const auto east = square(50, 0, 200, 100);
    const auto gained = ps::access::ground_only_in(east, wide);
    CHECK(Shape(gained, 0).area() == Approx(10'000.0));
    CHECK(Shape(ps::access::ground_only_in(wide, east), 0).area() == Approx(5'000.0));
    CHECK(ps::access::ground_only_in(wide, wide).is_null(0));
    auto none = square(0, 0, 1, 1);
    none.geometry = {};
    none.geometry.append_null();
    CHECK(ps::access::ground_only_in(none, wide).is_null(0));
    CHECK(Shape(ps::access::ground_only_in(wide, none), 0).area() == Approx(10'000.0));
    auto degrees = square(0, 0, 1, 1);
    degrees.crs = ps::geometry::Crs::from_user_input("EPSG:4326");
    CHECK_THROWS_AS(ps::access::ground_only_in(wide, degrees), ps::core::Error);
    auto two = wide;
    two.geometry.append_null();
    two.table.size = 2;
    CHECK_THROWS_AS(ps::access::ground_only_in(wide, two), ps::core::Error);
}

TEST_CASE("a union of many strips stops when it is cancelled while it is made") {
    std::vector<drawn::Line> lines;
    for (int x = 0; x < 45; ++x) {
        for (int y = 0; y < 45; ++y) {
            const double bend = 7.0 * ((x * 31 + y * 17) % 9);
            lines.push_back({{100.0 * x, 100.0 * y}, {100.0 * x + 100.0, 100.0 * y + bend}});
            lines.push_back({{100.0 * x, 100.0 * y}, {100.0 * x + bend, 100.0 * y + 100.0}});
        }
    }
    const auto roads = drawn::roads(lines);
    const std::vector<std::uint32_t> group(lines.size(), 0);
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    CHECK_FALSE(ps::access::reached_areas(roads, group, 1, 50.0, nullptr).is_null(0));
    // The strips take far less than half of that, the union the rest. A machine that was busy then and is idle now is
    // done before it is stopped: then sooner.
    auto wait = (Clock::now() - begin) / 2;
    auto code = ps::core::ErrorCode::internal;
    for (; code != ps::core::ErrorCode::cancelled && wait > std::chrono::milliseconds(1); wait /= 2) {
        std::atomic<bool> cancel{false};
        ps::core::Control control;
        control.cancel = &cancel;
        std::thread caller([&cancel, wait] {
            std::this_thread::sleep_for(wait);
            cancel = true;
        });
        try {
            static_cast<void>(ps::access::reached_areas(roads, group, 1, 50.0, nullptr, control));
        } catch (const ps::core::Error& error) {
            code = error.code();
        }
        caller.join();
    }
    CHECK(code == ps::core::ErrorCode::cancelled);
}
