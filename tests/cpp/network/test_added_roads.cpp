// Roads that are added to a network: where they meet it, and that opening them is as if they had always been there.
#include <catch.hpp>
#include <map>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/network/added_roads.hpp>
#include <petasentra/network/arc_costs.hpp>
#include <petasentra/network/contraction_order.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <petasentra/network/customise.hpp>
#include <random>

#include "drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using drawn::roads;

namespace {

RoadNetwork with(const RoadNetwork& base, const layer::Layer& lines, double tolerance_m = 0.0, bool crossings = false,
                 RoadColumns columns = {}) {
    return with_roads(
        base, lines,
        {.columns = std::move(columns), .words = drawn::words(), .crossings = crossings, .tolerance_m = tolerance_m});
}

RoadNetwork of(const layer::Layer& lines, RoadColumns columns = {}, bool crossings = false) {
    return network_from_lines(lines, {.columns = std::move(columns), .words = drawn::words(), .crossings = crossings});
}

/// Tenths of metres along every arc; nothing where the road waits and is not opened.
std::vector<Cost> decimetres(const RoadNetwork& network, bool opened) {
    std::vector<Cost> out;
    for (std::size_t edge = 0; edge < network.edge_count(); ++edge) {
        const bool closed = !opened && network.roads().has(network.parts().road[edge], is_waiting);
        out.insert(out.end(), 2,
                   closed ? unreachable : static_cast<Cost>(std::lround(10 * network.parts().length_m[edge])));
    }
    return out;
}

std::vector<Cost> matrix(const RoadNetwork& network, const Hierarchy& hierarchy, const std::vector<Node>& nodes,
                         bool opened) {
    const auto metric = customise(hierarchy, decimetres(network, opened));
    const auto found = cost_matrix(hierarchy, metric, nodes, nodes);
    return {found.costs.begin(), found.costs.end()};
}

std::vector<double> lengths(const RoadNetwork& network) {
    return network.parts().length_m;
}

}  // namespace

TEST_CASE("an added road meets a node, and cuts the edge on which it ends") {
    const auto base = of(roads({{{0, 0}, {100, 0}}, {{100, 0}, {100, 100}}}));
    const auto made = with(base, roads({{{40, 0.2}, {40, 50}, {100.3, 100}}}), 0.5);
    CHECK(made.node_count() == 4);
    CHECK(made.edge_count() == 4);
    CHECK(made.component_count() == 1);
    CHECK(lengths(made)[0] == Approx(40.0));
    CHECK(lengths(made)[1] == Approx(100.0));
    CHECK(lengths(made)[2] == Approx(60.0));  // the second piece of edge 0 comes behind the others
    CHECK(made.parts().from[2] == made.parts().to[0]);
    CHECK(made.parts().to[2] == base.parts().to[0]);
    CHECK(made.roads().has(made.parts().road[3], is_waiting));
    CHECK_FALSE(made.roads().has(made.parts().road[2], is_waiting));
    CHECK(made.parts().to[3] == base.parts().to[1]);
    CHECK(drawn::codes(made.parts().findings) == std::vector<std::string>{"END_SNAPPED", "END_SNAPPED"});
    CHECK(made.parts().farthest_move_m == Approx(0.3));
    for (std::size_t node = 0; node < 2 * base.node_count(); ++node)
        CHECK(made.parts().node_xy[node] == base.parts().node_xy[node]);
}

TEST_CASE("an added road beyond the tolerance meets nothing") {
    const auto base = of(roads({{{0, 0}, {100, 0}}}));
    const auto made = with(base, roads({{{40, 0.6}, {40, 50}}}), 0.5);
    CHECK(made.component_count() == 2);
    CHECK(made.edge_count() == 2);
    CHECK(with(base, roads({{{40, 0.0005}, {40, 50}}})).component_count() == 1);  // a millimetre is no gap
}

TEST_CASE("an added road takes dead ends with it, and crosses only if it may") {
    const auto base = of(roads({{{0, 0}, {0, 49.7}}, {{50, 0}, {50, 100}}}));
    const auto across = roads({{{-50, 50}, {150, 50}}});
    const auto made = with(base, across, 0.5);
    CHECK(made.component_count() == 2);
    CHECK(made.edge_count() == 4);  // two of the base, two of the added road
    CHECK(drawn::codes(made.parts().findings) == std::vector<std::string>{"END_SNAPPED"});
    const auto crossing = with(base, across, 0.5, true);
    CHECK(crossing.component_count() == 1);
    CHECK(crossing.edge_count() == 6);
    CHECK(with(base, across, 0.0).component_count() == 3);
}

TEST_CASE("a road added across a junction meets it where crossings do, to a millimetre") {
    const auto base = of(roads({{{-100, 0}, {0, 0}}, {{0, 0}, {100, 0}}, {{0, 0}, {0, 90}}}));
    const auto across = roads({{{-50, -50.0004}, {50, 49.9996}}});
    CHECK(with(base, across).component_count() == 2);
    const auto made = with(base, across, 0.0, true);
    CHECK(made.component_count() == 1);
    CHECK(made.edge_count() == 5);
    CHECK(made.degree(made.parts().to[0]) == 5);
    CHECK(made.parts().findings.empty());
}

TEST_CASE("bridges of the network are met at their ends only, and ferries not within") {
    const auto base = of(drawn::with(roads({{{0, 0}, {100, 0}}}), "jembatan", {"ya"}), {.bridge = "jembatan"});
    CHECK(with(base, roads({{{50, 0}, {50, 50}}}), 1.0).component_count() == 2);
    CHECK(with(base, roads({{{100, 0.5}, {100, 50}}}), 1.0).component_count() == 1);
    CHECK(with(base, roads({{{50, -50}, {50, 50}}}), 1.0, true).component_count() == 2);
    const auto ferry = of(drawn::with(roads({{{0, 0}, {100, 0}}}), "feri", {"ya"}), {.ferry = "feri"});
    CHECK(with(ferry, roads({{{50, 0}, {50, 50}}}), 1.0).component_count() == 2);
}

TEST_CASE("edges that cross without meeting stay so when an added road crosses both") {
    const auto base = of(roads({{{0, 0}, {100, 0}}, {{50, -50}, {50, 50}}}));
    CHECK(base.component_count() == 2);
    const auto made = with(base, roads({{{20, -50}, {20, 50}}}), 0.0, true);
    CHECK(made.component_count() == 2);
    CHECK(made.edge_count() == 5);
}

TEST_CASE("classes of the added roads join those of the network") {
    const auto base = of(drawn::with(roads({{{0, 0}, {100, 0}}}), "kelas", {"lokal"}), {.road_class = "kelas"});
    const auto made =
        with(base, drawn::with(roads({{{100, 0}, {200, 0}}}), "k", {"arteri"}), 0.0, false, {.road_class = "k"});
    CHECK(made.roads().class_words == std::vector<std::string>{"arteri", "lokal"});
    CHECK(made.roads().road_class == std::vector<std::uint32_t>{1, 0});
    CHECK(made.roads().size() == 2);
}

TEST_CASE("other systems, none, and tolerances too wide are refused") {
    const auto base = of(roads({{{0, 0}, {100, 0}}}));
    const auto code = [&](const layer::Layer& lines, double tolerance_m) {
        try {
            static_cast<void>(with(base, lines, tolerance_m));
        } catch (const core::Error& error) {
            return error.code();
        }
        return core::ErrorCode::internal;
    };
    CHECK(code(roads({{{0, 0}, {1, 1}}}, "EPSG:4326"), 0.0) == core::ErrorCode::crs_mismatch);
    CHECK(code(roads({{{0, 0}, {1, 1}}}, nullptr), 0.0) == core::ErrorCode::crs_missing);
    CHECK(code(roads({{{0, 0}, {1, 1}}}), 51.0) == core::ErrorCode::option_value);
}

TEST_CASE("nothing added is the network as it was") {
    const auto base = of(roads({{{0, 0}, {100, 0}}, {{100, 0}, {100, 100}}}));
    const auto made = with(base, roads({}), 1.0, true);
    CHECK(made.parts().xy == base.parts().xy);
    CHECK(made.parts().from == base.parts().from);
    CHECK(made.parts().length_m == base.parts().length_m);
}

TEST_CASE("added and opened is as if it had always been there; added and closed changes nothing") {
    std::mt19937 random(7);
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    // Lines along a grid of 10 m, with a vertex at each of its places, so that every length is a whole number.
    const auto line = [&] {
        int x = below(9);
        int y = below(9);
        drawn::Line out{{10.0 * x, 10.0 * y}};
        for (int steps = 1 + below(6); steps > 0; --steps) {
            (below(2) == 0 ? x : y) += below(2) == 0 ? 1 : -1;
            out.emplace_back(10.0 * x, 10.0 * y);
        }
        return out;
    };
    for (int round = 0; round < 60; ++round) {
        std::vector<drawn::Line> there(12);
        std::vector<drawn::Line> more(static_cast<std::size_t>(1 + below(5)));
        for (auto& one : there) one = line();
        for (auto& one : more) one = line();
        auto both = there;
        both.insert(both.end(), more.begin(), more.end());
        for (const bool crossings : {false, true}) {
            const auto base = of(roads(there), {}, crossings);
            const auto made = with(base, roads(more), 0.0, crossings);
            std::vector<Node> nodes(base.node_count());
            std::iota(nodes.begin(), nodes.end(), Node{0});
            const auto old_shape = build_hierarchy(base.arcs());
            const auto shape = build_hierarchy(made.arcs(), order_with_more(old_shape, made.arcs()));
            CHECK(matrix(made, shape, nodes, false) == matrix(base, old_shape, nodes, false));
            if (!crossings)
                continue;  // roads that share a place and do not meet stay apart; anew they might meet there

            const auto anew = of(roads(both), {}, true);
            CHECK(made.edge_count() == anew.edge_count());
            CHECK(made.component_count() == anew.component_count());
            std::map<std::pair<double, double>, Node> place;
            for (Node node = 0; node < anew.node_count(); ++node)
                place[{anew.parts().node_xy[2 * node], anew.parts().node_xy[2 * node + 1]}] = node;
            std::vector<Node> same;
            nodes.resize(made.node_count());
            std::iota(nodes.begin(), nodes.end(), Node{0});
            for (const auto node : nodes)
                same.push_back(place.at({made.parts().node_xy[2 * node], made.parts().node_xy[2 * node + 1]}));
            CHECK(matrix(made, shape, nodes, true) == matrix(anew, build_hierarchy(anew.arcs()), same, true));
        }
    }
}

TEST_CASE("an added road that ends where two roads pass each other does not join the two") {
    const auto base = of(roads({{{0, 0}, {50, 0}, {100, 0}}, {{50, -50}, {50, 0}, {50, 50}}}));
    CHECK(base.component_count() == 2);
    const auto made = with(base, roads({{{50, 0}, {80, 80}}}));
    CHECK(made.component_count() == 2);
    CHECK(made.edge_count() == 4);
}

TEST_CASE("an order is kept for a few new nodes, and looked for anew for many") {
    std::vector<drawn::Line> there;
    for (int x = 0; x <= 120; ++x) there.push_back({{10.0 * x, 0.0}, {10.0 * x, 30.0}});
    there.push_back({{0, 0}, {1200, 0}});
    const auto base = of(roads(there), {}, true);
    const auto old_shape = build_hierarchy(base.arcs());
    for (const double end : {305.0, 1195.0}) {
        const auto made = with(base, roads({{{-5, 15}, {end, 15}}}), 0.0, true);
        const auto order = order_with_more(old_shape, made.arcs());
        const std::vector<Node> kept(old_shape.node_at.begin(), old_shape.node_at.end());
        const bool keeps = std::equal(kept.rbegin(), kept.rend(), order.rbegin());
        CHECK(keeps == (made.node_count() - base.node_count() <= few_new_nodes));
        CHECK(order.size() == made.node_count());
        CHECK(keeps == (end < 1000.0));
        std::vector<Node> nodes(made.node_count());
        std::iota(nodes.begin(), nodes.end(), Node{0});
        CHECK(matrix(made, build_hierarchy(made.arcs(), order), nodes, true) ==
              matrix(made, build_hierarchy(made.arcs()), nodes, true));
    }
}

TEST_CASE("an order is only kept for more nodes than there were") {
    const auto base = of(roads({{{0, 0}, {100, 0}}, {{100, 0}, {100, 100}}}));
    const auto small = of(roads({{{0, 0}, {100, 0}}}));
    CHECK_THROWS_AS(order_with_more(build_hierarchy(base.arcs()), small.arcs()), core::Error);
}
