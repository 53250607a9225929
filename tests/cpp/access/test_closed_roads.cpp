// Journeys while several edges are closed at once, one closure after the other.
#include <algorithm>
#include <petasentra/access/closed_roads.hpp>
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

/// What a journey costs on roads without some edges, by customising anew; cut off who stands within one of them.
Cost cost_without(const drawn::Ground& ground, const access::Stops& origins, const access::Stops& targets,
                  const Journey& journey, const std::vector<Edge>& closed) {
    auto costs = ground.costs;
    for (const auto edge : closed) costs[2 * edge] = costs[2 * edge + 1] = unreachable;
    const auto metric = network::customise(ground.hierarchy, costs);
    network::PathSearch search(ground.hierarchy, metric, costs);
    const auto is_closed = [&](std::int64_t edge) {
        return std::find(closed.begin(), closed.end(), static_cast<Edge>(edge)) != closed.end();
    };
    const auto [o, t] = journey;
    Cost least = is_closed(origins.edge[o]) ? unreachable : access::cost_on_edge(origins, o, targets, t);
    for (auto a = origins.first[o]; a < origins.first[o + 1]; ++a) {
        if (is_closed(origins.edge[o]) && origins.fraction[o] != origins.end[a]) continue;
        for (auto b = targets.first[t]; b < targets.first[t + 1]; ++b) {
            if (is_closed(targets.edge[t]) && targets.fraction[t] != targets.end[b]) continue;
            const auto between = search.cost(origins.node[a], targets.node[b]);
            if (between == unreachable) continue;
            least = std::min(least, origins.cost[a] + between + targets.cost[b]);
        }
    }
    return least;
}

}  // namespace

TEST_CASE("closing several edges costs what customising without them says, whatever was closed before", "[closed]") {
    std::mt19937 random(11);
    const auto ground = drawn::town(random, 6);
    const auto [from, to] = drawn::ends_in_town(random, 8);
    const auto origins = ground.stops(from, Direction::from_it);
    const auto targets = ground.stops(to, Direction::to_it);
    access::ClosedRoads roads(ground.roads, ground.hierarchy, ground.costs, origins, targets);
    std::size_t longer = 0, lost = 0;
    for (int round = 0; round < 40; ++round) {
        std::vector<Edge> closed(random() % 6);
        for (auto& edge : closed) edge = static_cast<Edge>(random() % ground.roads.edge_count());
        roads.close(closed);
        access::ClosedRoads copy(roads);
        for (std::uint32_t o = 0; o < origins.size(); ++o) {
            for (std::uint32_t t = 0; t < targets.size(); ++t) {
                const auto found = roads.cost({o, t});
                CHECK(found == cost_without(ground, origins, targets, {o, t}, closed));
                CHECK(copy.cost({o, t}) == found);
                const auto before = cost_without(ground, origins, targets, {o, t}, {});
                lost += found == unreachable && before != unreachable ? 1 : 0;
                longer += found != unreachable && found > before ? 1 : 0;
            }
        }
    }
    CHECK(longer > 50);
    CHECK(lost > 10);
}

TEST_CASE("edges, places and costs that are not there are refused, and what was closed stays so", "[closed]") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}});
    const auto origins = ground.stops({0, 0}, Direction::from_it);
    const auto targets = ground.stops({200, 0}, Direction::to_it);
    access::ClosedRoads roads(ground.roads, ground.hierarchy, ground.costs, origins, targets);
    CHECK(roads.cost({0, 0}) != unreachable);
    roads.close(std::vector<Edge>{1});
    CHECK_THROWS_AS(roads.close(std::vector<Edge>{0, 2}), core::Error);
    CHECK(roads.cost({0, 0}) == unreachable);
    CHECK_THROWS_AS(roads.cost({1, 0}), core::Error);
    CHECK_THROWS_AS(roads.cost({0, 1}), core::Error);
    roads.close({});
    CHECK(roads.cost({0, 0}) != unreachable);
    const std::vector<Cost> few{1};
    CHECK_THROWS_AS(access::ClosedRoads(ground.roads, ground.hierarchy, few, origins, targets), core::Error);
}

TEST_CASE("many closures at once cost what they do one after the other, for any number of threads", "[closed]") {
    std::mt19937 random(12);
    const auto ground = drawn::town(random, 6);
    const auto [from, to] = drawn::ends_in_town(random, 8);
    const auto origins = ground.stops(from, Direction::from_it);
    const auto targets = ground.stops(to, Direction::to_it);
    const access::ClosedRoads roads(ground.roads, ground.hierarchy, ground.costs, origins, targets);
    std::vector<std::size_t> first_edge{0}, first_journey{0};
    std::vector<Edge> edges;
    std::vector<Journey> journeys;
    for (int closure = 0; closure < 60; ++closure) {
        for (auto more = random() % 4; more != 0; --more)
            edges.push_back(static_cast<Edge>(random() % ground.roads.edge_count()));
        for (auto more = random() % 6; more != 0; --more)
            journeys.push_back({static_cast<std::uint32_t>(random() % 8), static_cast<std::uint32_t>(random() % 8)});
        first_edge.push_back(edges.size());
        first_journey.push_back(journeys.size());
    }
    const access::Closures closures{first_edge, edges, first_journey, journeys};
    std::vector<Cost> one_by_one;
    access::ClosedRoads copy(roads);
    for (std::size_t closure = 0; closure + 1 < first_edge.size(); ++closure) {
        copy.close(std::span(edges).subspan(first_edge[closure], first_edge[closure + 1] - first_edge[closure]));
        for (auto row = first_journey[closure]; row < first_journey[closure + 1]; ++row)
            one_by_one.push_back(copy.cost(journeys[row]));
    }
    core::Control control;
    for (const auto threads : {1U, 4U}) {
        control.threads = threads;
        CHECK(access::closed_costs(roads, closures, control) == one_by_one);
    }
    first_edge.back() += 1;
    CHECK_THROWS_AS(access::closed_costs(roads, {first_edge, edges, first_journey, journeys}), core::Error);
}
