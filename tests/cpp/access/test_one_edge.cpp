// Places on one edge so near to each other that their costs, whole tenths of a second, are the same.
#include <algorithm>
#include <cmath>
#include <petasentra/access/edge_detours.hpp>
#include <petasentra/access/isochrones.hpp>
#include <petasentra/access/nearest_stops.hpp>
#include <petasentra/access/travel_paths.hpp>
#include <random>

#include "../catch.hpp"
#include "network_ground.hpp"

using namespace petasentra;
using network::Cost;
using network::Direction;
using network::unreachable;

namespace {

bool is_reached(const access::ReachedParts& parts, std::size_t stop, double fraction) {
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (parts.stop[i] == stop && parts.from_fraction[i] <= fraction && fraction <= parts.to_fraction[i])
            return true;
    return false;
}

}  // namespace

TEST_CASE("no journey goes back on a one-way road, however short, and every question agrees", "[one edge]") {
    std::mt19937 random(8);
    for (const auto* word : {"yes", "-1", "no"}) {
        const drawn::Ground ground({{{0, 0}, {1000, 0}}}, {word});
        const std::string arah(word);
        std::vector<double> xy{1000, 0, 999.8, 0, 999, 0, 0, 0, 0.2, 0, 500, 0, 500, 0};
        for (int i = 0; i < 12; ++i) xy.insert(xy.end(), {400.0 + static_cast<double>(random() % 40) / 10.0, 0.0});
        const auto origins = ground.stops(xy, Direction::from_it);
        const auto targets = ground.stops(xy, Direction::to_it);
        const auto size = origins.size();
        const auto matrix = access::travel_matrix(ground.hierarchy, ground.metric, origins, targets);
        const auto nearest = access::nearest_stops(ground.hierarchy, ground.metric, origins, targets, size);
        const auto reached = access::reached_parts(ground.roads, ground.costs, ground.hierarchy, ground.metric, origins,
                                                   5000, Direction::from_it);
        std::vector<access::Journey> journeys;
        for (std::uint32_t o = 0; o < size; ++o)
            for (std::uint32_t t = 0; t < size; ++t) journeys.push_back({o, t});
        const auto paths = access::travel_paths(ground.roads, ground.hierarchy, ground.metric, ground.costs, origins,
                                                targets, journeys);
        for (std::size_t i = 0; i < journeys.size(); ++i) {
            const auto [o, t] = journeys[i];
            CAPTURE(word, xy[2 * o], xy[2 * t]);
            const double ahead_m = xy[2 * t] - xy[2 * o];
            // The twin: by the places themselves. Nothing leads round.
            const bool open = ahead_m == 0.0 || arah == "no" || (arah == "yes") == (ahead_m > 0.0);
            CHECK((matrix.costs[i] != unreachable) == open);
            if (open) CHECK(std::abs(static_cast<double>(matrix.costs[i]) - std::abs(ahead_m)) <= 1.0);
            CHECK(paths.cost[i] == matrix.costs[i]);
            CHECK(paths.length_m[i] == Approx(open ? std::abs(ahead_m) : 0.0).margin(1e-6));
            CHECK(is_reached(reached, o, targets.fraction[t]) == open);
            const auto* row = nearest.targets.data() + o * size;
            const auto* found = std::find(row, row + size, t);
            CHECK((found != row + size) == open);
            if (found != row + size)
                CHECK(nearest.costs[o * size + static_cast<std::size_t>(found - row)] == matrix.costs[i]);
        }
    }
}

TEST_CASE("who stands just beside the end of a closed edge is cut off", "[one edge]") {
    const drawn::Ground ground({{{0, 0}, {1000, 0}}, {{1000, 0}, {2000, 0}}});
    const auto origins = ground.stops({999.8, 0, 1000, 0}, Direction::from_it);
    const auto targets = ground.stops({1500, 0}, Direction::to_it);
    const std::vector<access::Journey> journeys{{0, 0}, {1, 0}};
    const auto paths =
        access::travel_paths(ground.roads, ground.hierarchy, ground.metric, ground.costs, origins, targets, journeys);
    const auto found = access::edge_detours(ground.roads, ground.hierarchy, ground.costs, origins, targets, journeys,
                                            paths, std::vector<network::Edge>{0});
    CHECK(found.using_it == std::vector<std::uint32_t>{1});
    CHECK(found.lost == std::vector<std::uint32_t>{1});
}
