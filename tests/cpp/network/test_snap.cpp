#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/network/snap.hpp>
#include <random>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using drawn::roads;
using geometry::Places;

namespace {

Snapped snapped(const RoadNetwork& network, const std::vector<double>& xy, const SnapOptions& options = {}) {
    return Snapper(network).snap(Places::of_pairs(xy), options);
}

double slow_distance(const RoadNetwork& network, double x, double y) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t e = 0; e < network.edge_count(); ++e) {
        const auto line = network.line(e);
        for (std::size_t i = 0; i + 3 < line.size(); i += 2) {
            const double dx = line[i + 2] - line[i], dy = line[i + 3] - line[i + 1];
            double t = ((x - line[i]) * dx + (y - line[i + 1]) * dy) / (dx * dx + dy * dy);
            t = std::min(1.0, std::max(0.0, t));
            best = std::min(best, std::hypot(x - line[i] - t * dx, y - line[i + 1] - t * dy));
        }
    }
    return best;
}

}  // namespace

TEST_CASE("a point meets the nearest road at a right angle") {
    const auto network = network_from_lines(roads({{{0, 0}, {50, 0}, {100, 0}}}), {});
    const auto out = snapped(network, {25, 30});
    CHECK(out.status[0] == SnapStatus::snapped);
    CHECK(out.edge[0] == 0);
    CHECK(out.fraction[0] == 0.25);
    CHECK(out.distance_m[0] == 30.0);
    CHECK(out.component[0] == 0);
    CHECK((out.x[0] == 25.0 && out.y[0] == 0.0));
}

TEST_CASE("every point has a row, and its status says why it has no road") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}}}), {});
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    const auto out = snapped(network, {50, 10, 50, 900, nothing, 3}, {.limit_m = 500.0});
    CHECK(out.status == std::vector<SnapStatus>{SnapStatus::snapped, SnapStatus::too_far, SnapStatus::no_geometry});
    CHECK(out.distance_m[1] == 900.0);
    CHECK(out.edge[2] == -1);
    CHECK(snapped(network_from_lines(roads({}), {}), {1, 1}).status[0] == SnapStatus::no_road);
}

TEST_CASE("a point on another island is too far, however near the shore across the strait is drawn") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}}, {{300, 0}, {400, 0}}}), {});
    const auto out = snapped(network, {110, 0}, {.limit_m = 150.0, .components = {1}});
    CHECK(out.status[0] == SnapStatus::too_far);
    CHECK(out.distance_m[0] == 190.0);
    CHECK(out.component[0] == 1);
    CHECK(snapped(network, {110, 0}, {.limit_m = 150.0}).component[0] == 0);
}

TEST_CASE("small components can be left aside") {
    const auto network = network_from_lines(roads({{{0, 0}, {10, 0}}, {{0, 50}, {10, 50}}, {{10, 50}, {20, 50}}}), {});
    CHECK(snapped(network, {5, 1}, {.min_nodes = 3}).component[0] == 1);
    CHECK(snapped(network, {5, 1}, {.min_nodes = 9}).status[0] == SnapStatus::no_road);
}

TEST_CASE("roads that are closed both ways are no place to begin, and neither are ferries") {
    auto lines =
        drawn::with(roads({{{0, 0}, {10, 0}}, {{0, 5}, {10, 5}}, {{0, 9}, {10, 9}}}), "ferry", {"no", "no", "yes"});
    const auto network = network_from_lines(lines, {.columns = {.ferry = "ferry"}, .words = drawn::words()});
    const std::vector<Cost> costs{unreachable, unreachable, 7, unreachable, 7, 7};
    const auto out = snapped(network, {5, 1, 5, 9}, {.arc_costs = costs});
    CHECK(out.edge == std::vector<std::int64_t>{1, 1});
}

TEST_CASE("equally near roads give the one of the smallest number") {
    const auto network = network_from_lines(roads({{{0, 10}, {10, 10}}, {{0, -10}, {10, -10}}}), {});
    CHECK(snapped(network, {5, 0}).edge[0] == 0);
}

TEST_CASE("distances in degrees are geodesic") {
    const auto network = network_from_lines(roads({{{112.0, -7.5}, {112.0, -7.4}}}, "EPSG:4326"), {});
    const auto out = snapped(network, {112.003, -7.45});
    const double expected = geometry::geodesic_between(112.003, -7.45, 112.0, -7.45).distance_m;
    CHECK(out.distance_m[0] == Approx(expected).epsilon(1e-6));
    CHECK(out.fraction[0] == Approx(0.5).margin(1e-4));
    CHECK(snapped(network, {113.0, -7.45}).status[0] == SnapStatus::too_far);
    CHECK(snapped(network, {-60.0, 40.0}).status[0] == SnapStatus::too_far);
}

TEST_CASE("random points find what looking at every segment finds, on any number of threads") {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> place(0.0, 10'000.0);
    std::uniform_real_distribution<double> step(-200.0, 200.0);
    std::vector<drawn::Line> lines;
    for (int i = 0; i < 300; ++i) {
        drawn::Line line{{place(random), place(random)}};
        for (int k = 0; k < 40; ++k)
            line.emplace_back(line.back().first + step(random), line.back().second + step(random));
        lines.push_back(line);
    }
    const auto network = network_from_lines(roads(lines), {});
    std::vector<double> xy;
    for (int i = 0; i < 600; ++i) xy.insert(xy.end(), {place(random), place(random)});
    const Snapper snapper(network);
    core::Control one, two;
    one.threads = 1;
    two.threads = 2;
    const auto out = snapper.snap(Places::of_pairs(xy), {.limit_m = 50.0}, one);
    const auto again = snapper.snap(Places::of_pairs(xy), {.limit_m = 50.0}, two);
    CHECK(out.edge == again.edge);
    CHECK(out.fraction == again.fraction);
    for (std::size_t i = 0; i < out.size(); ++i)
        CHECK(out.distance_m[i] == Approx(slow_distance(network, xy[2 * i], xy[2 * i + 1])).epsilon(1e-9));
}

TEST_CASE("the shares of an edge add up to its cost, and one-way roads give one way only") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}}}), {});
    const auto out = snapped(network, {33, 36, 0, 5000});
    const std::vector<Cost> costs{101, unreachable};
    const auto reach = reach_costs(out, costs, 36.0);
    CHECK(reach.arrive_from[0] == 33);
    CHECK(reach.leave_to[0] == 68);
    CHECK(reach.leave_from[0] == unreachable);
    CHECK(reach.arrive_to[0] == unreachable);
    CHECK(reach.access[0] == 36);
    CHECK(reach.access[1] == unreachable);
    CHECK(reach.leave_to[1] == unreachable);
    CHECK_THROWS_AS(reach_costs(out, costs, 0.0), core::Error);
    CHECK_THROWS_AS(reach_costs(out, {}, 36.0), core::Error);
}

TEST_CASE("a place within an edge that somebody closed is lost, one at its end is not") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}}), {});
    const std::vector<Cost> open{10, 10, 10, 10};
    const std::vector<Cost> shut{unreachable, unreachable, 10, unreachable};
    auto places = snapped(network, {50, 1, 0, 1, 150, 1, 50, 900}, {.arc_costs = open});
    lose_closed(places, shut);
    CHECK(places.status == std::vector<SnapStatus>{SnapStatus::road_closed, SnapStatus::snapped, SnapStatus::snapped,
                                                   SnapStatus::too_far});
    CHECK(places.edge[0] == 0);
    CHECK(reach_costs(places, shut, 5.0).access[0] == unreachable);
    CHECK(reach_costs(places, shut, 5.0).leave_from[1] == 0);
    CHECK_THROWS_AS(lose_closed(places, std::vector<Cost>{1}), core::Error);
}

TEST_CASE("limits and components that make no sense are refused") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}}}), {});
    CHECK_THROWS_AS(snapped(network, {1, 1}, {.limit_m = -1.0}), core::Error);
    CHECK_THROWS_AS(snapped(network, {1, 1}, {.limit_m = std::nan("")}), core::Error);
    CHECK_THROWS_AS(snapped(network, {1, 1}, {.components = {4}}), core::Error);
    CHECK_THROWS_AS(snapped(network, {1, 1}, {.arc_costs = std::vector<Cost>{1}}), core::Error);
    CHECK(snapped(network, {}).size() == 0);
}
