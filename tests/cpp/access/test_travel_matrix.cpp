#include <algorithm>
#include <petasentra/access/travel_matrix.hpp>
#include <random>

#include "../network/slow_paths.hpp"
#include "catch.hpp"
#include "network_ground.hpp"

namespace ps = petasentra;
namespace net = petasentra::network;
using net::Cost;
using net::Direction;
using net::unreachable;
using ps::access::Stops;

namespace {

std::vector<Cost> list(const net::CostMatrix& matrix) {
    return {matrix.costs.begin(), matrix.costs.end()};
}

}  // namespace

TEST_CASE("a journey is the access legs and the way between them") {
    //  A(0,0) ---- 100 m ---- B(100,0) ---- 100 m ---- C(200,0)
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}});
    // 5 m at 1 m a second are 50 tenths, then 130 m at 10 m a second, then 2 m.
    CHECK(list(ground.matrix({30, 5}, {160, -2})) == std::vector<Cost>{50 + 130 + 20});
}

TEST_CASE("two stops on one edge do not go round by its ends") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}});
    CHECK(list(ground.matrix({30, 0, 70, 0}, {30, 0, 70, 0})) == std::vector<Cost>{0, 40, 40, 0});
}

TEST_CASE("against a one-way street one goes round, also to a place on the same street") {
    //   (0,100) ---- (100,100)
    //      |              |
    //   (0,0) --->--- (100,0)
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {100, 100}, {0, 100}, {0, 0}}}, {"yes", "no"});
    CHECK(list(ground.matrix({20, 0, 80, 0}, {20, 0, 80, 0})) == std::vector<Cost>{0, 60, 20 + 300 + 20, 0});
}

TEST_CASE("a place at the end of a one-way street is at its node, and leaves by the other streets") {
    //  (0,0) --->--- (100,0) ---- (200,0)      from (0,0) one can go on, to (0,0) nobody comes
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}}, {"yes", "no"});
    CHECK(list(ground.matrix({100, 0}, {200, 0, 0, 0, 100, 0})) == std::vector<Cost>{100, unreachable, 0});
    CHECK(list(ground.matrix({0, 0}, {0, 0, 150, 0})) == std::vector<Cost>{0, 150});
    const drawn::Ground away({{{100, 0}, {0, 0}}, {{100, 0}, {200, 0}}}, {"yes", "no"});
    CHECK(list(away.matrix({200, 0}, {100, 0, 0, 0})) == std::vector<Cost>{100, 200});
}

TEST_CASE("whoever is off the network or on another island is there, and unreachable") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{0, 500}, {100, 500}}});
    const auto costs = list(ground.matrix({10, 0, 5000, 0, 10, 500}, {60, 0, 60, 500, 9000, 0}, 50.0));
    CHECK(costs == std::vector<Cost>{50, unreachable, unreachable,           //
                                     unreachable, unreachable, unreachable,  //
                                     unreachable, 50, unreachable});
    CHECK(list(ground.matrix({5000, 0}, {9000, 0}, 50.0)) == std::vector<Cost>{unreachable});
    CHECK(ground.matrix({}, {60, 0}).costs.empty());
    CHECK(ground.matrix({60, 0}, {}).costs.empty());
}

TEST_CASE("journeys between random places are those of the slow search, whatever the blocks") {
    std::mt19937 random(5);
    const auto ground = drawn::town(random, 7);
    std::uniform_real_distribution<double> somewhere(-60.0, 760.0);
    std::vector<double> from;
    std::vector<double> to;
    for (int i = 0; i < 2 * 45; ++i) from.push_back(somewhere(random));
    for (int i = 0; i < 2 * 35; ++i) to.push_back(somewhere(random));
    const auto origins = ground.stops(from, Direction::from_it, 30.0);
    const auto targets = ground.stops(to, Direction::to_it, 30.0);

    slow::Network plain;
    plain.nodes = ground.roads.node_count();
    for (std::size_t arc = 0; arc < ground.costs.size(); ++arc)
        plain.add(ground.roads.arcs().tails[arc], ground.roads.arcs().heads[arc], ground.costs[arc]);
    std::vector<Cost> wanted;
    for (std::size_t o = 0; o < origins.size(); ++o) {
        std::vector<Cost> least(targets.size(), unreachable);
        for (auto way = origins.first[o]; way < origins.first[o + 1]; ++way) {
            const auto costs = slow::costs_of(plain, origins.node[way]);
            for (std::size_t t = 0; t < targets.size(); ++t) {
                for (auto last = targets.first[t]; last < targets.first[t + 1]; ++last) {
                    if (costs[targets.node[last]] == unreachable) continue;
                    least[t] = std::min(least[t], origins.cost[way] + costs[targets.node[last]] + targets.cost[last]);
                }
            }
        }
        for (std::size_t t = 0; t < targets.size(); ++t)
            wanted.push_back(std::min(least[t], ps::access::cost_on_edge(origins, o, targets, t)));
    }
    CHECK(std::count(wanted.begin(), wanted.end(), unreachable) > 0);
    CHECK(list(ps::access::travel_matrix(ground.hierarchy, ground.metric, origins, targets)) == wanted);
    for (const std::size_t size : {1U, 2U, 7U, 1000U}) {
        std::vector<Cost> found;
        ps::access::travel_blocks(ground.hierarchy, ground.metric, origins, targets, size,
                                  [&](const net::CostBlock& block) {
                                      CHECK(block.first_origin * targets.size() == found.size());
                                      found.insert(found.end(), block.costs.begin(), block.costs.end());
                                  });
        CHECK(found == wanted);
    }
}
