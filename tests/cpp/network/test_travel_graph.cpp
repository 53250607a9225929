#include <petasentra/core/error.hpp>
#include <petasentra/network/cost_trees.hpp>
#include <petasentra/network/path_search.hpp>
#include <random>

#include "../access/network_ground.hpp"
#include "../catch.hpp"
#include "slow_turns.hpp"

using namespace petasentra;
using network::Cost;
using network::Direction;
using network::Node;
using network::TurnRules;
using network::unreachable;

namespace {

/// Node by its place.
Node at(const drawn::Ground& ground, double x, double y) {
    const auto& xy = ground.roads.parts().node_xy;
    for (std::size_t v = 0; 2 * v < xy.size(); ++v)
        if (xy[2 * v] == x && xy[2 * v + 1] == y) return static_cast<Node>(v);
    throw std::logic_error("no node there");
}

std::uint32_t arc(const drawn::Ground& ground, Node from, Node to) {
    const auto arcs = ground.roads.arcs();
    for (std::uint32_t a = 0; a < arcs.size(); ++a)
        if (arcs.tails[a] == from && arcs.heads[a] == to) return a;
    throw std::logic_error("no arc there");
}

TurnRules rules_of(const std::vector<std::vector<std::uint32_t>>& sequences) {
    TurnRules out;
    for (const auto& one : sequences) out.add(out.rules++, one);
    return out;
}

/// From a node to another.
Cost cost(const drawn::Ground& ground, Node from, Node to) {
    const auto row = network::cost_trees(ground.hierarchy, ground.metric, std::vector<Node>{from});
    return row.costs[ground.roads.arrival(to)];
}

std::vector<Cost> costs_for(const TurnRules& rules, std::mt19937& random) {
    std::vector<Cost> out;
    for (std::uint32_t i = 0; i < rules.rules; ++i) {
        const auto kind = random() % 6;
        out.push_back(kind == 0 ? 0 : kind == 1 ? static_cast<Cost>(random() % 900) : unreachable);
    }
    return out;
}

}  // namespace

//          C (100, 100)
//          |
//     A----B----D         100 m each, which take ten seconds
struct Junction {
    drawn::Ground ground{{{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}, {{100, 0}, {100, 100}}}};
    Node a = at(ground, 0, 0), b = at(ground, 100, 0), c = at(ground, 100, 100), d = at(ground, 200, 0);
    std::uint32_t ab = arc(ground, a, b), bc = arc(ground, b, c), bd = arc(ground, b, d), ba = ab ^ 1U, db = bd ^ 1U;
};

TEST_CASE("who may not turn left goes on, turns round and turns right", "[turns]") {
    Junction j;
    j.ground.turn(rules_of({{j.ab, j.bc}}), {unreachable});
    CHECK(cost(j.ground, j.a, j.d) == 200);
    CHECK(cost(j.ground, j.a, j.c) == 400);
    CHECK(cost(j.ground, j.d, j.c) == 200);
    CHECK(cost(j.ground, j.b, j.c) == 100);
    CHECK(cost(j.ground, j.a, j.b) == 100);
    CHECK(cost(j.ground, j.c, j.a) == 200);
}

TEST_CASE("without a U-turn at the end there is no way round a forbidden turn", "[turns]") {
    Junction j;
    j.ground.turn(rules_of({{j.ab, j.bc}, {j.bd, j.db}}), {unreachable, unreachable});
    CHECK(cost(j.ground, j.a, j.c) == unreachable);
    CHECK(cost(j.ground, j.a, j.d) == 200);
    CHECK(cost(j.ground, j.d, j.c) == 200);
}

TEST_CASE("only straight on forbids every other turn, the one back too", "[turns]") {
    Junction j;
    TurnRules rules;
    rules.rules = 1;
    rules.add(0, std::vector{j.ab, j.bc});
    rules.add(0, std::vector{j.ab, j.ba});
    j.ground.turn(rules, {unreachable});
    CHECK(cost(j.ground, j.a, j.d) == 200);
    CHECK(cost(j.ground, j.a, j.c) == 400);
}

TEST_CASE("a closed gate lets nobody through, and both sides come up to it", "[turns]") {
    Junction j;
    TurnRules gate;
    gate.rules = 1;
    for (const auto into : {j.ab, j.bc ^ 1U, j.db})
        for (const auto out : {j.ba, j.bc, j.bd})
            if ((into ^ 1U) != out) gate.add(0, std::vector{into, out});
    j.ground.turn(gate, {unreachable});
    CHECK(cost(j.ground, j.a, j.d) == unreachable);
    CHECK(cost(j.ground, j.a, j.b) == 100);
    CHECK(cost(j.ground, j.c, j.b) == 100);
    CHECK(cost(j.ground, j.b, j.d) == 100);  // who stands at the gate may use either side
}

TEST_CASE("a turn that takes time is travelled where the way round takes longer", "[turns]") {
    Junction j;
    j.ground.turn(rules_of({{j.ab, j.bc}}), {50});
    CHECK(cost(j.ground, j.a, j.c) == 250);
    j.ground.turn(rules_of({{j.ab, j.bc}}), {500});
    CHECK(cost(j.ground, j.a, j.c) == 400);
    j.ground.turn(rules_of({{j.ab, j.bc}}), {0});
    CHECK(cost(j.ground, j.a, j.c) == 200);
}

TEST_CASE("a way over a way is forbidden as a whole, and its parts are not", "[turns]") {
    //     E    C              not from A over BD to C: a U-turn over two junctions
    //     |    |
    //     B----D----F
    //     |
    //     A
    drawn::Ground ground({{{0, 0}, {0, 100}},
                          {{0, 100}, {100, 100}},
                          {{100, 100}, {100, 200}},
                          {{0, 100}, {0, 200}},
                          {{100, 100}, {900, 100}}});
    const auto a = at(ground, 0, 0), b = at(ground, 0, 100), d = at(ground, 100, 100), c = at(ground, 100, 200),
               e = at(ground, 0, 200), f = at(ground, 900, 100);
    ground.turn(rules_of({{arc(ground, a, b), arc(ground, b, d), arc(ground, d, c)}}), {unreachable});
    CHECK(cost(ground, a, d) == 200);
    CHECK(cost(ground, a, f) == 1000);
    CHECK(cost(ground, e, c) == 300);
    CHECK(cost(ground, b, c) == 200);
    CHECK(cost(ground, a, c) == 500);  // up to E and back: then he does not come from A
    const network::PathSearch search(ground.hierarchy, ground.metric, ground.costs);
    CHECK(ground.roads.travel().arcs().nodes == ground.hierarchy.nodes());
}

TEST_CASE("costs on the graph with turns are those of a search that remembers its way", "[turns]") {
    std::size_t dearer = 0;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        std::mt19937 random(seed);
        auto ground = drawn::town(random, 4 + static_cast<int>(seed % 3));
        const auto roads_only = ground.costs;
        const auto before = ground;
        const auto rules = slow::some_rules(ground.roads, random, 4 + static_cast<int>(seed));
        const auto of_rules = costs_for(rules, random);
        ground.turn(rules, of_rules);
        const slow::TurnSearch twin(ground.roads, rules, roads_only, of_rules);
        const auto nodes = ground.roads.node_count();
        std::vector<Node> all(nodes), ends(nodes);
        for (Node v = 0; v < nodes; ++v) {
            all[v] = v;
            ends[v] = ground.roads.arrival(v);
        }
        const auto found = network::cost_matrix(ground.hierarchy, ground.metric, all, ends, {.threads = 2});
        const auto free = network::cost_matrix(before.hierarchy, before.metric, all, all);
        for (Node v = 0; v < nodes; ++v) {
            const auto wanted = twin.costs_of(v);
            for (Node w = 0; w < nodes; ++w) {
                if (v == w) continue;
                REQUIRE(found.costs[v * nodes + w] == wanted[w]);
                REQUIRE(found.costs[v * nodes + w] >= free.costs[v * nodes + w]);
                dearer += found.costs[v * nodes + w] > free.costs[v * nodes + w] ? 1U : 0U;
            }
        }
    }
    CHECK(dearer > 1000);
}

TEST_CASE("one hierarchy serves vehicles for whom other rules hold", "[turns]") {
    std::mt19937 random(3);
    auto ground = drawn::town(random, 6);
    const auto roads_only = ground.costs;
    const auto rules = slow::some_rules(ground.roads, random, 30);
    ground.turn(rules, std::vector<Cost>(rules.rules, 0));
    const auto nodes = ground.roads.node_count();
    for (int vehicle = 0; vehicle < 5; ++vehicle) {
        const auto of_rules = costs_for(rules, random);
        const slow::TurnSearch twin(ground.roads, rules, roads_only, of_rules);
        const auto metric = network::customise(ground.hierarchy, ground.roads.travel().costs(roads_only, of_rules));
        for (Node v = 0; v < nodes; v += 5) {
            const auto wanted = twin.costs_of(v);
            const auto row = network::cost_trees(ground.hierarchy, metric, std::vector<Node>{v});
            for (Node w = 0; w < nodes; ++w)
                if (v != w) REQUIRE(row.costs[ground.roads.arrival(w)] == wanted[w]);
        }
    }
}

TEST_CASE("without rules the roads themselves are what is travelled", "[turns]") {
    const Junction j;
    CHECK(j.ground.roads.travel().empty());
    CHECK(j.ground.roads.travel_arcs().tails.data() == j.ground.roads.arcs().tails.data());
    CHECK(j.ground.roads.node_after(j.ab) == j.b);
    CHECK(j.ground.roads.node_into(j.ab) == j.a);
    CHECK(j.ground.roads.arrival(j.b) == j.b);
}

TEST_CASE("rules that speak of what is not there are refused", "[turns]") {
    const Junction j;
    const auto refused = [&](const TurnRules& rules) {
        CHECK_THROWS_AS(j.ground.roads.with_turns(rules), core::Error);
    };
    refused(rules_of({{j.ab}}));
    refused(rules_of({{j.ab, j.db}}));
    refused(rules_of({{j.ab, 99}}));
    const auto last = std::to_string(j.ground.roads.arcs().size() - 1);
    CHECK_THROWS_WITH(j.ground.roads.with_turns(rules_of({{j.ab, 99}})),
                      Catch::Contains("there is no arc 99; the network has arcs 0.." + last + "."));
    CHECK_THROWS_WITH(j.ground.roads.with_turns(rules_of({{j.ab, j.db}})), Catch::Contains("do not follow"));
    auto rule = rules_of({{j.ab, j.bc}});
    rule.rules = 0;
    refused(rule);
    rule = rules_of({{j.ab, j.bc}});
    rule.first = {0, 1};
    refused(rule);
    rule.first = {};
    refused(rule);
    const auto turned = j.ground.roads.with_turns(rules_of({{j.ab, j.bc}}));
    CHECK_THROWS_AS(turned.travel().costs(j.ground.costs, {}), core::Error);
    CHECK_THROWS_AS(turned.travel().costs({}, std::vector<Cost>{0}), core::Error);
    // A star whose every arm has a rule needs its number squared.
    std::vector<drawn::Line> arms;
    for (int i = 0; i < 2000; ++i) arms.push_back({{0.0, 0.0}, {100.0, 1.0 * i}});
    const auto star = network::network_from_lines(drawn::roads(arms), {});
    TurnRules many;
    const auto arcs = star.arcs();
    const auto middle = at(drawn::Ground(arms), 0, 0);
    for (std::uint32_t a = 0; a < arcs.size(); ++a)
        if (arcs.heads[a] == middle) many.add(many.rules++, std::vector{a, a ^ 1U});
    CHECK_THROWS_WITH(star.with_turns(many), Catch::Contains("too large"));
}
