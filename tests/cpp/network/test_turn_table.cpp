#include <petasentra/core/error.hpp>
#include <petasentra/network/turn_table.hpp>

#include "../catch.hpp"
#include "drawn_roads.hpp"

using namespace petasentra;
using network::SpokenTurns;
using network::TurnKind;
using network::TurnRules;
using network::TurnStatus;
using network::TurnTable;

namespace {

/// Roads a, b, c ... in the order drawn; nodes have the numbers of the network.
network::RoadNetwork named(const std::vector<drawn::Line>& lines, const std::vector<std::string>& one_way = {},
                           const std::vector<std::string>& ids = {}) {
    auto layer = drawn::roads(lines);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < lines.size(); ++i) names.emplace_back(1, static_cast<char>('a' + i));
    layer = drawn::with(std::move(layer), "nama", ids.empty() ? names : ids);
    network::LineOptions options;
    options.columns.id = "nama";
    if (!one_way.empty()) {
        layer = drawn::with(std::move(layer), "arah", one_way);
        options.columns.one_way = "arah";
        options.words = drawn::words();
    }
    return network::network_from_lines(layer, options);
}

std::int64_t node_at(const network::RoadNetwork& roads, double x, double y) {
    for (std::size_t v = 0; v < roads.node_count(); ++v)
        if (roads.parts().node_xy[2 * v] == x && roads.parts().node_xy[2 * v + 1] == y) return roads.parts().node_id[v];
    throw std::logic_error("no node there");
}

void add(TurnTable& table, TurnKind kind, const char* from, std::int64_t node, const char* to,
         const std::vector<std::string>& roads = {}) {
    table.id.push_back(std::to_string(table.size()));
    table.from.emplace_back(from);
    table.via_node.push_back(node);
    table.via_roads.push_back(roads);
    table.to.emplace_back(to);
    table.kind.push_back(kind);
}

std::vector<std::vector<std::uint32_t>> sequences(const network::RoadNetwork& roads, const TurnTable& table) {
    TurnRules rules;
    network::add_turns(roads, table, network::spoken_turns(roads, table), rules);
    CHECK(rules.rules == table.size());
    std::vector<std::vector<std::uint32_t>> out;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto one = rules.sequence(i);
        out.emplace_back(one.begin(), one.end());
    }
    return out;
}

using Arcs = std::vector<std::vector<std::uint32_t>>;

}  // namespace

TEST_CASE("a restriction is found in the arcs of the network", "[turns]") {
    //          |c (arcs 4, 5)
    //     --a--+--b--          a is 0, 1; b is 2, 3; c leads upwards
    const auto roads = named({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}, {{100, 0}, {100, 100}}});
    const auto v = node_at(roads, 100, 0);
    const auto one = [&](TurnKind kind, const char* from, const char* to) {
        TurnTable table;
        add(table, kind, from, v, to);
        return sequences(roads, table);
    };
    CHECK(one(TurnKind::no, "a", "c") == Arcs{{0, 4}});
    CHECK(one(TurnKind::no, "c", "b") == Arcs{{5, 2}});
    CHECK(one(TurnKind::only, "a", "b") == Arcs{{0, 1}, {0, 4}});
    CHECK(one(TurnKind::no_return, "a", "a") == Arcs{{0, 1}});
    CHECK(one(TurnKind::only_return, "a", "a") == Arcs{{0, 2}, {0, 4}});
}

TEST_CASE("two that leave only some turns leave what either of them leaves", "[turns]") {
    const auto roads = named({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}, {{100, 0}, {100, 100}}});
    const auto v = node_at(roads, 100, 0);
    TurnTable table;
    add(table, TurnKind::only, "a", v, "b");
    add(table, TurnKind::only, "a", v, "c");
    CHECK(sequences(roads, table) == Arcs{{0, 1}, {0, 1}});
}

TEST_CASE("a restriction over roads passes them from end to end, in either direction they were drawn", "[turns]") {
    //     a   d
    //     |   |        b was drawn from right to left, in two pieces
    //     +-b-+
    const auto roads = named({{{0, 100}, {0, 0}}, {{100, 0}, {50, 0}}, {{50, 0}, {0, 0}}, {{100, 0}, {100, 100}}}, {},
                             {"a", "b", "b", "d"});
    TurnTable table;
    add(table, TurnKind::no_return, "a", TurnTable::no_node_id, "d", {"b"});
    CHECK(sequences(roads, table) == Arcs{{0, 5, 3, 6}});
    const auto mixed = named({{{0, 100}, {0, 0}}, {{50, 0}, {0, 0}}, {{50, 0}, {100, 0}}, {{100, 0}, {100, 100}}}, {},
                             {"a", "b", "b", "d"});
    CHECK(sequences(mixed, table) == Arcs{{0, 3, 4, 6}});
    table.kind[0] = TurnKind::only;
    // At each step all but the way itself: here only back.
    CHECK(sequences(roads, table) == Arcs{{0, 1}, {0, 5, 4}, {0, 5, 3, 2}});
}

TEST_CASE("what cannot be applied says why, and is a finding at its node", "[turns]") {
    //      e is one-way, towards the middle; d goes on beyond it
    const auto roads = named({{{0, 0}, {100, 0}},
                              {{100, 0}, {200, 0}},
                              {{100, 100}, {100, 0}},
                              {{100, 0}, {100, -90}},
                              {{190, 90}, {100, 0}}},
                             {"", "", "", "", "yes"}, {"a", "b", "d", "d", "e"});
    const auto v = node_at(roads, 100, 0);
    TurnTable table;
    add(table, TurnKind::no, "a", v, "b");
    add(table, TurnKind::unknown, "a", v, "b");
    add(table, TurnKind::hours, "a", v, "b");
    add(table, TurnKind::no, "a", v, "z");
    add(table, TurnKind::no, "a", 999, "b");
    add(table, TurnKind::no, "a", v, "d");
    add(table, TurnKind::only, "a", v, "e");
    add(table, TurnKind::no, "a", TurnTable::no_node_id, "b", {"e"});
    add(table, TurnKind::no_return, "d", v, "d");
    add(table, TurnKind::no, "e", v, "a");
    const auto spoken = network::spoken_turns(roads, table);
    using enum TurnStatus;
    CHECK(spoken.status == std::vector{applied, kind_unknown, hours, not_in_network, not_in_network, ambiguous,
                                       against_one_way, not_in_network, applied, applied});
    CHECK(spoken.size() == 4);  // back on d from either side
    const auto findings = network::turn_findings(roads, table, spoken);
    REQUIRE(findings.size() == 7);
    CHECK(drawn::codes(findings)[0] == "TURN_NOT_APPLIED");
    CHECK(findings[0].finding.feature == "1");
    CHECK(findings[0].x == 100.0);
    CHECK(std::isnan(findings[6].x));
    table.to.pop_back();
    CHECK_THROWS_AS(network::spoken_turns(roads, table), core::Error);
}

TEST_CASE("roads that go round in circles without an end are given up", "[turns]") {
    const auto roads = named({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}, {200, 90}, {100, 0}}});
    TurnTable table;
    add(table, TurnKind::no, "a", TurnTable::no_node_id, "z", std::vector<std::string>(60, "b"));
    CHECK(network::spoken_turns(roads, table).status[0] == TurnStatus::not_in_network);
}

TEST_CASE("a barrier lets nobody through but back", "[turns]") {
    const auto roads = named({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}, {{100, 0}, {100, 100}}});
    TurnRules rules;
    rules.rules = 2;
    const std::vector<std::int64_t> nodes{999, node_at(roads, 100, 0), node_at(roads, 0, 0)};
    CHECK(network::add_barriers(roads, nodes, rules) == std::vector<std::uint8_t>{0, 1, 1});
    CHECK(rules.rules == 5);
    CHECK(rules.size() == 6);  // a dead end closes nothing
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CHECK(rules.rule[i] == 3);
        CHECK((rules.sequence(i)[0] ^ 1U) != rules.sequence(i)[1]);
    }
}
