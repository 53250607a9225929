#include <algorithm>
#include <cmath>
#include <map>
#include <petasentra/network/from_lines.hpp>
#include <petasentra/network/network_report.hpp>
#include <random>
#include <set>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using drawn::roads;

namespace {

/// From a place to the segments of a line, one after the other.
double slow_distance(double x, double y, std::span<const double> line) {
    double best = INFINITY;
    for (std::size_t i = 0; i + 3 < line.size(); i += 2) {
        const double dx = line[i + 2] - line[i], dy = line[i + 3] - line[i + 1];
        const double squared = dx * dx + dy * dy;
        const double along = squared > 0 ? ((x - line[i]) * dx + (y - line[i + 1]) * dy) / squared : 0.0;
        const double kept = std::min(1.0, std::max(0.0, along));
        best = std::min(best, std::hypot(x - line[i] - kept * dx, y - line[i + 1] - kept * dy));
    }
    return best;
}

/// Node -> distance to the nearest road that has no node in common with those at the node.
std::map<Node, double> slow_unsnapped(const RoadNetwork& network, double reach_m) {
    std::map<Node, double> out;
    const auto& parts = network.parts();
    for (Node node = 0; node < network.node_count(); ++node) {
        std::set<Node> next;
        for (std::size_t e = 0; e < network.edge_count(); ++e) {
            if (parts.from[e] == node || parts.to[e] == node) next.insert({parts.from[e], parts.to[e]});
        }
        for (std::size_t e = 0; !next.empty() && e < network.edge_count(); ++e) {
            if (next.count(parts.from[e]) + next.count(parts.to[e]) > 0) continue;
            const double metres = slow_distance(parts.node_xy[2 * node], parts.node_xy[2 * node + 1], network.line(e));
            if (metres > reach_m) continue;
            const auto [found, is_new] = out.emplace(node, metres);
            if (!is_new) found->second = std::min(found->second, metres);
        }
    }
    return out;
}

}  // namespace

TEST_CASE("every end near a road that it does not meet is a row, nearest first") {
    //  two roads meet 4 m above a third; another ends 7 m below it
    const auto network = network_from_lines(
        roads({{{0, 0}, {100, 0}}, {{50, 4}, {20, 80}}, {{50, 4}, {80, 80}}, {{30, -7}, {30, -80}}}), {});
    const auto report = report_of(network, {.reach_m = 10.0});
    REQUIRE(report.unsnapped.size() == 2);
    CHECK(report.unsnapped[0].distance_m == 4.0);
    CHECK(report.unsnapped[0].ends == 2);
    CHECK_FALSE(report.unsnapped[0].connected);
    CHECK(report.unsnapped[1].distance_m == 7.0);
    CHECK(report.unsnapped[1].ends == 1);
    CHECK(report.ends_near_roads == 1);
    const auto told = drawn::codes(report.findings);
    CHECK(std::count(told.begin(), told.end(), "END_NEAR_ROAD") == 2);
    const auto layer = unsnapped_of(report.unsnapped, network);
    CHECK(layer.size() == 2);
    CHECK(layer.table.column("feature_id").text_at(0) == "1");
    CHECK(layer.table.column("near_feature_id").text_at(0) == "0");
    CHECK(layer.geometry.vertices(0)[1] == 4.0);
    CHECK(report_of(network, {.reach_m = 0.0}).unsnapped.empty());
}

TEST_CASE("a junction beside a road that it reaches by another way is a row and no finding") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}},
                                                   {{50, 4}, {20, 80}},
                                                   {{50, 4}, {80, 80}},
                                                   {{80, 80}, {200, 80}},
                                                   {{200, 80}, {100, 0}}}),
                                            {});
    const auto report = report_of(network, {.reach_m = 10.0});
    REQUIRE(report.unsnapped.size() == 1);
    CHECK(report.unsnapped[0].connected);
    CHECK(drawn::codes(report.findings).empty());
}

TEST_CASE("a road that ends below a bridge is not near it, one on the bridge's grade is") {
    const auto lines = roads({{{0, 0}, {100, 0}}, {{50, 4}, {50, 80}}});
    const auto below = network_from_lines(drawn::with(lines, "b", {"yes", "no"}),
                                          {.columns = {.bridge = "b"}, .words = drawn::words()});
    CHECK(report_of(below).unsnapped.empty());
    const auto on_it = network_from_lines(drawn::with(lines, "b", {"yes", "yes"}),
                                          {.columns = {.bridge = "b"}, .words = drawn::words()});
    CHECK(report_of(on_it).unsnapped.size() == 1);
}

TEST_CASE("unsnapped ends are those that looking at every node and road one by one finds, on any number of threads") {
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        std::uniform_real_distribution<double> at(0.0, 100.0);
        std::vector<drawn::Line> lines;
        for (int i = 0; i < 25; ++i) lines.push_back({{at(random), at(random)}, {at(random), at(random)}});
        for (int i = 0; i < 15; ++i)
            lines.push_back({lines[static_cast<std::size_t>(i)].back(), {at(random), at(random)}});
        const auto network = network_from_lines(roads(lines), {});
        const auto found = report_of(network, {.reach_m = 6.0}, {.threads = 1}).unsnapped;
        const auto slow = slow_unsnapped(network, 6.0);
        REQUIRE(found.size() == slow.size());
        for (const auto& one : found) CHECK(one.distance_m == Approx(slow.at(one.node)));
        const auto again = report_of(network, {.reach_m = 6.0}, {.threads = 4}).unsnapped;
        for (std::size_t i = 0; i < found.size(); ++i) {
            CHECK(again[i].node == found[i].node);
            CHECK(again[i].near_edge == found[i].near_edge);
        }
    }
}
