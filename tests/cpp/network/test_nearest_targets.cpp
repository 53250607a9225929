#include <algorithm>
#include <atomic>
#include <petasentra/core/error.hpp>
#include <petasentra/network/nearest_targets.hpp>

#include "catch.hpp"
#include "network/slow_paths.hpp"

using namespace petasentra;
using network::NearestTargets;
using network::no_target;
using slow::Cost;
using slow::Direction;
using slow::Node;
using slow::unreachable;

namespace {

struct Ready {
    explicit Ready(const slow::Network& roads)
        : hierarchy(network::build_hierarchy(roads.arcs())), metric(network::customise(hierarchy, roads.costs)) {}
    network::Hierarchy hierarchy;
    network::Metric metric;
};

/// Rows for all nodes from one search for each target and a sort.
NearestTargets slow_nearest(const slow::Network& roads, const std::vector<Node>& targets, std::size_t k,
                            Direction direction) {
    const auto back = direction == Direction::from_it ? Direction::to_it : Direction::from_it;
    std::vector<std::vector<Cost>> costs;
    for (const auto target : targets) costs.push_back(slow::costs_of(roads, target, back));
    NearestTargets out{roads.nodes, k, {}, {}};
    for (Node v = 0; v < roads.nodes; ++v) {
        std::vector<std::pair<Cost, std::uint32_t>> row;
        for (std::uint32_t t = 0; t < targets.size(); ++t)
            if (costs[t][v] != unreachable) row.emplace_back(costs[t][v], t);
        std::sort(row.begin(), row.end());
        row.resize(k, {unreachable, no_target});
        for (const auto& [cost, target] : row) {
            out.targets.push_back(target);
            out.costs.push_back(cost);
        }
    }
    return out;
}

bool same(const NearestTargets& a, const NearestTargets& b) {
    return a.rows == b.rows && a.k == b.k && a.targets == b.targets && a.costs == b.costs;
}

}  // namespace

TEST_CASE("The nearest targets of every node are those that a search from each target finds, ties to the first") {
    for (const auto& roads : slow::networks()) {
        const Ready ready(roads);
        for (const std::size_t count : {0U, 1U, 4U, 30U}) {
            const auto targets = slow::some_nodes(roads, count, 5);
            for (const std::size_t k : {1U, 2U, 5U, 64U}) {
                for (const auto direction : {Direction::from_it, Direction::to_it}) {
                    const auto found = network::nearest_targets(ready.hierarchy, ready.metric, targets, k, direction);
                    CHECK(same(found, slow_nearest(roads, targets, k, direction)));
                }
            }
        }
    }
}

TEST_CASE("Many targets at the same few nodes keep their order") {
    auto roads = slow::town(2);
    for (auto& cost : roads.costs) cost = std::min<Cost>(cost, 1);
    const Ready ready(roads);
    std::vector<Node> targets;
    for (Node i = 0; i < 90; ++i) targets.push_back(i * 7 % 30);
    for (const std::size_t k : {1U, 3U, 17U})
        CHECK(same(network::nearest_targets(ready.hierarchy, ready.metric, targets, k),
                   slow_nearest(roads, targets, k, Direction::from_it)));
}

TEST_CASE("Chosen nodes have the rows that they have among all") {
    for (const auto& roads : {slow::town(3, 50, 40), slow::town(4), slow::tangle(9, 60, 70)}) {
        const Ready ready(roads);
        const auto targets = slow::some_nodes(roads, 25, 5), asked = slow::some_nodes(roads, 31, 6);
        const auto all = network::nearest_targets(ready.hierarchy, ready.metric, targets, 3);
        const auto some = network::nearest_targets_of(ready.hierarchy, ready.metric, asked, targets, 3);
        REQUIRE(some.rows == asked.size());
        for (std::size_t i = 0; i < asked.size(); ++i) {
            for (std::size_t j = 0; j < 3; ++j) {
                CHECK(some.targets[i * 3 + j] == all.targets[asked[i] * std::size_t{3} + j]);
                CHECK(some.costs[i * 3 + j] == all.costs[asked[i] * std::size_t{3} + j]);
            }
        }
    }
}

TEST_CASE("Nearest targets have the same bytes for any number of threads") {
    const auto roads = slow::town(15, 120, 110);
    const Ready ready(roads);
    REQUIRE(ready.hierarchy.parts.size() > 5);
    const auto targets = slow::some_nodes(roads, 200, 7);
    const auto one =
        network::nearest_targets(ready.hierarchy, ready.metric, targets, 4, Direction::to_it, {.threads = 1});
    CHECK(same(one, slow_nearest(roads, targets, 4, Direction::to_it)));
    for (const unsigned threads : {2U, 5U})
        CHECK(same(one, network::nearest_targets(ready.hierarchy, ready.metric, targets, 4, Direction::to_it,
                                                 {.threads = threads})));
}

TEST_CASE("Nearest targets refuse a k or a node that cannot be, and stop when cancelled") {
    const auto roads = slow::town(1);
    const Ready ready(roads);
    const std::vector<Node> some{1, 2}, outside{static_cast<Node>(roads.nodes)};
    const auto nearest = [&](const auto& asked, const auto& targets, std::size_t k, const core::Control& control = {}) {
        return network::nearest_targets_of(ready.hierarchy, ready.metric, asked, targets, k, Direction::from_it,
                                           control);
    };
    CHECK_THROWS_WITH(nearest(some, some, 0), Catch::Contains("1..64"));
    CHECK_THROWS_WITH(nearest(some, some, 65), Catch::Contains("1..64"));
    CHECK_THROWS_WITH(nearest(outside, some, 1), Catch::Contains("asked[0]"));
    CHECK_THROWS_WITH(nearest(some, outside, 1), Catch::Contains("targets[0]"));
    CHECK(nearest(std::vector<Node>{}, some, 2).targets.empty());
    const std::atomic<bool> stop{true};
    CHECK_THROWS_WITH(nearest(some, some, 1, {.cancel = &stop}), Catch::Contains("stopped"));
}
