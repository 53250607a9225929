#include <algorithm>
#include <petasentra/network/from_tables.hpp>
#include <petasentra/network/network_report.hpp>
#include <petasentra/network/snap.hpp>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;
using layer::Column;

namespace {

/// Node 1 in the west, node 2 1,000 m east of it, node 3 1,000 m north of that.
layer::Table corner() {
    layer::Table nodes;
    nodes.size = 3;
    nodes.add(Column::of_int64("id", std::vector<std::int64_t>{1, 2, 3}));
    nodes.add(Column::of_double("x", std::vector<double>{0, 1000, 1000}));
    nodes.add(Column::of_double("y", std::vector<double>{0, 0, 1000}));
    return nodes;
}

layer::Layer edge_drawn(const std::vector<drawn::Line>& parts, std::int64_t from = 1, std::int64_t to = 2) {
    layer::Layer edges;
    edges.crs = geometry::Crs::from_user_input("EPSG:32749");
    edges.provenance.layer_name = "edges";
    edges.table.size = 1;
    edges.table.add(Column::of_int64("from", std::vector<std::int64_t>{from}));
    edges.table.add(Column::of_int64("to", std::vector<std::int64_t>{to}));
    auto& column = edges.geometry;
    for (const auto& part : parts) {
        for (const auto& [x, y] : part) column.xy.insert(column.xy.end(), {x, y});
        column.vertex_of_ring.push_back(column.xy.size() / 2);
        column.ring_of_part.push_back(column.ring_of_part.back() + 1);
    }
    column.part_of_row.push_back(parts.size());
    column.kind.push_back(parts.size() == 1 ? geometry::Kind::line_string : geometry::Kind::multi_line_string);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
    return edges;
}

RoadNetwork built(const layer::Layer& edges, const std::string& length_m = {}) {
    return network_from_tables(corner(), edges, {.length_m = length_m});
}

std::vector<double> line_of(const RoadNetwork& network) {
    const auto line = network.line(0);
    return {line.begin(), line.end()};
}

}  // namespace

TEST_CASE("a line drawn against its nodes is turned round, and told") {
    const auto network = built(edge_drawn({{{1000, 0}, {900, 300}, {0, 0}}}));
    CHECK(line_of(network) == std::vector<double>{0, 0, 900, 300, 1000, 0});
    CHECK(drawn::codes(network.parts().findings) == std::vector<std::string>{"EDGE_TURNED"});
    CHECK(network.roads().status[0] == RoadStatus::used);
    // A place near node 1 lies at the beginning of the edge from node 1.
    const std::vector<double> x{95.0}, y{30.0};
    const auto snapped = Snapper(network).snap({x.data(), y.data(), 1, 1, 1}, {});
    CHECK(snapped.fraction[0] < 0.2);
}

TEST_CASE("a line drawn from node to node, to the last digit or within a metre, is taken as it is") {
    const auto network = built(edge_drawn({{{0.4, 0}, {900, 300}, {1000, 0.4}}}));
    CHECK(line_of(network) == std::vector<double>{0.4, 0, 900, 300, 1000, 0.4});
    CHECK(network.parts().findings.empty());
}

TEST_CASE("the ends of a line beside its nodes are moved to them, and the distance is told") {
    const auto network = built(edge_drawn({{{1000, 30}, {900, 300}, {0, 0}}}));
    CHECK(line_of(network) == std::vector<double>{0, 0, 900, 300, 1000, 0});
    CHECK(network.parts().length_m[0] == Approx(std::hypot(900, 300) + std::hypot(100, 300)));
    REQUIRE(drawn::codes(network.parts().findings) == std::vector<std::string>{"EDGE_TURNED", "EDGE_END_MOVED"});
    CHECK(network.parts().findings[1].finding.measure == 30.0);
}

TEST_CASE("a line elsewhere is not used: its edge is straight, keeps what it states, and the distance is told") {
    auto edges = edge_drawn({{{0, 500}, {500, 700}, {1000, 500}}});
    const auto network = built(edges);
    CHECK(line_of(network) == std::vector<double>{0, 0, 1000, 0});
    CHECK(network.parts().length_m == std::vector<double>{1000.0});
    CHECK(network.roads().status[0] == RoadStatus::line_unused);
    REQUIRE(drawn::codes(network.parts().findings) == std::vector<std::string>{"EDGE_LINE_ELSEWHERE"});
    CHECK(network.parts().findings[0].finding.measure == 500.0);
    CHECK(report_of(network).rows_used == 1);
    edges.table.add(Column::of_double("m", std::vector<double>{1234.0}));
    CHECK(built(edges, "m").parts().length_m == std::vector<double>{1234.0});
}

TEST_CASE("a line in degrees at nodes in metres is a line elsewhere") {
    const auto network = built(edge_drawn({{{112.0, -7.5}, {112.1, -7.5}}}));
    CHECK(network.roads().status[0] == RoadStatus::line_unused);
    CHECK(network.parts().length_m == std::vector<double>{1000.0});
}

TEST_CASE("a line that lies nowhere on earth is a line elsewhere, also where metres are those of Web Mercator") {
    auto nodes = corner();
    nodes.columns[1] = Column::of_double("x", std::vector<double>{12'500'000, 12'501'000, 12'501'000});
    nodes.columns[2] = Column::of_double("y", std::vector<double>{-837'500, -837'500, -836'500});
    auto edges = edge_drawn({{{1e300, 1e300}, {2e300, 1e300}}});
    edges.crs = geometry::Crs::from_user_input("EPSG:3857");
    const auto network = network_from_tables(nodes, edges, {});
    CHECK(network.roads().status[0] == RoadStatus::line_unused);
    CHECK(network.parts().length_m[0] == Approx(991.5).margin(0.5));
}

TEST_CASE("parts that join end to end are one line, in whatever order and direction they are drawn") {
    const std::vector<double> whole{0, 0, 300, 0, 600, 100, 800, 0, 1000, 0};
    const drawn::Line west{{0, 0}, {300, 0}}, middle{{300, 0}, {600, 100}, {800, 0}}, east{{800, 0}, {1000, 0}};
    const auto back = [](drawn::Line line) {
        std::reverse(line.begin(), line.end());
        return line;
    };
    for (const auto& parts : {std::vector{west, middle, east}, std::vector{east, back(middle), west},
                              std::vector{middle, back(east), back(west)}}) {
        const auto network = built(edge_drawn(parts));
        CHECK(line_of(network) == whole);
        CHECK(network.parts().findings.empty());
        CHECK(network.parts().length_m[0] == Approx(500 + std::hypot(300, 100) + std::hypot(200, 100)));
    }
}

TEST_CASE("a loop in the middle of a road in parts is gone round once") {
    //  west, a square that begins and ends at (500, 0), east: a walk that took east first would leave the square out
    const auto network =
        built(edge_drawn({{{0, 0}, {500, 0}}, {{500, 0}, {1000, 0}}, {{500, 0}, {500, 9}, {509, 9}, {500, 0}}}));
    CHECK(line_of(network) == std::vector<double>{0, 0, 500, 0, 500, 9, 509, 9, 500, 0, 1000, 0});
    CHECK(network.parts().findings.empty());
}

TEST_CASE("parts with a gap, or that branch, are no line: no length is invented across the gap") {
    const auto gap = built(edge_drawn({{{0, 0}, {0, 700}, {400, 700}}, {{600, 700}, {1000, 700}, {1000, 0}}}));
    CHECK(line_of(gap) == std::vector<double>{0, 0, 1000, 0});
    CHECK(gap.parts().length_m == std::vector<double>{2200.0});  // what is drawn, and not the 200 m between
    CHECK(gap.roads().status[0] == RoadStatus::line_unused);
    CHECK(drawn::codes(gap.parts().findings) == std::vector<std::string>{"EDGE_IN_PARTS"});
    const auto branch = built(edge_drawn({{{0, 0}, {500, 0}}, {{500, 0}, {1000, 0}}, {{500, 0}, {500, 50}}}));
    CHECK(branch.roads().status[0] == RoadStatus::line_unused);
    CHECK(branch.parts().length_m == std::vector<double>{1050.0});
    const auto little = built(edge_drawn({{{0, 0}, {10, 0}}, {{20, 0}, {30, 0}}}));
    CHECK(little.parts().length_m == std::vector<double>{1000.0});  // no road is shorter than the straight line
}

TEST_CASE("a loop with a line of its own has length, one drawn at its node has none") {
    const auto round = built(edge_drawn({{{0, 0}, {30, 0}, {30, 40}, {0, 0}}}, 1, 1));
    CHECK(round.parts().length_m == std::vector<double>{120.0});
    const auto point = built(edge_drawn({{{0, 0}, {0, 0}}}, 1, 1));
    CHECK(point.roads().status[0] == RoadStatus::without_length);
    CHECK(point.edge_count() == 0);
}

TEST_CASE("thousands of parts at one place are judged at once") {
    std::vector<drawn::Line> star;
    for (int i = 0; i < 20'000; ++i) star.push_back({{0, 0}, {5.0 + i, 7}, {0, 0}});
    const auto network = built(edge_drawn(star, 1, 1));
    CHECK(network.edge_count() == 1);
    CHECK(network.line(0).size() == 2 * (2 * 20'000 + 1));
}
