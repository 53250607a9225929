#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <random>

#include "catch.hpp"
#include "slow_paths.hpp"

namespace ps = petasentra;
using namespace petasentra::network;

TEST_CASE("an origin that is left by several ways takes the cheapest, for every width of lanes") {
    const auto town = slow::town(21);
    const auto hierarchy = build_hierarchy(town.arcs());
    const auto metric = customise(hierarchy, town.costs);
    std::mt19937 random(2);
    std::vector<std::uint32_t> first{0};
    std::vector<Node> nodes;
    std::vector<Cost> costs;
    for (int origin = 0; origin < 150; ++origin) {
        for (auto ways = random() % 4; ways > 0; --ways) {
            nodes.push_back(static_cast<Node>(random() % town.nodes));
            costs.push_back(static_cast<Cost>(random() % 40));
        }
        first.push_back(static_cast<std::uint32_t>(nodes.size()));
    }
    std::vector<Node> targets;
    for (int i = 0; i < 50; ++i) targets.push_back(static_cast<Node>(random() % town.nodes));
    std::vector<Cost> wanted;
    for (std::size_t o = 0; o + 1 < first.size(); ++o) {
        std::vector<Cost> least(targets.size(), unreachable);
        for (auto way = first[o]; way < first[o + 1]; ++way) {
            const auto from = slow::costs_of(town, nodes[way]);
            for (std::size_t t = 0; t < targets.size(); ++t) {
                if (from[targets[t]] != unreachable) least[t] = std::min(least[t], costs[way] + from[targets[t]]);
            }
        }
        wanted.insert(wanted.end(), least.begin(), least.end());
    }
    for (const auto lanes : lanes_here()) {
        for (const std::size_t block : {0U, 1U, 70U}) {
            std::vector<Cost> found;
            cost_blocks(
                hierarchy, metric, OriginWays{first, nodes, costs}, targets, block,
                [&](const CostBlock& one) { found.insert(found.end(), one.costs.begin(), one.costs.end()); },
                {.threads = 2}, lanes);
            CHECK(found == wanted);
        }
    }
}

TEST_CASE("a closed way out of an origin is refused") {
    const auto town = slow::town(3);
    const auto hierarchy = build_hierarchy(town.arcs());
    const auto metric = customise(hierarchy, town.costs);
    const std::vector<std::uint32_t> first{0, 1};
    const std::vector<Node> node{0};
    const std::vector<Cost> closed{unreachable};
    CHECK_THROWS_AS(cost_blocks(hierarchy, metric, OriginWays{first, node, closed}, node, 0, [](const CostBlock&) {}),
                    ps::core::Error);
}
