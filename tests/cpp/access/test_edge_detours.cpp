#include <algorithm>
#include <petasentra/access/edge_detours.hpp>
#include <petasentra/core/error.hpp>
#include <random>

#include "../catch.hpp"
#include "network_ground.hpp"

using namespace petasentra;
using access::Journey;
using network::Cost;
using network::Direction;
using network::Edge;
using network::unreachable;

namespace {

access::EdgeDetours detours_on(const drawn::Ground& ground, const access::Stops& origins, const access::Stops& targets,
                               const std::vector<Journey>& journeys, const std::vector<Edge>& edges,
                               unsigned threads = 1) {
    const auto paths =
        access::travel_paths(ground.roads, ground.hierarchy, ground.metric, ground.costs, origins, targets, journeys);
    return access::edge_detours(ground.roads, ground.hierarchy, ground.costs, origins, targets, journeys, paths, edges,
                                {.threads = threads});
}

/// The slow way: stops that stand within the edge have no way any more, and everything is asked again.
access::Stops without_edge(const access::Stops& stops, Edge closed) {
    auto out = stops;
    out.first = {0};
    out.node.clear();
    out.cost.clear();
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const bool within = stops.edge[i] == closed;
        for (auto way = stops.first[i]; way < stops.first[i + 1]; ++way) {
            if (within && stops.fraction[i] != stops.end[way]) continue;
            out.node.push_back(stops.node[way]);
            out.cost.push_back(stops.cost[way]);
        }
        out.first.push_back(static_cast<std::uint32_t>(out.node.size()));
        if (within) out.along[i] = out.against[i] = unreachable;
    }
    return out;
}

}  // namespace

TEST_CASE("a closed edge sends journeys the way round, or they are lost", "[detours]") {
    //   0---1---2---3, and 1-4-2 over the hill
    const drawn::Ground ground(
        {{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}, {{200, 0}, {300, 0}}, {{100, 0}, {150, 200}, {200, 0}}});
    const auto origins = ground.stops({0, 0, 150, 0}, Direction::from_it);
    const auto targets = ground.stops({300, 0, 200, 0}, Direction::to_it);
    const std::vector<Journey> journeys{{0, 0}, {0, 1}, {1, 0}};
    const auto found = detours_on(ground, origins, targets, journeys, {0, 1, 2, 3});
    CHECK(found.using_it == std::vector<std::uint32_t>{2, 3, 2, 0});
    CHECK(found.longer == std::vector<std::uint32_t>{0, 2, 0, 0});
    CHECK(found.lost == std::vector<std::uint32_t>{2, 1, 2, 0});  // who stands on the closed edge is cut off
    const auto round = ground.costs[6] - ground.costs[2];
    CHECK(found.most == std::vector<Cost>{0, round, 0, 0});
    CHECK(found.more == std::vector<std::uint64_t>{0, 2 * round, 0, 0});
}

TEST_CASE("no edges, no journeys, and edges that are not there", "[detours]") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}});
    const auto here = ground.stops({50, 0}, Direction::from_it);
    const auto there = ground.stops({80, 0}, Direction::to_it);
    CHECK(detours_on(ground, here, there, {{0, 0}}, {}).size() == 0);
    CHECK(detours_on(ground, here, there, {}, {0}).using_it == std::vector<std::uint32_t>{0});
    CHECK_THROWS_AS(detours_on(ground, here, there, {{0, 0}}, {1}), core::Error);
}

TEST_CASE("who is where he goes needs the edge on which he stands", "[detours]") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}});
    const auto origins = ground.stops({50, 0, 100, 0}, Direction::from_it);
    const auto targets = ground.stops({50, 0, 100, 0}, Direction::to_it);
    const std::vector<Journey> journeys{{0, 0}, {1, 1}};
    const auto found = detours_on(ground, origins, targets, journeys, {0, 1});
    CHECK(found.using_it == std::vector<std::uint32_t>{1, 0});
    CHECK(found.lost == std::vector<std::uint32_t>{1, 0});
    const auto paths =
        access::travel_paths(ground.roads, ground.hierarchy, ground.metric, ground.costs, origins, targets, journeys);
    CHECK(access::used_edges(paths, origins, targets, journeys) == std::vector<Edge>{0});
}

TEST_CASE("detours in towns are those of closing, customising and asking again", "[detours]") {
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        std::mt19937 random(seed);
        const auto ground = drawn::town(random, 6);
        const auto [from, to] = drawn::ends_in_town(random, 10);
        const auto origins = ground.stops(from, Direction::from_it);
        const auto targets = ground.stops(to, Direction::to_it);
        std::vector<Journey> journeys;
        for (std::uint32_t o = 0; o < origins.size(); ++o) {
            for (std::uint32_t t = 0; t < targets.size(); ++t) journeys.push_back({o, t});
        }
        std::vector<Edge> edges(ground.roads.edge_count());
        for (std::size_t e = 0; e < edges.size(); ++e) edges[e] = static_cast<Edge>(e);
        const auto found = detours_on(ground, origins, targets, journeys, edges);
        const auto threaded = detours_on(ground, origins, targets, journeys, edges, 3);
        CHECK(threaded.more == found.more);
        CHECK(threaded.lost == found.lost);

        const auto before = access::travel_matrix(ground.hierarchy, ground.metric, origins, targets);
        for (const auto edge : edges) {
            auto costs = ground.costs;
            costs[2 * edge] = costs[2 * edge + 1] = unreachable;
            const auto metric = network::customise(ground.hierarchy, costs);
            const auto after = access::travel_matrix(ground.hierarchy, metric, without_edge(origins, edge),
                                                     without_edge(targets, edge));
            std::uint32_t longer = 0, lost = 0;
            std::uint64_t more = 0;
            Cost most = 0;
            for (std::size_t i = 0; i < before.costs.size(); ++i) {
                if (before.costs[i] == unreachable) continue;
                const auto stays = after.costs[i] != unreachable;
                lost += stays ? 0 : 1;
                const auto extra = stays ? after.costs[i] - before.costs[i] : 0;
                longer += extra > 0 ? 1 : 0;
                more += extra;
                most = std::max(most, extra);
            }
            CHECK(found.longer[edge] == longer);
            CHECK(found.lost[edge] == lost);
            CHECK(found.more[edge] == more);
            CHECK(found.most[edge] == most);
        }
    }
}
