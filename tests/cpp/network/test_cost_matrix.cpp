#include <algorithm>
#include <atomic>
#include <petasentra/core/error.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <petasentra/network/cost_trees.hpp>

#include "catch.hpp"
#include "network/slow_paths.hpp"

using namespace petasentra;
using network::CostMatrix;
using network::Lanes;
using slow::Cost;
using slow::Direction;
using slow::Node;
using slow::unreachable;

namespace {

bool same(const CostMatrix& a, const CostMatrix& b) {
    return a.origins == b.origins && a.targets == b.targets && a.costs == b.costs;
}

struct Ready {
    explicit Ready(const slow::Network& roads, bool prune = true)
        : hierarchy(network::build_hierarchy(roads.arcs())),
          metric(network::customise(hierarchy, roads.costs, {prune})) {}
    network::Hierarchy hierarchy;
    network::Metric metric;
};

}  // namespace

TEST_CASE("A matrix holds what Dijkstra's search finds for every pair, repeated ones too") {
    for (const auto& roads : slow::networks()) {
        const auto origins = slow::some_nodes(roads, 45, 1), targets = slow::some_nodes(roads, 70, 2);
        for (const bool prune : {false, true}) {
            const Ready ready(roads, prune);
            const auto matrix = network::cost_matrix(ready.hierarchy, ready.metric, origins, targets);
            REQUIRE(matrix.costs.size() == origins.size() * targets.size());
            for (std::size_t i = 0; i < origins.size(); ++i) {
                const auto expected = slow::costs_of(roads, origins[i]);
                bool all_equal = true;
                for (std::size_t j = 0; j < targets.size(); ++j)
                    all_equal = all_equal && matrix.costs[i * targets.size() + j] == expected[targets[j]];
                CHECK(all_equal);
            }
        }
    }
}

TEST_CASE("Trees hold the costs to all nodes and from all nodes in the order of the network") {
    for (const auto& roads : slow::networks()) {
        const Ready ready(roads);
        const auto starts = slow::some_nodes(roads, 40, 3);
        for (const auto direction : {Direction::from_it, Direction::to_it}) {
            const auto trees = network::cost_trees(ready.hierarchy, ready.metric, starts, direction);
            REQUIRE(trees.costs.size() == starts.size() * roads.nodes);
            for (std::size_t i = 0; i < starts.size(); ++i) {
                const auto expected = slow::costs_of(roads, starts[i], direction);
                CHECK(std::equal(expected.begin(), expected.end(),
                                 trees.costs.begin() + static_cast<std::ptrdiff_t>(i * roads.nodes)));
            }
        }
    }
}

TEST_CASE("A matrix and trees have the same bytes for every width of lanes and any number of threads") {
    const auto roads = slow::town(12, 60, 50);
    const Ready ready(roads);
    const auto origins = slow::some_nodes(roads, 333, 1), targets = slow::some_nodes(roads, 1'500, 2);
    const auto matrix =
        network::cost_matrix(ready.hierarchy, ready.metric, origins, targets, {.threads = 1}, Lanes::four);
    const auto trees =
        network::cost_trees(ready.hierarchy, ready.metric, origins, Direction::to_it, {.threads = 1}, Lanes::four);
    for (const auto lanes : network::lanes_here()) {
        for (const unsigned threads : {1U, 2U, 5U}) {
            CHECK(same(matrix, network::cost_matrix(ready.hierarchy, ready.metric, origins, targets,
                                                    {.threads = threads}, lanes)));
            CHECK(same(trees, network::cost_trees(ready.hierarchy, ready.metric, origins, Direction::to_it,
                                                  {.threads = threads}, lanes)));
        }
    }
}

TEST_CASE("Blocks come in the order of the origins and together are the matrix") {
    const auto roads = slow::town(13);
    const Ready ready(roads);
    const auto origins = slow::some_nodes(roads, 101, 1), targets = slow::some_nodes(roads, 17, 2);
    const auto whole = network::cost_matrix(ready.hierarchy, ready.metric, origins, targets);
    const auto trees = network::cost_trees(ready.hierarchy, ready.metric, origins, Direction::to_it);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{33}, std::size_t{1000}}) {
        CostMatrix joined{0, targets.size(), {}}, joined_trees{0, roads.nodes, {}};
        const auto join = [](CostMatrix& into) {
            return [&into](const network::CostBlock& block) {
                CHECK(block.first_origin == into.origins);
                CHECK(block.costs.size() == block.origins * into.targets);
                into.origins += block.origins;
                into.costs.insert(into.costs.end(), block.costs.begin(), block.costs.end());
            };
        };
        network::cost_blocks(ready.hierarchy, ready.metric, origins, targets, size, join(joined));
        network::cost_tree_blocks(ready.hierarchy, ready.metric, origins, Direction::to_it, size, join(joined_trees));
        CHECK(same(joined, whole));
        CHECK(same(joined_trees, trees));
    }
}

TEST_CASE("No origins or no targets make a matrix without costs") {
    const auto roads = slow::town(1);
    const Ready ready(roads);
    const std::vector<Node> none, some{1, 2, 3};
    CHECK(network::cost_matrix(ready.hierarchy, ready.metric, none, some).costs.empty());
    CHECK(network::cost_matrix(ready.hierarchy, ready.metric, some, none).costs.empty());
    CHECK(network::cost_matrix(ready.hierarchy, ready.metric, some, none).origins == 3);
    int visited = 0;
    network::cost_blocks(ready.hierarchy, ready.metric, none, some, 0, [&](const network::CostBlock&) { ++visited; });
    CHECK(visited == 0);
}

TEST_CASE("A matrix refuses nodes that are none, and stops when cancelled") {
    const auto roads = slow::town(1);
    const Ready ready(roads);
    const std::vector<Node> some{1, 2}, outside{1, static_cast<Node>(roads.nodes)};
    CHECK_THROWS_WITH(network::cost_matrix(ready.hierarchy, ready.metric, some, outside),
                      Catch::Contains("targets[1]"));
    CHECK_THROWS_WITH(network::cost_matrix(ready.hierarchy, ready.metric, outside, some),
                      Catch::Contains("origins[1]"));
    CHECK_THROWS_WITH(network::cost_trees(ready.hierarchy, ready.metric, outside), Catch::Contains("starts[1]"));
    const std::atomic<bool> stop{true};
    CHECK_THROWS_WITH(network::cost_matrix(ready.hierarchy, ready.metric, some, some, {.cancel = &stop}),
                      Catch::Contains("stopped"));
}

TEST_CASE("A tree asked alone is the one that is asked among many") {
    const auto roads = slow::town(16, 70, 60);
    const Ready ready(roads);
    const auto starts = slow::some_nodes(roads, 40, 3);
    for (const auto direction : {Direction::from_it, Direction::to_it}) {
        const auto many = network::cost_trees(ready.hierarchy, ready.metric, starts, direction);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const auto one =
                network::cost_trees(ready.hierarchy, ready.metric, std::span(starts).subspan(i, 1), direction);
            CHECK(std::equal(one.costs.begin(), one.costs.end(),
                             many.costs.begin() + static_cast<std::ptrdiff_t>(i * roads.nodes)));
        }
    }
}
