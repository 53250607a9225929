#include <atomic>
#include <cmath>
#include <map>
#include <mutex>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/network/each_within.hpp>

#include "catch.hpp"
#include "network/slow_paths.hpp"

using namespace petasentra;
using network::Lanes;
using network::ReachSums;
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

std::vector<double> weights(const slow::Network& roads, unsigned seed, bool whole) {
    std::mt19937 random(seed);
    std::vector<double> out(roads.nodes);
    for (auto& weight : out) {
        weight = random() % 3 == 0 ? 0.0 : static_cast<double>(random() % 1'000);
        if (!whole) weight = weight / 7.0 - 20.0;
    }
    return out;
}

/// The sum in long double over the costs that Dijkstra's search finds.
long double slow_sum(const std::vector<Cost>& costs, const std::vector<double>& weight, Cost limit) {
    long double sum = 0.0L;
    for (std::size_t v = 0; v < costs.size(); ++v)
        if (costs[v] <= limit && costs[v] != unreachable) sum += static_cast<long double>(weight[v]);
    return sum;
}

bool same(const ReachSums& a, const ReachSums& b) {
    return a.sums == b.sums;
}

}  // namespace

TEST_CASE("Every pair within the limit is handed over once with its cost, and no other") {
    for (const auto& roads : slow::networks()) {
        const Ready ready(roads);
        const auto origins = slow::some_nodes(roads, 150, 1);
        for (const auto direction : {Direction::from_it, Direction::to_it}) {
            for (const Cost limit : {Cost{0}, Cost{17}, Cost{60}, unreachable}) {
                std::map<std::pair<std::uint32_t, Node>, Cost> pairs;
                std::size_t told = 0;
                std::mutex mutex;
                network::each_within(ready.hierarchy, ready.metric, origins, limit, direction,
                                     [&](const network::WithinBatch& some) {
                                         const std::lock_guard lock(mutex);
                                         for (std::size_t i = 0; i < some.nodes.size(); ++i) {
                                             for (std::size_t lane = 0; lane < some.origins.size(); ++lane) {
                                                 const auto cost = some.costs[i * some.stride + lane];
                                                 if (cost > limit || cost == unreachable) continue;
                                                 pairs[{some.origins[lane], some.nodes[i]}] = cost;
                                                 ++told;
                                             }
                                         }
                                     });
                CHECK(told == pairs.size());
                std::map<std::pair<std::uint32_t, Node>, Cost> expected;
                for (std::uint32_t i = 0; i < origins.size(); ++i) {
                    const auto costs = slow::costs_of(roads, origins[i], direction);
                    for (Node v = 0; v < costs.size(); ++v)
                        if (costs[v] <= limit && costs[v] != unreachable) expected[{i, v}] = costs[v];
                }
                CHECK(pairs == expected);
            }
        }
    }
}

TEST_CASE("Sums of whole weights are exact for several columns and limits at once") {
    for (const auto& roads : slow::networks()) {
        const Ready ready(roads);
        const auto origins = slow::some_nodes(roads, 100, 2);
        const auto people = weights(roads, 1, true), fractions = weights(roads, 2, false);
        const std::vector<std::span<const double>> columns{people, fractions};
        const std::vector<Cost> limits{40, 0, 12, unreachable};
        const auto found =
            network::sums_within(ready.hierarchy, ready.metric, origins, columns, limits, Direction::to_it);
        const auto counts = network::counts_within(ready.hierarchy, ready.metric, origins, limits, Direction::to_it);
        const std::vector<double> ones(roads.nodes, 1.0);
        for (std::size_t o = 0; o < origins.size(); ++o) {
            const auto costs = slow::costs_of(roads, origins[o], Direction::to_it);
            for (std::size_t l = 0; l < limits.size(); ++l) {
                CHECK(found.sums[(o * 2 + 0) * 4 + l] == static_cast<double>(slow_sum(costs, people, limits[l])));
                CHECK(found.sums[(o * 2 + 1) * 4 + l] ==
                      Approx(static_cast<double>(slow_sum(costs, fractions, limits[l]))).epsilon(1e-12).margin(1e-9));
                CHECK(counts[o * 4 + l] == static_cast<double>(slow_sum(costs, ones, limits[l])));
            }
        }
    }
}

TEST_CASE("Weights of any size keep their digits") {
    const auto roads = slow::town(3);
    const Ready ready(roads);
    const std::vector<Node> origin{40};
    for (const double size : {1e-290, 1e-6, 1.0, 1e15, 1e290}) {
        auto weight = weights(roads, 5, true);
        for (auto& w : weight) w *= size;
        const std::vector<std::span<const double>> columns{weight};
        const std::vector<Cost> limits{25};
        const auto found = network::sums_within(ready.hierarchy, ready.metric, origin, columns, limits);
        const auto expected = static_cast<double>(slow_sum(slow::costs_of(roads, 40), weight, 25));
        CHECK(expected > 0.0);
        CHECK(found.sums[0] / expected == Approx(1.0).epsilon(1e-13));
    }
}

TEST_CASE("A decay of few steps and one of many weigh every pair with the factor of its cost") {
    const auto roads = slow::town(4);
    const Ready ready(roads);
    std::vector<Node> origins(roads.nodes);
    std::iota(origins.begin(), origins.end(), 0U);
    const auto people = weights(roads, 3, true);
    const std::vector<std::span<const double>> columns{people};
    network::DecaySteps few{{10, 25, 60}, {1.0, 0.68, 0.22}}, many, sparse{{10, 25, 60}, {1.0, 0.68, 0.22}};
    for (Cost cost = 0; cost <= 60; ++cost) {
        many.limits.push_back(cost);
        many.factors.push_back(std::exp(-0.05 * cost));
    }
    for (Cost cost = 5'000'000; sparse.limits.size() < 12; cost += 1'000) {
        sparse.limits.push_back(cost);
        sparse.factors.push_back(0.01);
    }
    for (const auto* steps : {&few, &many, &sparse}) {
        const auto found = network::decayed_within(ready.hierarchy, ready.metric, origins, columns, *steps);
        for (Node o = 0; o < roads.nodes; ++o) {
            const auto costs = slow::costs_of(roads, o);
            long double expected = 0.0L;
            for (std::size_t v = 0; v < costs.size(); ++v) {
                std::size_t s = 0;
                while (s < steps->limits.size() && costs[v] > steps->limits[s]) ++s;
                if (s < steps->limits.size()) expected += static_cast<long double>(people[v] * steps->factors[s]);
            }
            CHECK(found.sums[o] == Approx(static_cast<double>(expected)).epsilon(1e-12).margin(1e-9));
        }
    }
}

TEST_CASE("The two passes of a floating catchment give what its formula gives over all pairs") {
    const auto roads = slow::town(5);
    const Ready ready(roads);
    const auto people = weights(roads, 6, true);
    const auto facilities = std::vector<Node>{3, 17, 50, 88, 90, 121};
    const std::vector<double> beds{10, 4, 25, 8, 1, 30};
    const network::DecaySteps steps{{15, 30, 50}, {1.0, 0.68, 0.22}};
    const auto factor = [&](Cost cost) { return cost <= 15 ? 1.0 : cost <= 30 ? 0.68 : cost <= 50 ? 0.22 : 0.0; };

    const std::vector<std::span<const double>> demand_of{people};
    const auto demand =
        network::decayed_within(ready.hierarchy, ready.metric, facilities, demand_of, steps, Direction::to_it);
    std::vector<double> ratio(roads.nodes, 0.0);
    for (std::size_t j = 0; j < facilities.size(); ++j)
        if (demand.sums[j] > 0.0) ratio[facilities[j]] += beds[j] / demand.sums[j];
    std::vector<Node> places(roads.nodes);
    std::iota(places.begin(), places.end(), 0U);
    const std::vector<std::span<const double>> ratios{ratio};
    const auto access = network::decayed_within(ready.hierarchy, ready.metric, places, ratios, steps);

    std::vector<double> expected(roads.nodes, 0.0);
    for (std::size_t j = 0; j < facilities.size(); ++j) {
        const auto to = slow::costs_of(roads, facilities[j], Direction::to_it);
        double reached = 0.0;
        for (std::size_t v = 0; v < roads.nodes; ++v) reached += people[v] * factor(to[v]);
        if (reached == 0.0) continue;
        for (std::size_t v = 0; v < roads.nodes; ++v) expected[v] += beds[j] / reached * factor(to[v]);
    }
    for (std::size_t v = 0; v < roads.nodes; ++v)
        CHECK(access.sums[v] == Approx(expected[v]).epsilon(1e-12).margin(1e-15));
}

TEST_CASE("Sums have the same bytes for every width of lanes, any number of threads and any order of origins") {
    const auto roads = slow::town(14, 60, 50);
    const Ready ready(roads);
    std::vector<Node> origins(roads.nodes);
    std::iota(origins.begin(), origins.end(), 0U);
    const auto fractions = weights(roads, 2, false);
    const std::vector<std::span<const double>> columns{fractions};
    const std::vector<Cost> limits{20, 60};
    network::DecaySteps steps;
    for (Cost cost = 5; cost <= 80; cost += 5) {
        steps.limits.push_back(cost);
        steps.factors.push_back(1.0 / cost);
    }
    const auto sums = network::sums_within(ready.hierarchy, ready.metric, origins, columns, limits);
    const auto decayed = network::decayed_within(ready.hierarchy, ready.metric, origins, columns, steps);
    for (const auto lanes : network::lanes_here()) {
        for (const unsigned threads : {1U, 2U, 5U}) {
            CHECK(same(sums, network::sums_within(ready.hierarchy, ready.metric, origins, columns, limits,
                                                  Direction::from_it, {.threads = threads}, lanes)));
            CHECK(same(decayed, network::decayed_within(ready.hierarchy, ready.metric, origins, columns, steps,
                                                        Direction::from_it, {.threads = threads}, lanes)));
        }
    }
    auto order = origins;
    std::shuffle(order.begin(), order.end(), std::mt19937(4));
    const auto shuffled = network::sums_within(ready.hierarchy, ready.metric, order, columns, limits);
    for (std::size_t i = 0; i < order.size(); ++i) CHECK(shuffled.sums[2 * i + 1] == sums.sums[2 * order[i] + 1]);
}

TEST_CASE("Nothing to sum gives nothing, and what cannot be summed is refused") {
    const auto roads = slow::town(1);
    const Ready ready(roads);
    const std::vector<Node> none, some{1, 2}, outside{static_cast<Node>(roads.nodes)};
    auto weight = weights(roads, 1, true);
    const std::vector<std::span<const double>> columns{weight}, no_columns;
    const std::vector<Cost> limits{5}, no_limits;
    const auto sums = [&](const auto& origins, const auto& given, const auto& up_to) {
        return network::sums_within(ready.hierarchy, ready.metric, origins, given, up_to);
    };
    CHECK(sums(none, columns, limits).sums.empty());
    CHECK(sums(some, no_columns, limits).sums.empty());
    CHECK(sums(some, columns, no_limits).sums.empty());
    CHECK(network::decayed_within(ready.hierarchy, ready.metric, some, columns, {}).sums ==
          core::LargeVector<double>{0.0, 0.0});
    CHECK_THROWS_WITH(sums(outside, columns, limits), Catch::Contains("origins[0]"));
    const std::vector<std::span<const double>> short_columns{std::span<const double>(weight).first(3)};
    CHECK_THROWS_WITH(sums(some, short_columns, limits), Catch::Contains("3 weights"));
    weight[9] = std::nan("");
    CHECK_THROWS_WITH(sums(some, columns, limits), Catch::Contains("node 9"));
    weight[9] = 1.0;
    const auto refused = [&](const network::DecaySteps& steps) {
        CHECK_THROWS_WITH(network::decayed_within(ready.hierarchy, ready.metric, some, columns, steps),
                          Catch::Contains("ascend"));
    };
    refused({{5, 5}, {1.0, 0.5}});
    refused({{5, 6}, {1.0}});
    refused({{5}, {std::nan("")}});
    const std::atomic<bool> stop{true};
    CHECK_THROWS_WITH(network::sums_within(ready.hierarchy, ready.metric, some, columns, limits, Direction::from_it,
                                           {.cancel = &stop}),
                      Catch::Contains("stopped"));
}
