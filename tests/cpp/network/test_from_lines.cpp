#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/network/from_lines.hpp>
#include <petasentra/network/network_report.hpp>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using drawn::roads;
using drawn::with;

namespace {

RoadNetwork built(const layer::Layer& lines, double tolerance_m = 0.0, bool crossings = false, RoadColumns columns = {},
                  PlannedRoads planned = PlannedRoads::left_out) {
    return network_from_lines(lines, {.columns = std::move(columns),
                                      .words = drawn::words(),
                                      .planned = planned,
                                      .crossings = crossings,
                                      .tolerance_m = tolerance_m});
}

core::ErrorCode code_of(const layer::Layer& lines, double tolerance_m = 0.0) {
    try {
        (void)built(lines, tolerance_m);
    } catch (const core::Error& error) {
        return error.code();
    }
    return core::ErrorCode::internal;
}

}  // namespace

TEST_CASE("two lines that end at one place meet there") {
    const auto network = built(roads({{{0, 0}, {10, 0}}, {{10, 0}, {10, 20}}}));
    CHECK(network.node_count() == 3);
    CHECK(network.edge_count() == 2);
    CHECK(network.component_count() == 1);
    CHECK(network.parts().length_m == std::vector<double>{10.0, 20.0});
}

TEST_CASE("an end on a vertex within another line makes a junction and two edges of that line") {
    const auto network = built(roads({{{0, 0}, {10, 0}, {20, 0}}, {{10, 0}, {10, 5}}}));
    CHECK(network.node_count() == 4);
    CHECK(network.edge_count() == 3);
    CHECK(network.parts().t_junctions == 1);
    CHECK(network.parts().road == std::vector<std::uint32_t>{0, 0, 1});
}

TEST_CASE("lines that cross meet only where it is asked for") {
    const auto cross = roads({{{0, 0}, {10, 10}}, {{0, 10}, {10, 0}}});
    CHECK(built(cross).component_count() == 2);
    const auto noded = built(cross, 0.0, true);
    CHECK(noded.component_count() == 1);
    CHECK(noded.edge_count() == 4);
    CHECK(noded.parts().crossings == 2);
    for (const double length_m : noded.parts().length_m) CHECK(length_m == Approx(std::sqrt(50.0)));
}

TEST_CASE("a bridge crosses without meeting, and is met at its ends") {
    //  bridge over the road from west to east, with a road at its northern end
    const auto lines =
        with(roads({{{-10, 0}, {10, 0}}, {{0, -10}, {0, 10}}, {{0, 10}, {5, 15}}}), "bridge", {"no", "yes", "no"});
    const auto network = built(lines, 0.0, true, {.bridge = "bridge"});
    CHECK(network.edge_count() == 3);
    CHECK(network.component_count() == 2);
}

TEST_CASE("levels and tunnels part crossings like bridges, roads of one level meet") {
    const auto lines = roads({{{-10, 0}, {10, 0}}, {{0, -10}, {0, 10}}});
    CHECK(built(with(lines, "level", {"0", "1"}), 0.0, true, {.level = "level"}).component_count() == 2);
    CHECK(built(with(lines, "level", {"1", "1"}), 0.0, true, {.level = "level"}).component_count() == 1);
    CHECK(built(with(lines, "tunnel", {"", "ya"}), 0.0, true, {.tunnel = "tunnel"}).component_count() == 2);
}

TEST_CASE("a road that ends below the middle of a bridge does not reach it") {
    const auto lines = with(roads({{{0, 0}, {10, 0}, {20, 0}}, {{10, 0}, {10, 5}}}), "bridge", {"yes", "no"});
    CHECK(built(lines, 0.0, false, {.bridge = "bridge"}).component_count() == 2);
    const auto ramp = with(roads({{{0, 0}, {10, 0}, {20, 0}}, {{10, 0}, {10, 5}}}), "bridge", {"no", "yes"});
    CHECK(built(ramp, 0.0, false, {.bridge = "bridge"}).component_count() == 1);
}

TEST_CASE("lines that share a vertex within both meet with crossings only") {
    const auto lines = roads({{{0, 0}, {5, 5}, {10, 10}}, {{0, 10}, {5, 5}, {10, 0}}});
    CHECK(built(lines).component_count() == 2);
    CHECK(built(lines, 0.0, true).edge_count() == 4);
}

TEST_CASE("lines that lie on each other are cut at each other's ends") {
    const auto network = built(roads({{{0, 0}, {10, 0}}, {{5, 0}, {20, 0}}}), 0.0, true);
    CHECK(network.component_count() == 1);
    CHECK(network.edge_count() == 4);  // 0-5, 5-10 twice, 10-20
    CHECK(report_of(network).duplicates == 1);
}

TEST_CASE("a line that crosses itself is cut there") {
    const auto network = built(roads({{{0, 0}, {10, 0}, {10, 10}, {5, 10}, {5, -5}}}), 0.0, true);
    CHECK(network.edge_count() == 3);
    CHECK(network.node_count() == 3);
    CHECK(report_of(network).loops == 1);
}

TEST_CASE("ends within the tolerance become one place, and the move is told with its distance") {
    const auto lines = roads({{{0, 0}, {10, 0}}, {{10, 0}, {10, 9}}, {{10.3, 0.4}, {20, 0}}});
    CHECK(built(lines).component_count() == 2);
    const auto network = built(lines, 1.0);
    CHECK(network.component_count() == 1);
    CHECK(network.parts().ends_moved == 1);
    CHECK(network.parts().farthest_move_m == Approx(0.5));
    REQUIRE(drawn::codes(network.parts().findings) == std::vector<std::string>{"END_SNAPPED"});
    CHECK(network.parts().findings[0].finding.measure == Approx(0.5));
    CHECK(network.parts().findings[0].finding.feature == "2");
}

TEST_CASE("an end near the middle of a line moves to it, and the line gets a junction") {
    const auto network = built(roads({{{0, 0}, {20, 0}}, {{8, 0.5}, {8, 9}}}), 1.0);
    CHECK(network.component_count() == 1);
    CHECK(network.edge_count() == 3);
    CHECK(network.parts().node_xy[2] == 8.0);
    CHECK(network.parts().node_xy[3] == 0.0);
}

TEST_CASE("no two ends of one place are farther apart than the tolerance") {
    const auto network = built(roads({{{0, 0}, {0, 50}}, {{0.9, 0}, {10, 50}}, {{1.8, 0}, {20, 50}}}), 1.0);
    CHECK(network.parts().farthest_move_m <= 1.0);
    CHECK(network.component_count() == 2);
}

TEST_CASE("a line shorter than the tolerance keeps its two ends") {
    const auto network = built(roads({{{0, 0}, {0.5, 0}}}), 1.0);
    CHECK(network.node_count() == 2);
    CHECK(network.edge_count() == 1);
}

TEST_CASE("snapping gives the same network for any order of the lines") {
    const std::vector<drawn::Line> lines{
        {{0, 0}, {10, 0}}, {{10.2, 0.1}, {20, 3}}, {{10.1, 0.3}, {9, 30}}, {{5, 0.2}, {5, 9}}};
    const std::vector<drawn::Line> turned(lines.rbegin(), lines.rend());
    const auto one = built(roads(lines), 1.0);
    const auto other = built(roads(turned), 1.0);
    CHECK(one.parts().node_xy == other.parts().node_xy);
    CHECK(one.parts().ends_moved == other.parts().ends_moved);
    CHECK(one.edge_count() == other.edge_count());
}

TEST_CASE("two islands with a strait of 200 m never join") {
    const auto islands = roads({{{0, 0}, {100, 0}}, {{300, 0}, {400, 0}}});
    CHECK(built(islands, widest_tolerance_m, true).component_count() == 2);
    CHECK(code_of(islands, 200.0) == core::ErrorCode::option_value);
    CHECK(code_of(islands, -1.0) == core::ErrorCode::option_value);
    CHECK(code_of(islands, std::nan("")) == core::ErrorCode::option_value);
}

TEST_CASE("the parts of a row are lines of one road") {
    auto lines = roads({});
    lines.geometry.xy = {0, 0, 10, 0, 10, 0, 10, 10};
    lines.geometry.vertex_of_ring = {0, 2, 4};
    lines.geometry.ring_of_part = {0, 1, 2};
    lines.geometry.part_of_row = {0, 2};
    lines.geometry.kind = {geometry::Kind::multi_line_string};
    lines.geometry.has_z = {1};
    lines.geometry.has_m = {0};
    lines.geometry.z = {7, 7, 7, 7};
    lines.table.size = 1;
    const auto network = built(lines);
    CHECK(network.edge_count() == 2);
    CHECK(network.parts().road == std::vector<std::uint32_t>{0, 0});
    CHECK(network.component_count() == 1);
}

TEST_CASE("a row without a line stays, with its status and a finding") {
    auto lines = roads({{{0, 0}, {10, 0}}, {{3, 3}, {3, 3}}, {{0, 1}, {std::numeric_limits<double>::infinity(), 1}}});
    lines.geometry.append_null();
    lines.geometry.xy.insert(lines.geometry.xy.end(), {1, 1});
    lines.geometry.vertex_of_ring.push_back(lines.geometry.xy.size() / 2);
    lines.geometry.ring_of_part.push_back(lines.geometry.ring_of_part.back() + 1);
    lines.geometry.part_of_row.push_back(lines.geometry.part_of_row.back() + 1);
    lines.geometry.kind.push_back(geometry::Kind::point);
    lines.geometry.has_z.push_back(0);
    lines.geometry.has_m.push_back(0);
    lines.table.size = 5;
    const auto network = built(lines);
    CHECK(network.roads().size() == 5);
    CHECK(network.roads().status == std::vector<RoadStatus>{RoadStatus::used, RoadStatus::without_length,
                                                            RoadStatus::not_finite, RoadStatus::no_geometry,
                                                            RoadStatus::not_a_line});
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>{"LINE_WITHOUT_LENGTH",
                                                                             "COORDINATE_NOT_FINITE", "GEOMETRY_EMPTY",
                                                                             "GEOMETRY_NOT_LINE"});
}

TEST_CASE("no lines give no network, and nothing fails") {
    const auto network = built(roads({}), 1.0, true);
    CHECK(network.node_count() == 0);
    CHECK(network.component_count() == 0);
    CHECK(report_of(network).edges == 0);
}

TEST_CASE("coordinates without a system are refused, degrees with one are measured on the ellipsoid") {
    const std::vector<drawn::Line> line{{{112.0, -7.5}, {112.01, -7.5}}};
    CHECK(code_of(roads(line, nullptr)) == core::ErrorCode::crs_missing);
    const auto network = built(roads(line, "EPSG:4326"));
    // 0.01 degrees of longitude at 7.5 degrees south: 1103.7 m by GeographicLib's published series.
    CHECK(network.parts().length_m[0] == Approx(1103.7).margin(0.1));
    CHECK(network.parts().length_m[0] == geometry::geodesic_between(112.0, -7.5, 112.01, -7.5).distance_m);
}

TEST_CASE("a row whose degrees are none stays, and the network is built without it") {
    const auto network = built(roads({{{112.0, -7.5}, {112.01, -7.5}},
                                      {{112.0, -7.5}, {112.0, 97.5}},
                                      {{400.0, -7.5}, {112.01, -7.6}},
                                      {{112.01, -7.5}, {112.02, -7.5}},
                                      {{190.0, -7.5}, {190.01, -7.5}}},
                                     "EPSG:4326"));
    CHECK(network.edge_count() == 3);
    CHECK(network.roads().status == std::vector<RoadStatus>{RoadStatus::used, RoadStatus::out_of_range,
                                                            RoadStatus::out_of_range, RoadStatus::used,
                                                            RoadStatus::used});
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>(2, "COORDINATE_OUT_OF_RANGE"));
}

TEST_CASE("metres or swapped axes said to be degrees are refused with what to do") {
    const auto refusal = [](const std::vector<drawn::Line>& lines) -> core::Error {
        try {
            (void)built(roads(lines, "EPSG:4326"));
        } catch (const core::Error& error) {
            return error;
        }
        throw std::logic_error("not refused");
    };
    const auto metres = refusal({{{600000, 9170000}, {600100, 9170000}}, {{112.0, -7.5}, {500000, 9170000}}});
    CHECK(metres.code() == core::ErrorCode::crs_mismatch);
    CHECK_THAT(metres.message().en, Catch::Contains("EPSG:4326"));
    CHECK_THAT(metres.hint().en, Catch::Contains("state the right system when reading, with crs="));
    const auto swapped = refusal({{{-7.5, 112.0}, {-7.5, 112.01}}});
    CHECK(swapped.code() == core::ErrorCode::crs_mismatch);
    CHECK_THAT(swapped.hint().en, Catch::Contains("with_axes_swapped"));
}

TEST_CASE("degrees read as metres are told") {
    const std::vector<drawn::Line> line{{{112.0, -7.5}, {112.01, -7.5}}};
    CHECK(drawn::codes(built(roads(line)).parts().findings) == std::vector<std::string>{"DEGREES_AS_METRES"});
    CHECK(built(roads(line, "EPSG:4326")).parts().findings.empty());
    CHECK(built(roads({{{112.0, -7.5}, {912.01, -7.5}}})).parts().findings.empty());
}

TEST_CASE("a tolerance is in metres also where coordinates are degrees") {
    // 0.00001 degrees are 1.1 m.
    const auto lines = roads({{{112.0, -7.5}, {112.01, -7.5}}, {{112.01001, -7.5}, {112.02, -7.5}}}, "EPSG:4326");
    CHECK(built(lines, 1.0).component_count() == 2);
    const auto joined = built(lines, 1.2);
    CHECK(joined.component_count() == 1);
    CHECK(joined.parts().farthest_move_m == Approx(1.1037).margin(0.001));
}

TEST_CASE("feet are refused") {
    CHECK(code_of(roads({{{0, 0}, {10, 0}}}, "EPSG:2263")) == core::ErrorCode::degrees_refused);
}

TEST_CASE("planned roads are left out unless they are asked for, and told either way") {
    const auto lines =
        with(roads({{{0, 0}, {10, 0}}, {{10, 0}, {20, 0}}, {{20, 0}, {30, 0}}}), "STSJRN", {"2", "1", "9"});
    const auto network = built(lines, 0.0, false, {.status = "STSJRN"});
    CHECK(network.edge_count() == 2);
    CHECK(network.roads().status[1] == RoadStatus::planned);
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>{"ROAD_PLANNED", "STATUS_UNKNOWN"});
    const auto later = built(lines, 0.0, false, {.status = "STSJRN"}, PlannedRoads::open);
    CHECK(later.edge_count() == 3);
    CHECK(later.roads().has(1, is_planned));
    CHECK_FALSE(later.roads().has(1, is_waiting));
    const auto waiting = built(lines, 0.0, false, {.status = "STSJRN"}, PlannedRoads::waiting);
    CHECK(waiting.edge_count() == 3);
    CHECK(waiting.roads().status[1] == RoadStatus::used);
    CHECK(waiting.roads().has(1, is_waiting));
    CHECK_FALSE(waiting.roads().has(0, is_waiting));
}

TEST_CASE("building stops when it is cancelled") {
    const std::atomic<bool> cancel{true};
    core::Control control;
    control.cancel = &cancel;
    CHECK_THROWS_AS(network_from_lines(roads({{{0, 0}, {10, 0}}}), {}, control), core::Error);
}
