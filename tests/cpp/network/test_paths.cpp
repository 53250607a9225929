#include <atomic>
#include <petasentra/core/error.hpp>
#include <petasentra/network/path_search.hpp>
#include <petasentra/network/reached_nodes.hpp>

#include "catch.hpp"
#include "network/slow_paths.hpp"

using namespace petasentra;
using slow::Cost;
using slow::Direction;
using slow::Node;
using slow::unreachable;

namespace {

struct Ready {
    explicit Ready(const slow::Network& roads, bool prune = true)
        : hierarchy(network::build_hierarchy(roads.arcs())),
          metric(network::customise(hierarchy, roads.costs, {prune})) {}
    network::Hierarchy hierarchy;
    network::Metric metric;
};

}  // namespace

TEST_CASE("A path is made of arcs that follow one another from origin to target and add up to its cost") {
    for (const auto& roads : slow::networks()) {
        for (const bool prune : {false, true}) {
            const Ready ready(roads, prune);
            network::PathSearch search(ready.hierarchy, ready.metric, roads.costs);
            const auto targets = slow::some_nodes(roads, 40, 2);
            for (const auto origin : slow::some_nodes(roads, 25, 1)) {
                const auto expected = slow::costs_of(roads, origin);
                for (const auto target : targets) {
                    const auto path = search.path(origin, target);
                    CHECK(path.cost == expected[target]);
                    CHECK(search.cost(origin, target) == expected[target]);
                    if (path.cost == unreachable) {
                        CHECK(path.arcs.empty());
                        continue;
                    }
                    auto at = origin;
                    Cost sum = 0;
                    bool follows = true;
                    for (const auto arc : path.arcs) {
                        follows = follows && roads.tails[arc] == at;
                        at = roads.heads[arc];
                        sum += roads.costs[arc];
                    }
                    CHECK(follows);
                    CHECK(at == target);
                    CHECK(sum == path.cost);
                }
            }
        }
    }
}

TEST_CASE("A path asks for ends that are nodes and for costs of all arcs") {
    auto roads = slow::town(1);
    const Ready ready(roads);
    network::PathSearch search(ready.hierarchy, ready.metric, roads.costs);
    const auto outside = static_cast<Node>(roads.nodes);
    CHECK_THROWS_WITH(search.path(outside, 0), Catch::Contains("origin[0]"));
    CHECK_THROWS_WITH(search.path(0, outside), Catch::Contains("target[0]"));
    roads.costs.pop_back();
    CHECK_THROWS_WITH(network::PathSearch(ready.hierarchy, ready.metric, roads.costs), Catch::Contains("costs"));
}

TEST_CASE("The nodes reached within a limit are those Dijkstra's search finds, in order") {
    for (const auto& roads : slow::networks()) {
        const Ready ready(roads);
        for (const auto origin : slow::some_nodes(roads, 60, 1)) {
            for (const auto direction : {Direction::from_it, Direction::to_it}) {
                const auto costs = slow::costs_of(roads, origin, direction);
                for (const Cost limit : {Cost{0}, Cost{9}, Cost{35}, Cost{80}, unreachable, ~Cost{0}}) {
                    std::vector<Node> nodes;
                    std::vector<Cost> within;
                    for (Node v = 0; v < costs.size(); ++v) {
                        if (costs[v] > limit || costs[v] == unreachable) continue;
                        nodes.push_back(v);
                        within.push_back(costs[v]);
                    }
                    const auto found = network::reached_nodes(ready.hierarchy, ready.metric, origin, limit, direction);
                    CHECK(found.nodes == nodes);
                    CHECK(found.costs == within);
                }
            }
        }
    }
}

TEST_CASE("Reach asks for an origin that is a node, and stops when cancelled") {
    const auto roads = slow::town(1);
    const Ready ready(roads);
    CHECK_THROWS_WITH(network::reached_nodes(ready.hierarchy, ready.metric, static_cast<Node>(roads.nodes), 5),
                      Catch::Contains("origin[0]"));
    const std::atomic<bool> stop{true};
    CHECK_THROWS_WITH(
        network::reached_nodes(ready.hierarchy, ready.metric, 0, 5, Direction::from_it, {.cancel = &stop}),
        Catch::Contains("stopped"));
}
