#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/network/arc_costs.hpp>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using Use = ClassSpeed::Use;

namespace {

/// Roads of 100 m in a row, one a value of the column.
RoadNetwork row_of_roads(const std::string& column, const std::vector<std::string>& values, RoadColumns columns) {
    std::vector<drawn::Line> lines;
    for (std::size_t i = 0; i < values.size(); ++i)
        lines.push_back({{100.0 * static_cast<double>(i), 0.0}, {100.0 * static_cast<double>(i + 1), 0.0}});
    return network_from_lines(drawn::with(drawn::roads(lines), column, values),
                              {.columns = std::move(columns), .words = drawn::words()});
}

CostOptions at(double km_per_h) {
    CostOptions options;
    options.without_class = {Use::open, km_per_h};
    return options;
}

}  // namespace

TEST_CASE("time is length by speed in tenths of a second") {
    const auto network = row_of_roads("a", {""}, {});
    CHECK(arc_costs(network, at(36.0)).cost == std::vector<Cost>{100, 100});  // 10 m/s
    CHECK(arc_costs(network, at(50.0)).cost == std::vector<Cost>{72, 72});    // 7.2 s
    CHECK(arc_costs(network, at(1e9)).cost == std::vector<Cost>{1, 1});
    CHECK(arc_costs(network, at(1e-9)).state[0] == ArcState::too_long);
}

TEST_CASE("a one-way road is closed against its direction, except to those who need not mind it") {
    const auto network = row_of_roads("a", {"yes", "-1", "none", "no"}, {.one_way = "a"});
    auto options = at(36.0);
    const auto costs = arc_costs(network, options);
    CHECK(costs.cost == std::vector<Cost>{100, unreachable, unreachable, 100, unreachable, unreachable, 100, 100});
    CHECK(costs.edges[static_cast<std::size_t>(ArcState::one_way)] == 3);
    options.one_way = false;
    const auto walking = arc_costs(network, options).cost;
    CHECK(walking == std::vector<Cost>{100, 100, 100, 100, unreachable, unreachable, 100, 100});
}

TEST_CASE("a class without speed and a closed class are told apart") {
    const auto network = row_of_roads("a", {"arteri", "lokal", "setapak"}, {.road_class = "a"});
    CostOptions options;
    options.classes = {{Use::open, 36.0}, {}, {Use::closed, 0.0}};
    const auto costs = arc_costs(network, options);
    CHECK(costs.state[0] == ArcState::open);
    CHECK(costs.state[2] == ArcState::class_unknown);
    CHECK(costs.state[4] == ArcState::class_closed);
    CHECK(costs.edges[static_cast<std::size_t>(ArcState::class_unknown)] == 1);
}

TEST_CASE("negative, zero and NaN speeds are errors that name the class") {
    const auto network = row_of_roads("a", {"lokal"}, {.road_class = "a"});
    for (const double speed : {-5.0, 0.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
        CostOptions options;
        options.classes = {{Use::open, speed}};
        try {
            (void)arc_costs(network, options);
            FAIL("no error");
        } catch (const core::Error& error) {
            CHECK(error.code() == core::ErrorCode::speed_unusable);
            CHECK(error.place().feature == "lokal");
        }
    }
}

TEST_CASE("weight, axle and width meet the limits, and a limit that is just reached holds no one back") {
    const auto network = row_of_roads("a", {"8", "10", ""}, {.axle_limit_t = "a"});
    auto options = at(36.0);
    options.axle_load_t = 8.0;
    CHECK(arc_costs(network, options).edges[static_cast<std::size_t>(ArcState::axle_limit)] == 0);
    options.axle_load_t = 8.1;
    CHECK(arc_costs(network, options).edges[static_cast<std::size_t>(ArcState::axle_limit)] == 1);
    const auto bridges = row_of_roads("a", {"8", "20"}, {.weight_limit_t = "a"});
    options = at(36.0);
    options.weight_t = 12.0;
    CHECK(arc_costs(bridges, options).state[0] == ArcState::weight_limit);
    CHECK(arc_costs(bridges, options).state[2] == ArcState::open);
    const auto lanes = row_of_roads("a", {"2", "4"}, {.width_m = "a"});
    options = at(36.0);
    options.width_m = 2.5;
    CHECK(arc_costs(lanes, options).state[0] == ArcState::width);
}

TEST_CASE("a season that goes over the turn of the year closes both its ends") {
    const auto network = row_of_roads("a", {"11-01/03-31", "06-01/06-30", ""}, {.closed = "a"});
    auto options = at(36.0);
    const auto states = [&](int day) {
        options.day = static_cast<std::uint16_t>(day);
        const auto costs = arc_costs(network, options);
        return std::pair(costs.state[0] == ArcState::season, costs.state[2] == ArcState::season);
    };
    CHECK(states(1031) == std::pair(false, false));
    CHECK(states(1101) == std::pair(true, false));
    CHECK(states(101) == std::pair(true, false));
    CHECK(states(331) == std::pair(true, false));
    CHECK(states(401) == std::pair(false, false));
    CHECK(states(615) == std::pair(false, true));
    options.day.reset();
    CHECK(arc_costs(network, options).state[0] == ArcState::day_unknown);
}

TEST_CASE("a ferry takes its duration and waits once, however many pieces it has") {
    auto lines = drawn::roads({{{0, 0}, {600, 0}, {1000, 0}}, {{600, 0}, {600, 50}}});
    lines = drawn::with(drawn::with(lines, "ferry", {"yes", "no"}), "duration", {"0:10", ""});
    const auto network =
        network_from_lines(lines, {.columns = {.ferry = "ferry", .duration = "duration"}, .words = drawn::words()});
    auto options = at(36.0);
    options.ferry_km_per_h = 20.0;
    options.ferry_waiting_s = 600.0;
    const auto costs = arc_costs(network, options);
    REQUIRE(network.edge_count() == 3);
    CHECK(costs.cost[0] == 7200);  // 600 of 1000 m of 20 minutes
    CHECK(costs.cost[2] == 4800);
    options.ferry_km_per_h = 0.0;
    CHECK(arc_costs(network, options).state[0] == ArcState::class_closed);
}

TEST_CASE("private roads are closed where the options say so, speed limits hold below the class") {
    const auto network = row_of_roads("a", {"private", "", "yes"}, {.access = "a"});
    auto options = at(36.0);
    options.no_access = {1, 0};  // private, yes
    CHECK(arc_costs(network, options).state[0] == ArcState::access);
    CHECK(arc_costs(network, options).state[4] == ArcState::open);
    const auto limited = row_of_roads("a", {"18", "90"}, {.speed_limit = "a"});
    CHECK(arc_costs(limited, at(36.0)).cost == std::vector<Cost>{200, 200, 100, 100});
}

TEST_CASE("a road that waits is closed until it is opened, and then like any other") {
    const auto lines = drawn::with(drawn::roads({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}}), "a", {"1", "2"});
    const auto network = network_from_lines(
        lines, {.columns = {.status = "a"}, .words = drawn::words(), .planned = PlannedRoads::waiting});
    auto options = at(36.0);
    const auto waiting = arc_costs(network, options);
    CHECK(waiting.cost == std::vector<Cost>{unreachable, unreachable, 100, 100});
    CHECK(waiting.edges[static_cast<std::size_t>(ArcState::planned)] == 1);
    CHECK(std::string(to_string(waiting.state[0])) == "planned");
    options.waiting = true;
    CHECK(arc_costs(network, options).cost == std::vector<Cost>{100, 100, 100, 100});
}

TEST_CASE("options of another network are refused") {
    const auto network = row_of_roads("a", {"lokal"}, {.road_class = "a"});
    CHECK_THROWS_AS(arc_costs(network, at(36.0)), core::Error);
    auto options = at(36.0);
    options.classes = {{Use::open, 36.0}};
    options.weight_t = -1.0;
    CHECK_THROWS_AS(arc_costs(network, options), core::Error);
}
