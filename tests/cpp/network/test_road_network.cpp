#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/network/from_tables.hpp>
#include <petasentra/network/network_report.hpp>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using drawn::roads;
using layer::Column;

namespace {

layer::Table four_nodes() {
    layer::Table nodes;
    nodes.size = 4;
    nodes.add(Column::of_int64("id", std::vector<std::int64_t>{10, 20, 30, 40}));
    nodes.add(Column::of_double("x", std::vector<double>{0, 3, 3, 100}));
    nodes.add(Column::of_double("y", std::vector<double>{0, 0, 4, 100}));
    return nodes;
}

layer::Layer edges_between(const std::vector<std::int64_t>& from, const std::vector<std::int64_t>& to) {
    layer::Layer edges;
    edges.crs = geometry::Crs::from_user_input("EPSG:32749");
    edges.provenance.layer_name = "edges";
    edges.table.size = from.size();
    edges.table.add(Column::of_int64("from", from));
    edges.table.add(Column::of_int64("to", to));
    return edges;
}

core::ErrorCode refusal(const layer::Table& nodes, const layer::Layer& edges) {
    try {
        (void)network_from_tables(nodes, edges, {});
    } catch (const core::Error& error) {
        return error.code();
    }
    return core::ErrorCode::internal;
}

}  // namespace

TEST_CASE("an edge has two arcs, along it and against it") {
    const auto network = network_from_lines(roads({{{0, 0}, {1, 0}}, {{1, 0}, {2, 0}}}), {});
    const auto arcs = network.arcs();
    REQUIRE(arcs.size() == 4);
    CHECK(std::vector<Node>(arcs.tails.begin(), arcs.tails.end()) == std::vector<Node>{0, 1, 1, 2});
    CHECK(std::vector<Node>(arcs.heads.begin(), arcs.heads.end()) == std::vector<Node>{1, 0, 2, 1});
    CHECK(std::vector<std::uint32_t>(network.first_leaving().begin(), network.first_leaving().end()) ==
          std::vector<std::uint32_t>{0, 1, 3, 4});
    CHECK(std::vector<std::uint32_t>(network.leaving().begin(), network.leaving().end()) ==
          std::vector<std::uint32_t>{0, 1, 2, 3});
    CHECK(network.degree(1) == 2);
}

TEST_CASE("components are numbered by their smallest node, the largest has most nodes") {
    const auto network =
        network_from_lines(roads({{{0, 0}, {1, 0}}, {{10, 0}, {11, 0}}, {{11, 0}, {12, 0}}, {{-5, 0}, {-4, 0}}}), {});
    CHECK(std::vector<std::uint32_t>(network.component().begin(), network.component().end()) ==
          std::vector<std::uint32_t>{0, 0, 1, 1, 2, 2, 2});
    CHECK(network.largest_component() == 2);
}

TEST_CASE("parts that contradict each other are refused") {
    NetworkParts parts;
    parts.node_id = {0, 1};
    parts.node_xy = {0, 0, 1, 0};
    parts.from = {0};
    parts.to = {5};
    parts.length_m = {1.0};
    parts.road = {0};
    parts.vertex_of_edge = {0, 2};
    parts.xy = {0, 0, 1, 0};
    parts.roads.status = {RoadStatus::used};
    CHECK_THROWS_AS(RoadNetwork(parts), core::Error);
    parts.to = {1};
    CHECK_NOTHROW(RoadNetwork(parts));
    parts.length_m = {-1.0};
    CHECK_THROWS_AS(RoadNetwork(parts), core::Error);
    parts.length_m = {std::nan("")};
    CHECK_THROWS_AS(RoadNetwork(parts), core::Error);
}

TEST_CASE("tables of nodes and edges are taken as they come") {
    const auto network = network_from_tables(four_nodes(), edges_between({10, 20}, {30, 10}), {});
    CHECK(network.node_count() == 4);
    CHECK(network.parts().node_id == std::vector<std::int64_t>{10, 20, 30, 40});
    CHECK(network.parts().length_m == std::vector<double>{5.0, 3.0});
    CHECK(network.parts().from == std::vector<Node>{0, 1});
    CHECK(network.component_count() == 2);  // node 40 is alone
}

TEST_CASE("an edge to an unknown node stays a row, with its status and a finding") {
    const auto network = network_from_tables(four_nodes(), edges_between({10, 10}, {99, 20}), {});
    CHECK(network.edge_count() == 1);
    CHECK(network.roads().size() == 2);
    CHECK(network.roads().status[0] == RoadStatus::node_missing);
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>{"NODE_MISSING"});
    CHECK(network.parts().findings[0].finding.message.en.ends_with("from = 10, to = 99."));
}

TEST_CASE("stated lengths hold, negative and missing ones are findings") {
    auto edges = edges_between({10, 10, 10}, {20, 30, 20});
    edges.table.add(Column::of_double("metres", std::vector<double>{7.5, -1.0, std::nan("")}));
    const auto network = network_from_tables(four_nodes(), edges, {.length_m = "metres"});
    CHECK(network.parts().length_m == std::vector<double>{7.5});
    CHECK(network.roads().status[1] == RoadStatus::length_unusable);
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>(2, "LENGTH_UNUSABLE"));
}

TEST_CASE("a loop without length is no edge") {
    const auto network = network_from_tables(four_nodes(), edges_between({10}, {10}), {});
    CHECK(network.edge_count() == 0);
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>{"LINE_WITHOUT_LENGTH"});
}

TEST_CASE("nodes are named once, have a place, and a system") {
    auto twice = four_nodes();
    twice.columns[0] = Column::of_int64("id", std::vector<std::int64_t>{10, 10, 30, 40});
    CHECK(refusal(twice, edges_between({10}, {30})) == core::ErrorCode::duplicate_id);
    auto nowhere = four_nodes();
    nowhere.columns[1] = Column::of_double("x", std::vector<double>{0, std::nan(""), 3, 100});
    CHECK(refusal(nowhere, edges_between({10}, {30})) == core::ErrorCode::geometry_not_finite);
    auto unknown = edges_between({10}, {30});
    unknown.crs = {};
    CHECK(refusal(four_nodes(), unknown) == core::ErrorCode::crs_missing);
}

TEST_CASE("nodes may be named by text") {
    auto nodes = four_nodes();
    nodes.columns[0] = Column::of_text("id", std::vector<std::string>{"a", "b", "c", "d"});
    layer::Layer edges = edges_between({}, {});
    edges.table = {};
    edges.table.size = 1;
    edges.table.add(Column::of_text("from", std::vector<std::string>{"c"}));
    edges.table.add(Column::of_text("to", std::vector<std::string>{"b"}));
    const auto network = network_from_tables(nodes, edges, {});
    CHECK(network.parts().node_name[2] == "c");
    CHECK(network.parts().from[0] == 2);
    CHECK(network.parts().length_m[0] == 4.0);
}

TEST_CASE("the report counts components, dead ends, loops, duplicates and classes") {
    auto lines =
        roads({{{0, 0}, {10, 0}}, {{10, 0}, {0, 0}}, {{50, 0}, {60, 0}, {60, 9}, {50, 0}}, {{10, 0}, {30, 0}}});
    lines = drawn::with(lines, "kelas", {"lokal", "lokal", "arteri", ""});
    const auto report = report_of(network_from_lines(lines, {.columns = {.road_class = "kelas"}}));
    CHECK(report.edges == 4);
    CHECK(report.components.size() == 2);
    CHECK(report.components[0].nodes == 3);
    CHECK(report.components[0].length_km == Approx(0.04));
    CHECK(report.dead_ends == 1);
    CHECK(report.loops == 1);
    CHECK(report.duplicates == 1);
    REQUIRE(report.classes.size() == 3);
    CHECK(report.classes[0].road_class == "arteri");
    CHECK(report.classes[0].length_km == Approx((10 + 9 + std::sqrt(181.0)) / 1000.0));
}

TEST_CASE("a dead end near a road that it does not meet is told with its distance") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}}, {{50, 4}, {50, 90}}}), {});
    const auto report = report_of(network, {.reach_m = 10.0});
    CHECK(report.ends_near_roads == 1);
    REQUIRE(drawn::codes(report.findings) == std::vector<std::string>{"END_NEAR_ROAD", "ROAD_ISLAND"});
    CHECK(report.findings[0].finding.measure == Approx(4.0));
    CHECK(report.findings[0].x == 50.0);
    CHECK(report_of(network, {.reach_m = 3.0}).ends_near_roads == 0);
    CHECK_THROWS_AS(report_of(network, {.reach_m = -1.0}), core::Error);
}

TEST_CASE("the road of the next junction is not near an end") {
    const auto network = network_from_lines(roads({{{0, 0}, {50, 0}}, {{50, 0}, {100, 0}}, {{50, 0}, {50, 5}}}), {});
    CHECK(report_of(network, {.reach_m = 10.0}).ends_near_roads == 0);
}

TEST_CASE("findings are a layer of points in both languages") {
    const auto network = network_from_lines(roads({{{0, 0}, {100, 0}}, {{50, 4}, {50, 90}}}), {});
    const auto layer = findings_of(report_of(network).findings, network.parts().crs);
    REQUIRE(layer.size() == 2);
    CHECK(layer.table.column("code").text_at(0) == "END_NEAR_ROAD");
    CHECK_FALSE(layer.table.column("message_id").text_at(0)->empty());
    CHECK_FALSE(layer.table.column("message_en").text_at(0)->empty());
    CHECK(layer.geometry.vertices(0)[1] == 4.0);
}
