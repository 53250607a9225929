#include <algorithm>
#include <atomic>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/network/contraction_order.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <set>

#include "catch.hpp"
#include "network/slow_paths.hpp"

using namespace petasentra;
using network::Hierarchy;
using network::Metric;
using network::no_node;
using slow::Cost;
using slow::Node;
using slow::unreachable;

namespace {

core::ErrorCode code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const core::Error& error) {
        return error.code();
    }
    return core::ErrorCode::internal;
}

/// Up from one node and down to all, as the definition says: two passes over all arcs.
std::vector<Cost> costs_by_definition(const Hierarchy& h, const Metric& metric, Node start) {
    std::vector<Cost> cost(h.nodes(), unreachable);
    cost[h.rank_of[start]] = 0;
    for (std::size_t v = 0; v < h.nodes(); ++v)
        for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i)
            cost[h.heads[i]] = std::min(cost[h.heads[i]], cost[v] + metric.up[i]);
    for (auto v = h.nodes(); v-- > 0;)
        for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i)
            cost[v] = std::min(cost[v], cost[h.heads[i]] + metric.down[i]);
    std::vector<Cost> out(h.nodes());
    for (std::size_t v = 0; v < h.nodes(); ++v) out[v] = cost[h.rank_of[v]];
    return out;
}

bool same(const core::FlatArray<Cost>& a, const core::FlatArray<Cost>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

TEST_CASE("The contraction order holds every node once") {
    for (const auto& roads : slow::networks()) {
        auto order = network::contraction_order(roads.arcs());
        std::sort(order.begin(), order.end());
        std::vector<Node> all(roads.nodes);
        std::iota(all.begin(), all.end(), 0U);
        CHECK(order == all);
    }
}

TEST_CASE("The contraction order is the same every time and for any number of threads") {
    const auto roads = slow::town(3, 260, 250);
    const auto order = network::contraction_order(roads.arcs(), {.threads = 1});
    CHECK(order == network::contraction_order(roads.arcs(), {.threads = 2}));
    CHECK(order == network::contraction_order(roads.arcs(), {.threads = 5}));
}

TEST_CASE("A hub with two hundred thousand dead ends is ordered at once") {
    slow::Network star;
    star.nodes = 200'001;
    for (Node v = 1; v < star.nodes; ++v) star.add(0, v, 1);
    const auto order = network::contraction_order(star.arcs());
    CHECK(order.size() == star.nodes);
    CHECK(network::build_hierarchy(star.arcs(), order).height == 2);
}

TEST_CASE("A chain of a hundred thousand nodes is low in the hierarchy") {
    slow::Network chain;
    chain.nodes = 100'000;
    for (Node v = 1; v < chain.nodes; ++v) chain.add_both(v - 1, v, 1);
    CHECK(network::build_hierarchy(chain.arcs()).height < 60);
}

TEST_CASE("The hierarchy is a tree of consecutive subtrees whose neighbours lie on the path to the root") {
    for (const auto& roads : slow::networks()) {
        const auto h = network::build_hierarchy(roads.arcs());
        REQUIRE(h.nodes() == roads.nodes);
        for (Node v = 0; v < h.nodes(); ++v) {
            CHECK(h.rank_of[h.node_at[v]] == v);
            std::set<Node> ancestors;
            Node begin = v;
            while (begin > 0 && h.subtree_begin[v] < begin) --begin;
            CHECK(begin == h.subtree_begin[v]);
            for (auto a = h.parent[v]; a != no_node; a = h.parent[a]) {
                CHECK(h.subtree_begin[a] <= h.subtree_begin[v]);
                ancestors.insert(a);
            }
            CHECK(ancestors.size() == h.slot[v]);
            CHECK(h.slot[v] < h.height);
            if (h.parent[v] == no_node) {
                CHECK(h.first_arc[v] == h.first_arc[v + 1]);
            } else {
                CHECK(h.heads[h.first_arc[v]] == h.parent[v]);
            }
            for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i) {
                CHECK(ancestors.count(h.heads[i]) == 1);
                CHECK(h.head_slots[i] == h.slot[h.heads[i]]);
                CHECK(h.tails[i] == v);
            }
        }
    }
}

TEST_CASE("Every arc of the network lies under one arc of the hierarchy, loops under none") {
    for (const auto& roads : slow::networks()) {
        const auto h = network::build_hierarchy(roads.arcs());
        std::vector<int> seen(roads.tails.size(), 0);
        for (std::size_t i = 0; i < h.arcs(); ++i) {
            for (auto k = h.first_input[i]; k < h.first_input[i + 1]; ++k) {
                const auto arc = h.inputs[k] / 2;
                const bool down = h.inputs[k] % 2 == 1;
                ++seen[arc];
                CHECK(h.rank_of[roads.tails[arc]] == (down ? h.heads[i] : h.tails[i]));
                CHECK(h.rank_of[roads.heads[arc]] == (down ? h.tails[i] : h.heads[i]));
            }
        }
        for (std::size_t i = 0; i < seen.size(); ++i) CHECK(seen[i] == (roads.tails[i] == roads.heads[i] ? 0 : 1));
    }
}

TEST_CASE("Up and then down the hierarchy costs what Dijkstra's search finds, pruned or not") {
    for (const auto& roads : slow::networks()) {
        const auto h = network::build_hierarchy(roads.arcs());
        const auto whole = network::customise(h, roads.costs, {.prune = false});
        const auto pruned = network::customise(h, roads.costs);
        for (const auto start : slow::some_nodes(roads, 25, 1)) {
            const auto expected = slow::costs_of(roads, start);
            CHECK(costs_by_definition(h, whole, start) == expected);
            CHECK(costs_by_definition(h, pruned, start) == expected);
        }
    }
}

TEST_CASE("Any order of contraction gives the same costs") {
    const auto roads = slow::town(4);
    std::vector<Node> order(roads.nodes);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937(2));
    const auto h = network::build_hierarchy(roads.arcs(), order);
    const auto metric = network::customise(h, roads.costs);
    for (const auto start : slow::some_nodes(roads, 20, 2))
        CHECK(costs_by_definition(h, metric, start) == slow::costs_of(roads, start));
}

TEST_CASE("Closed and slower roads on the old hierarchy cost what a hierarchy built without them tells") {
    auto roads = slow::town(5, 30, 20);
    const auto h = network::build_hierarchy(roads.arcs());
    const auto before = network::customise(h, roads.costs);
    slow::Network rest;
    rest.nodes = roads.nodes;
    std::mt19937 random(3);
    for (std::size_t i = 0; i < roads.costs.size(); ++i) {
        if (random() % 8 == 0) {
            roads.costs[i] = unreachable;
            continue;
        }
        if (random() % 8 == 0 && roads.costs[i] != unreachable) roads.costs[i] += 10;
        rest.add(roads.tails[i], roads.heads[i], roads.costs[i]);
    }
    const auto after = network::customise(h, roads.costs);
    const auto h_rest = network::build_hierarchy(rest.arcs());
    const auto rebuilt = network::customise(h_rest, rest.costs);
    for (const auto start : slow::some_nodes(roads, 40, 4)) {
        const auto costs = costs_by_definition(h, after, start);
        CHECK(costs == costs_by_definition(h_rest, rebuilt, start));
        const auto costs_before = costs_by_definition(h, before, start);
        for (std::size_t v = 0; v < costs.size(); ++v) CHECK(costs[v] >= costs_before[v]);
    }
}

TEST_CASE("A metric has the same bytes for any number of threads") {
    const auto roads = slow::town(6, 120, 110);
    const auto h = network::build_hierarchy(roads.arcs());
    REQUIRE(h.parts.size() > 5);
    for (const bool prune : {false, true}) {
        const auto one = network::customise(h, roads.costs, {prune}, {.threads = 1});
        for (const unsigned threads : {2U, 5U}) {
            const auto other = network::customise(h, roads.costs, {prune}, {.threads = threads});
            CHECK(same(one.up, other.up));
            CHECK(same(one.down, other.down));
        }
    }
}

TEST_CASE("A path dearer than a cost can tell counts as none") {
    slow::Network roads;
    roads.nodes = 4;
    for (Node v = 0; v < 3; ++v) roads.add_both(v, v + 1, unreachable / 2);
    const auto h = network::build_hierarchy(roads.arcs());
    const auto metric = network::customise(h, roads.costs);
    CHECK(costs_by_definition(h, metric, 0) == std::vector<Cost>{0, unreachable / 2, unreachable - 1, unreachable});
}

TEST_CASE("Arcs and costs that cannot be are refused") {
    auto roads = slow::town(1);
    const auto h = network::build_hierarchy(roads.arcs());
    auto costs = roads.costs;
    costs[7] = unreachable + 1;
    CHECK(code_of([&] { (void)network::customise(h, costs); }) == core::ErrorCode::network_malformed);
    costs = roads.costs;
    costs.pop_back();
    CHECK(code_of([&] { (void)network::customise(h, costs); }) == core::ErrorCode::network_malformed);
    std::vector<Node> order(roads.nodes, 0);
    CHECK(code_of([&] { (void)network::build_hierarchy(roads.arcs(), order); }) == core::ErrorCode::network_malformed);
    order.clear();
    CHECK(code_of([&] { (void)network::build_hierarchy(roads.arcs(), order); }) == core::ErrorCode::network_malformed);
    roads.heads[5] = static_cast<Node>(roads.nodes);
    CHECK(code_of([&] { (void)network::contraction_order(roads.arcs()); }) == core::ErrorCode::network_malformed);
    roads.heads.pop_back();
    CHECK(code_of([&] { (void)network::build_hierarchy(roads.arcs()); }) == core::ErrorCode::network_malformed);
}

TEST_CASE("Building and customising stop when cancelled") {
    const auto roads = slow::town(1);
    const auto h = network::build_hierarchy(roads.arcs());
    const std::atomic<bool> stop{true};
    const core::Control control{.cancel = &stop};
    CHECK(code_of([&] { (void)network::build_hierarchy(roads.arcs(), control); }) == core::ErrorCode::cancelled);
    CHECK(code_of([&] { (void)network::customise(h, roads.costs, {}, control); }) == core::ErrorCode::cancelled);
}

TEST_CASE("A town large enough to be cut in pieces costs what Dijkstra's search finds") {
    const auto roads = slow::town(17, 320, 300);
    const auto h = network::build_hierarchy(roads.arcs());
    CHECK(h.height < 1'500);
    const auto metric = network::customise(h, roads.costs);
    for (const auto start : slow::some_nodes(roads, 3, 5))
        CHECK(costs_by_definition(h, metric, start) == slow::costs_of(roads, start));
}
