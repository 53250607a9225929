#include <algorithm>
#include <petasentra/access/nearest_stops.hpp>
#include <petasentra/core/error.hpp>
#include <random>

#include "../network/slow_paths.hpp"
#include "catch.hpp"
#include "network_ground.hpp"

namespace ps = petasentra;
using ps::network::Cost;
using ps::network::Direction;
using ps::network::no_target;
using ps::network::unreachable;

namespace {

std::vector<double> spread(std::mt19937& random, std::size_t places) {
    std::uniform_real_distribution<double> somewhere(-60.0, 760.0);
    std::vector<double> out(2 * places);
    for (auto& one : out) one = somewhere(random);
    return out;
}

}  // namespace

TEST_CASE("the nearest are those of the matrix, ties by number, for every k") {
    std::mt19937 random(12);
    const auto ground = drawn::town(random, 7);
    auto to = spread(random, 40);
    for (int i = 0; i < 20; ++i) to.push_back(to[static_cast<std::size_t>(i)]);  // ten places twice
    const auto origins = ground.stops(spread(random, 120), Direction::from_it, 40.0);
    const auto targets = ground.stops(to, Direction::to_it, 40.0);
    const auto matrix = ps::access::travel_matrix(ground.hierarchy, ground.metric, origins, targets);
    for (const std::size_t k : {1U, 3U, 50U, 64U}) {
        const auto found =
            ps::access::nearest_stops(ground.hierarchy, ground.metric, origins, targets, k, {.threads = 2});
        REQUIRE(found.rows == 120);
        for (std::size_t o = 0; o < 120; ++o) {
            std::vector<std::pair<Cost, std::uint32_t>> wanted;
            for (std::uint32_t t = 0; t < 50; ++t) {
                if (matrix.costs[o * 50 + t] != unreachable) wanted.emplace_back(matrix.costs[o * 50 + t], t);
            }
            std::sort(wanted.begin(), wanted.end());
            wanted.resize(k, {unreachable, no_target});
            for (std::size_t j = 0; j < k; ++j) {
                CHECK(found.costs[o * k + j] == wanted[j].first);
                CHECK(found.targets[o * k + j] == wanted[j].second);
            }
        }
    }
}

TEST_CASE("every node belongs to the facility that is nearest, both ways round") {
    std::mt19937 random(13);
    const auto ground = drawn::town(random, 7);
    const auto xy = spread(random, 9);
    slow::Network plain;
    plain.nodes = ground.roads.node_count();
    for (std::size_t arc = 0; arc < ground.costs.size(); ++arc)
        plain.add(ground.roads.arcs().tails[arc], ground.roads.arcs().heads[arc], ground.costs[arc]);
    for (const auto direction : {Direction::from_it, Direction::to_it}) {
        const bool towards = direction == Direction::from_it;
        const auto facilities = ground.stops(xy, towards ? Direction::to_it : Direction::from_it, 100.0);
        const auto found =
            ps::access::catchments_of(ground.roads, ground.hierarchy, ground.metric, facilities, direction);
        REQUIRE(found.rows == plain.nodes);
        std::size_t reached = 0;
        for (ps::network::Node v = 0; v < plain.nodes; ++v) {
            const auto costs = slow::costs_of(plain, v, direction);
            std::pair<Cost, std::uint32_t> nearest{unreachable, no_target};
            for (std::uint32_t f = 0; f < facilities.size(); ++f) {
                for (auto way = facilities.first[f]; way < facilities.first[f + 1]; ++way) {
                    const auto cost = costs[facilities.node[way]];
                    if (cost != unreachable) nearest = std::min(nearest, {cost + facilities.cost[way], f});
                }
            }
            CHECK(found.costs[v] == nearest.first);
            CHECK(found.targets[v] == nearest.second);
            reached += nearest.second != no_target ? 1U : 0U;
        }
        CHECK(reached > plain.nodes / 2);
    }
}

TEST_CASE("nobody's nearest is nothing, and too many nearest are refused") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}});
    const auto here = ground.stops({50, 0}, Direction::from_it);
    const auto none = ground.stops({}, Direction::to_it);
    const auto found = ps::access::nearest_stops(ground.hierarchy, ground.metric, here, none, 2);
    CHECK(std::vector<std::uint32_t>(found.targets.begin(), found.targets.end()) ==
          std::vector<std::uint32_t>{no_target, no_target});
    CHECK(ps::access::nearest_stops(ground.hierarchy, ground.metric, none, here, 2).rows == 0);
    for (const std::size_t k : {0U, 65U})
        CHECK_THROWS_AS(ps::access::nearest_stops(ground.hierarchy, ground.metric, here, here, k), ps::core::Error);
}
