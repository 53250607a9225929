#include <petasentra/access/travel_paths.hpp>
#include <petasentra/core/error.hpp>
#include <random>

#include "../catch.hpp"
#include "network_ground.hpp"

using namespace petasentra;
using access::Journey;
using network::Cost;
using network::Direction;
using network::unreachable;

namespace {

access::TravelPaths paths_on(const drawn::Ground& ground, const access::Stops& origins, const access::Stops& targets,
                             const std::vector<Journey>& journeys, unsigned threads = 1) {
    return access::travel_paths(ground.roads, ground.hierarchy, ground.metric, ground.costs, origins, targets, journeys,
                                {.threads = threads});
}

access::TravelPaths path_between(const drawn::Ground& ground, const std::vector<double>& from,
                                 const std::vector<double>& to) {
    return paths_on(ground, ground.stops(from, Direction::from_it), ground.stops(to, Direction::to_it), {{0, 0}});
}

std::vector<double> vertices(const drawn::Ground& ground, const access::TravelPaths& paths) {
    return access::lines_of(ground.roads, paths).xy;
}

std::vector<Journey> every(std::size_t origins, std::size_t targets) {
    std::vector<Journey> out;
    for (std::uint32_t o = 0; o < origins; ++o) {
        for (std::uint32_t t = 0; t < targets; ++t) out.push_back({o, t});
    }
    return out;
}

}  // namespace

TEST_CASE("a path follows the road from the place where it begins to that where it ends", "[paths]") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {100, 50}, {150, 50}}, {{200, 50}, {150, 50}}});
    const auto there = path_between(ground, {40, 0}, {170, 50});
    CHECK(there.cost == std::vector<Cost>{60 + 100 + 20});
    CHECK(there.length_m[0] == Approx(180));
    CHECK(there.edge == std::vector<network::Edge>{0, 1, 2});
    CHECK(there.end == std::vector<double>{1, 1, 0.6});
    CHECK(vertices(ground, there) == std::vector<double>{40, 0, 100, 0, 100, 50, 150, 50, 170, 50});
    const auto back = path_between(ground, {170, 50}, {40, 0});
    CHECK(vertices(ground, back) == std::vector<double>{170, 50, 150, 50, 100, 50, 100, 0, 40, 0});
}

TEST_CASE("two places on one edge are joined along it, and round about against a one-way road", "[paths]") {
    const drawn::Ground both({{{0, 0}, {100, 0}}});
    CHECK(vertices(both, path_between(both, {70, 0}, {20, 0})) == std::vector<double>{70, 0, 20, 0});

    const drawn::Ground ring({{{0, 0}, {100, 0}}, {{100, 0}, {100, 100}, {0, 0}}}, {"yes", "no"});
    const auto round = path_between(ring, {70, 0}, {20, 0});
    CHECK(round.edge == std::vector<network::Edge>{0, 1, 0});
    CHECK(vertices(ring, round) == std::vector<double>{70, 0, 100, 0, 100, 100, 0, 0, 20, 0});
}

TEST_CASE("a loop is left in the direction that is open", "[paths]") {
    const drawn::Ground loop({{{0, 0}, {100, 0}, {100, 100}, {0, 0}}, {{0, 0}, {-50, 0}}}, {"yes", "no"});
    CHECK(vertices(loop, path_between(loop, {50, 0}, {-50, 0})) ==
          std::vector<double>{50, 0, 100, 0, 100, 100, 0, 0, -50, 0});
    CHECK(vertices(loop, path_between(loop, {-50, 0}, {100, 50})) ==
          std::vector<double>{-50, 0, 0, 0, 100, 0, 100, 50});
}

TEST_CASE("a journey without a way and one without length have no line", "[paths]") {
    const drawn::Ground island({{{0, 0}, {100, 0}}, {{0, 900}, {100, 900}}});
    const auto none = path_between(island, {50, 0}, {50, 900});
    CHECK(none.cost == std::vector<Cost>{unreachable});
    CHECK(none.edge.empty());
    const auto here = path_between(island, {50, 0}, {50, 0});
    CHECK(here.cost == std::vector<Cost>{0});
    CHECK(access::lines_of(island.roads, here).size() == 1);
    CHECK(access::lines_of(island.roads, here).is_null(0));
    CHECK(paths_on(island, island.stops({}, Direction::from_it), island.stops({}, Direction::to_it), {}).size() == 0);
}

TEST_CASE("a journey from a place that is not there is an error", "[paths]") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}});
    const auto origins = ground.stops({50, 0}, Direction::from_it);
    CHECK_THROWS_AS(paths_on(ground, origins, origins, {{0, 1}}), core::Error);
    const std::vector<Journey> journeys{{0, 0}};
    CHECK_THROWS_AS(access::travel_paths(ground.roads, ground.hierarchy, ground.metric, {}, origins, origins, journeys),
                    core::Error);
}

TEST_CASE("paths of a town cost what travel_matrix says, and their pieces add up and hang together", "[paths]") {
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        std::mt19937 random(seed);
        const auto ground = drawn::town(random, 7);
        std::vector<double> from, to;
        for (int i = 0; i < 24; ++i) {
            (i % 2 == 0 ? from : to)
                .insert((i % 2 == 0 ? from : to).end(), {double(random() % 700), double(random() % 700)});
        }
        const auto origins = ground.stops(from, Direction::from_it);
        const auto targets = ground.stops(to, Direction::to_it);
        const auto matrix = access::travel_matrix(ground.hierarchy, ground.metric, origins, targets);
        const auto journeys = every(origins.size(), targets.size());
        const auto paths = paths_on(ground, origins, targets, journeys);
        CHECK(std::equal(matrix.costs.begin(), matrix.costs.end(), paths.cost.begin(), paths.cost.end()));
        CHECK(paths_on(ground, origins, targets, journeys, 3).edge == paths.edge);
        for (std::size_t i = 0; i < paths.size(); ++i) {
            if (paths.cost[i] == unreachable) continue;
            const auto access = origins.access[journeys[i].origin] + targets.access[journeys[i].target];
            double tenths = 0.0;
            auto here = network::no_node;
            for (auto p = paths.first_piece[i]; p < paths.first_piece[i + 1]; ++p) {
                const auto edge = paths.edge[p];
                const bool against = paths.begin[p] > paths.end[p];
                REQUIRE(ground.costs[2 * edge + (against ? 1 : 0)] != unreachable);
                tenths += std::abs(paths.end[p] - paths.begin[p]) * ground.costs[2 * edge + (against ? 1 : 0)];
                const auto& parts = ground.roads.parts();
                if (p > paths.first_piece[i]) CHECK(here == (against ? parts.to : parts.from)[edge]);
                here = (against ? parts.from : parts.to)[edge];
            }
            CHECK(paths.cost[i] - access == Approx(tenths).margin(2.0));  // two partial edges, each rounded
        }
    }
}
