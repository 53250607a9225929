#include <algorithm>
#include <cmath>
#include <map>
#include <petasentra/access/isochrones.hpp>
#include <random>

#include "catch.hpp"
#include "network_ground.hpp"

namespace ps = petasentra;
using ps::access::ReachedParts;
using ps::network::Cost;
using ps::network::Direction;
using ps::network::unreachable;

namespace {

ReachedParts parts_of(const drawn::Ground& ground, const std::vector<double>& xy, Cost limit,
                      Direction direction = Direction::from_it) {
    return ps::access::reached_parts(ground.roads, ground.costs, ground.hierarchy, ground.metric,
                                     ground.stops(xy, direction), limit, direction);
}

double length_of(const drawn::Ground& ground, const ReachedParts& parts) {
    double sum = 0.0;
    for (std::size_t i = 0; i < parts.size(); ++i)
        sum += (parts.to_fraction[i] - parts.from_fraction[i]) * ground.roads.parts().length_m[parts.edge[i]];
    return sum;
}

}  // namespace

TEST_CASE("an isochrone ends within the edges where its time is up") {
    //  A ---- 100 m ---- B ---- 100 m ---- C, a tenth of a second a metre
    const drawn::Ground ground({{{0, 0}, {100, 0}}, {{100, 0}, {200, 0}}});
    const auto parts = parts_of(ground, {30, 0}, 90);
    REQUIRE(parts.size() == 2);
    CHECK(parts.from_fraction == std::vector<double>{0.0, 0.0});
    CHECK(parts.to_fraction == std::vector<double>{1.0, 0.2});
    CHECK(parts.cost_at_from == std::vector<Cost>{30, 70});
    CHECK(parts.cost_at_to == std::vector<Cost>{70, 90});
    const auto lines = ps::access::lines_of(ground.roads, parts);
    const auto second = lines.vertices(1);
    CHECK(std::vector<double>(second.begin(), second.end()) == std::vector<double>{100, 0, 120, 0});
}

TEST_CASE("an isochrone within one edge reaches both ways from the stop") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}});
    const auto parts = parts_of(ground, {30, 0}, 20);
    REQUIRE(parts.size() == 1);
    CHECK(parts.from_fraction[0] == Approx(0.1));
    CHECK(parts.to_fraction[0] == Approx(0.5));
    CHECK(parts_of(ground, {30, 5}, 20).size() == 0);  // the access leg takes 50
    CHECK(parts_of(ground, {5000, 0}, 20).size() == 0);
    CHECK(parts_of(ground, {30, 0}, 0).size() == 1);  // the place itself
}

TEST_CASE("who can come is not who can be reached, on a one-way road") {
    const drawn::Ground ground({{{0, 0}, {100, 0}}}, {"yes"});
    const auto from = parts_of(ground, {50, 0}, 30);
    const auto to = parts_of(ground, {50, 0}, 30, Direction::to_it);
    CHECK(from.from_fraction[0] == 0.5);
    CHECK(from.to_fraction[0] == Approx(0.8));
    CHECK(to.from_fraction[0] == Approx(0.2));
    CHECK(to.to_fraction[0] == 0.5);
}

TEST_CASE("an edge that is reached from both ends keeps the gap in its middle") {
    //  a ring of 400 m; from the middle of the near side the far side is reached from both ends
    const drawn::Ground ground(
        {{{0, 0}, {100, 0}}, {{100, 0}, {100, 100}}, {{100, 100}, {0, 100}}, {{0, 100}, {0, 0}}});
    const auto parts = parts_of(ground, {50, 0}, 180);
    CHECK(length_of(ground, parts) == Approx(360.0));
    CHECK(parts.size() == 5);
    CHECK(length_of(ground, parts_of(ground, {50, 0}, 200)) == Approx(400.0));
    CHECK(parts_of(ground, {50, 0}, 200).size() == 4);
}

TEST_CASE("a place is in an isochrone if a journey to it is within the limit") {
    std::mt19937 random(8);
    const auto ground = drawn::town(random, 7);
    std::uniform_real_distribution<double> somewhere(0.0, 700.0);
    std::vector<double> from;
    std::vector<double> to;
    for (int i = 0; i < 2 * 25; ++i) from.push_back(somewhere(random));
    for (int i = 0; i < 2 * 60; ++i) to.push_back(somewhere(random));
    for (const auto direction : {Direction::from_it, Direction::to_it}) {
        const bool leaving = direction == Direction::from_it;
        const auto origins = ground.stops(from, direction);
        // Places on the roads themselves: without access legs.
        auto places = ground.stops(to, leaving ? Direction::to_it : Direction::from_it);
        for (std::size_t i = 0; i < places.size(); ++i) {
            for (auto way = places.first[i]; way < places.first[i + 1]; ++way) places.cost[way] -= places.access[i];
            places.access[i] = 0;
        }
        const auto costs = leaving ? ps::access::travel_matrix(ground.hierarchy, ground.metric, origins, places)
                                   : ps::access::travel_matrix(ground.hierarchy, ground.metric, places, origins);
        const Cost limit = 700;
        const auto parts = ps::access::reached_parts(ground.roads, ground.costs, ground.hierarchy, ground.metric,
                                                     origins, limit, direction, {.threads = 2});
        std::size_t inside = 0;
        for (std::size_t o = 0; o < origins.size(); ++o) {
            for (std::size_t p = 0; p < places.size(); ++p) {
                const auto cost = leaving ? costs.costs[o * places.size() + p] : costs.costs[p * origins.size() + o];
                // Costs along an edge are whole numbers, shares of it are not: what is a tenth or two from the limit may
                // be on either side.
                if (cost != unreachable && cost + 2 >= limit && cost <= limit + 2) continue;
                bool found = false;
                for (std::size_t i = 0; i < parts.size(); ++i) {
                    found = found || (parts.stop[i] == o && parts.edge[i] == static_cast<std::size_t>(places.edge[p]) &&
                                      parts.from_fraction[i] <= places.fraction[p] &&
                                      parts.to_fraction[i] >= places.fraction[p]);
                }
                CHECK(found == (cost <= limit));
                inside += found ? 1U : 0U;
            }
        }
        CHECK(inside > 100);
    }
}

TEST_CASE("what any of several stops reaches is what they reach one by one, joined") {
    std::mt19937 random(15);
    const auto ground = drawn::town(random, 7);
    std::uniform_real_distribution<double> somewhere(0.0, 700.0);
    std::vector<double> xy;
    for (int i = 0; i < 2 * 6; ++i) xy.push_back(somewhere(random));
    for (const auto direction : {Direction::from_it, Direction::to_it}) {
        const auto stops = ground.stops(xy, direction, 60.0);
        for (const Cost limit : {0U, 80U, 300U, 5000U}) {
            const auto each = ps::access::reached_parts(ground.roads, ground.costs, ground.hierarchy, ground.metric,
                                                        stops, limit, direction);
            const auto any = ps::access::parts_reached_by_any(ground.roads, ground.costs, ground.hierarchy,
                                                              ground.metric, stops, limit, direction);
            // Places on every edge, each asked of both.
            const auto within = [](const ReachedParts& parts, std::size_t edge, double at) {
                for (std::size_t i = 0; i < parts.size(); ++i) {
                    if (parts.edge[i] == edge && parts.from_fraction[i] <= at + 1e-12 &&
                        parts.to_fraction[i] >= at - 1e-12)
                        return true;
                }
                return false;
            };
            std::size_t reached = 0;
            for (std::size_t edge = 0; edge < ground.roads.edge_count(); ++edge) {
                for (int step = 0; step <= 20; ++step) {
                    const double at = step / 20.0;
                    CHECK(within(each, edge, at) == within(any, edge, at));
                    reached += within(any, edge, at) ? 1U : 0U;
                }
            }
            CHECK((limit < 300 || reached > 50));
            for (std::size_t i = 1; i < any.size(); ++i) {
                CHECK((any.edge[i] > any.edge[i - 1] || any.from_fraction[i] > any.to_fraction[i - 1]));
            }
        }
    }
}
