// Where several roads end and a tolerance joins them to another: the whole place moves, nobody is folded, and the order of
// the rows decides nothing.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/network/from_lines.hpp>
#include <petasentra/network/network_report.hpp>
#include <random>
#include <set>
#include <tuple>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using drawn::roads;

namespace {

RoadNetwork joined(const layer::Layer& lines, double tolerance_m) {
    return network_from_lines(lines, {.words = drawn::words(), .tolerance_m = tolerance_m});
}

/// Every edge as its road and its vertices.
using Drawing = std::multiset<std::pair<std::string, std::vector<double>>>;
Drawing drawing_of(const RoadNetwork& network) {
    Drawing out;
    for (std::size_t e = 0; e < network.edge_count(); ++e) {
        const auto line = network.line(e);
        out.emplace(network.roads().id[network.parts().road[e]], std::vector<double>(line.begin(), line.end()));
    }
    return out;
}

}  // namespace

TEST_CASE("a place where two roads end moves as a whole to a third beside it") {
    const auto network = joined(roads({{{0, 0}, {100, 0}}, {{50, 1}, {20, 80}}, {{50, 1}, {80, 80}}}), 2.0);
    CHECK(network.component_count() == 1);
    CHECK(network.edge_count() == 4);
    CHECK(network.parts().ends_moved == 2);
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>(2, "END_SNAPPED"));
    for (const auto& one : network.parts().findings) CHECK(one.finding.measure == 1.0);
}

TEST_CASE("a closed road moves with both its ends") {
    const auto network = joined(roads({{{0, 0}, {100, 0}}, {{50, 1}, {40, 30}, {60, 30}, {50, 1}}}), 2.0);
    CHECK(network.component_count() == 1);
    CHECK(network.parts().ends_moved == 2);
}

TEST_CASE("a junction on a line stays there, whatever passes beside it") {
    const auto lines = roads({{{0, 0}, {50, 0}, {100, 0}}, {{50, 0}, {50, 80}}, {{0, -1}, {100, -1}}});
    const auto network = joined(lines, 2.0);
    CHECK(network.parts().t_junctions == 1);
    CHECK(network.parts().node_xy.size() / 2 >= 4);
}

TEST_CASE("no line is folded onto itself: a short one keeps the end apart that has farther to go") {
    //  a stub of half a metre on a road, a line across it, and one beside it
    const auto stub = joined(roads({{{0, 0}, {50, 0}, {100, 0}}, {{50, 0}, {50, 0.5}}}), 1.0);
    CHECK(stub.edge_count() == 3);
    const auto across = joined(roads({{{0, 0}, {100, 0}}, {{50, 0.9}, {50, -0.6}}}), 1.0);
    CHECK(across.edge_count() == 3);
    CHECK(across.component_count() == 1);
    CHECK(across.parts().farthest_move_m == Approx(0.6));
    const auto beside = joined(roads({{{0, 0}, {100, 0}}, {{50, 0.2}, {50, 0.7}}}), 1.0);
    CHECK(beside.edge_count() == 3);
    CHECK(beside.component_count() == 1);
    CHECK(beside.parts().farthest_move_m == Approx(0.2));
}

TEST_CASE("of two lines equally near, an end takes the smaller place, whatever the order of the rows") {
    const std::vector<drawn::Line> lines{{{0, 1}, {100, 1}}, {{0, -1}, {100, -1}}, {{50, 0}, {50, 300}}};
    const auto one = joined(roads(lines), 1.5);
    const auto other = joined(roads({lines[1], lines[0], lines[2]}), 1.5);
    CHECK(one.parts().node_xy == other.parts().node_xy);
    CHECK(one.parts().findings.size() == 1);
    CHECK(drawing_of(one).count({"2", {50, -1, 50, 300}}) == 1);
}

TEST_CASE("shuffled rows give the same joined network, and no road is lost") {
    std::mt19937 random(20261123);
    for (int round = 0; round < 60; ++round) {
        // Ends on a coarse grid, so that many stand at one place, near each other, or equally near to two lines.
        std::uniform_int_distribution<int> at(0, 24);
        std::vector<drawn::Line> lines;
        std::vector<std::string> ids;
        while (lines.size() < 30) {
            const std::pair<double, double> a{at(random) * 0.5, at(random) * 0.5},
                b{at(random) * 0.5, at(random) * 0.5};
            if (a == b) continue;
            lines.push_back({a, b});
            ids.push_back("jalan " + std::to_string(lines.size()));
        }
        std::vector<std::size_t> order(lines.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto in_order = [&] {
            std::vector<drawn::Line> chosen;
            std::vector<std::string> names;
            for (const auto i : order) {
                chosen.push_back(lines[i]);
                names.push_back(ids[i]);
            }
            return network_from_lines(drawn::with(roads(chosen), "id", names),
                                      {.columns = {.id = "id"}, .words = drawn::words(), .tolerance_m = 0.5});
        };
        const auto first = in_order();
        std::set<std::uint32_t> with_edge(first.parts().road.begin(), first.parts().road.end());
        CHECK(with_edge.size() == lines.size());
        for (int again = 0; again < 3; ++again) {
            std::shuffle(order.begin(), order.end(), random);
            const auto other = in_order();
            REQUIRE(drawing_of(other) == drawing_of(first));
            CHECK(other.parts().ends_moved == first.parts().ends_moved);
            CHECK(other.parts().node_xy == first.parts().node_xy);
        }
    }
}

TEST_CASE("roads in Web Mercator are as long as on the ellipsoid, and so are tolerances, reaches and moves") {
    const std::vector<drawn::Line> lines{{{112.0, -7.5}, {112.01, -7.5}}, {{112.01001, -7.5}, {112.01001, -7.49}}};
    const auto degrees = roads(lines, "EPSG:4326");
    for (const char* code : {"EPSG:3857", "EPSG:3395", "EPSG:32747"}) {
        auto flat = degrees;
        flat.crs = geometry::Crs::from_user_input(code);
        flat.geometry = geometry::transform(degrees.geometry, degrees.crs, flat.crs);
        const auto network = joined(flat, 1.2);
        const auto wanted = joined(degrees, 1.2);
        CHECK(network.component_count() == 1);
        CHECK(network.parts().farthest_move_m == Approx(wanted.parts().farthest_move_m).epsilon(1e-6));
        for (std::size_t e = 0; e < network.edge_count(); ++e)
            CHECK(network.parts().length_m[e] == Approx(wanted.parts().length_m[e]).epsilon(1e-6));
        // 1.1037 m of ground are 1.113 m of Web Mercator.
        CHECK(joined(flat, 1.1).component_count() == 2);
        const auto report = report_of(joined(flat, 0.0), {.reach_m = 1.108});
        CHECK(report.ends_near_roads == 2);
    }
}

TEST_CASE("roads in their UTM zone are measured in its plane, as ever") {
    const auto network = joined(roads({{{500'000, 9'000'000}, {501'000, 9'000'000}}}), 0.0);
    CHECK(network.parts().length_m == std::vector<double>{1000.0});
}
