#include <algorithm>
#include <petasentra/access/edge_detours.hpp>
#include <petasentra/access/isochrones.hpp>
#include <petasentra/access/nearest_stops.hpp>
#include <petasentra/access/travel_paths.hpp>
#include <random>

#include "../network/slow_turns.hpp"
#include "catch.hpp"
#include "network_ground.hpp"

namespace ps = petasentra;
using ps::network::Cost;
using ps::network::Direction;
using ps::network::Node;
using ps::network::TurnRules;
using ps::network::unreachable;

namespace {

/// A town with rules of every kind, and places in it.
struct Town {
    std::mt19937 random;
    drawn::Ground ground;
    std::vector<Cost> road_costs;
    TurnRules rules;
    std::vector<Cost> of_rules;
    std::vector<double> from, to;

    explicit Town(std::uint32_t seed, int size = 5, int places = 20)
        : random(seed), ground(drawn::town(random, size)), road_costs(ground.costs) {
        rules = slow::some_rules(ground.roads, random, 6 * size);
        for (std::uint32_t i = 0; i < rules.rules; ++i) {
            const auto kind = random() % 6;
            of_rules.push_back(kind == 0 ? 0 : kind == 1 ? static_cast<Cost>(random() % 900) : unreachable);
        }
        ground.turn(rules, of_rules);
        for (int i = 0; i < places; ++i) {
            for (auto* list : {&from, &to}) {
                // Some on a junction, some beside one, most within a street.
                const double x = double(random() % static_cast<unsigned>(100 * size));
                const double y = double(random() % static_cast<unsigned>(100 * size));
                const bool junction = random() % 4 == 0;
                list->insert(list->end(),
                             {junction ? 100.0 * std::round(x / 100) : x, junction ? 100.0 * std::round(y / 100) : y});
            }
        }
    }

    [[nodiscard]] slow::TurnSearch search() const { return {ground.roads, rules, road_costs, of_rules}; }
    [[nodiscard]] ps::access::Stops origins() const { return ground.stops(from, Direction::from_it); }
    [[nodiscard]] ps::access::Stops targets() const { return ground.stops(to, Direction::to_it); }
};

/// Where a stop's journeys begin, from its place on the edge alone.
std::vector<slow::TurnSearch::Stand> starts(const Town& town, const ps::access::Stops& stops, std::size_t stop) {
    std::vector<slow::TurnSearch::Stand> out;
    if (stops.edge[stop] < 0) return out;
    const auto edge = static_cast<std::uint32_t>(stops.edge[stop]);
    const auto& parts = town.ground.roads.parts();
    const auto part = [&](std::uint32_t arc, double share) {
        const auto cost = town.road_costs[arc];
        return cost == unreachable ? unreachable : stops.access[stop] + static_cast<Cost>(std::lround(cost * share));
    };
    const auto at = stops.fraction[stop];
    const auto left = [&](std::uint32_t arc, double share) {  // what is left of the whole
        const auto cost = town.road_costs[arc];
        return cost == unreachable ? unreachable
                                   : stops.access[stop] + cost - static_cast<Cost>(std::lround(cost * share));
    };
    if (at == 0.0)
        out.push_back({parts.from[edge], {}, stops.access[stop]});
    else
        out.push_back({parts.from[edge], {2 * edge + 1}, part(2 * edge + 1, at)});
    if (at == 1.0)
        out.push_back({parts.to[edge], {}, stops.access[stop]});
    else
        out.push_back({parts.to[edge], {2 * edge}, left(2 * edge, at)});
    return out;
}

/// What it costs from stands to a stop.
Cost cost_to(const Town& town, const slow::TurnSearch& search, const std::vector<slow::TurnSearch::Stand>& reached,
             const ps::access::Stops& stops, std::size_t stop) {
    if (stops.edge[stop] < 0) return unreachable;
    const auto edge = static_cast<std::uint32_t>(stops.edge[stop]);
    const auto& parts = town.ground.roads.parts();
    const auto at = stops.fraction[stop];
    std::uint64_t least = unreachable;
    const auto take = [&](Node node, std::uint32_t arc, bool is_there, std::uint64_t part) {
        for (const auto& stand : reached) {
            if (stand.node != node) continue;
            const std::uint64_t turn = is_there ? 0 : search.turn(stand.travelled, arc);
            if (!is_there && (town.road_costs[arc] == unreachable || turn == unreachable)) continue;
            least = std::min(least, stand.cost + turn + (is_there ? 0 : part) + stops.access[stop]);
        }
    };
    const auto along = static_cast<std::uint64_t>(std::lround(town.road_costs[2 * edge] * at));
    const auto back = static_cast<std::uint64_t>(std::lround(town.road_costs[2 * edge + 1] * at));
    take(parts.from[edge], 2 * edge, at == 0.0, along);
    take(parts.to[edge], 2 * edge + 1, at == 1.0, town.road_costs[2 * edge + 1] - back);
    return static_cast<Cost>(std::min<std::uint64_t>(least, unreachable));
}

std::vector<Cost> slow_matrix(const Town& town, const ps::access::Stops& origins, const ps::access::Stops& targets) {
    const auto search = town.search();
    std::vector<Cost> out;
    for (std::size_t o = 0; o < origins.size(); ++o) {
        const auto reached = search.from(starts(town, origins, o));
        for (std::size_t t = 0; t < targets.size(); ++t)
            out.push_back(
                std::min(cost_to(town, search, reached, targets, t), ps::access::cost_on_edge(origins, o, targets, t)));
    }
    return out;
}

}  // namespace

TEST_CASE("travel times keep to the rules for turns, wherever on a road a journey begins and ends", "[turns]") {
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
        const Town town(seed);
        const auto origins = town.origins();
        const auto targets = town.targets();
        const auto found =
            ps::access::travel_matrix(town.ground.hierarchy, town.ground.metric, origins, targets, {.threads = 2});
        const auto wanted = slow_matrix(town, origins, targets);
        REQUIRE(std::equal(found.costs.begin(), found.costs.end(), wanted.begin(), wanted.end()));
        const auto near = ps::access::nearest_stops(town.ground.hierarchy, town.ground.metric, origins, targets, 3);
        for (std::size_t o = 0; o < origins.size(); ++o) {
            std::vector<std::pair<Cost, std::uint32_t>> row;
            for (std::uint32_t t = 0; t < targets.size(); ++t) {
                const auto cost = wanted[o * targets.size() + t];
                if (cost != unreachable) row.emplace_back(cost, t);
            }
            std::sort(row.begin(), row.end());
            row.resize(std::max<std::size_t>(row.size(), 3), {unreachable, ps::network::no_target});
            for (std::size_t i = 0; i < 3; ++i) {
                REQUIRE(near.costs[o * 3 + i] == row[i].first);
                REQUIRE(near.targets[o * 3 + i] == row[i].second);
            }
        }
    }
}

TEST_CASE("paths break no rule and cost what they say", "[turns]") {
    std::size_t turns = 0;
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const Town town(seed);
        const auto origins = town.origins();
        const auto targets = town.targets();
        const auto wanted = slow_matrix(town, origins, targets);
        std::vector<ps::access::Journey> journeys;
        for (std::uint32_t o = 0; o < origins.size(); ++o)
            for (std::uint32_t t = 0; t < targets.size(); ++t) journeys.push_back({o, t});
        const auto paths = ps::access::travel_paths(town.ground.roads, town.ground.hierarchy, town.ground.metric,
                                                    town.ground.costs, origins, targets, journeys);
        REQUIRE(paths.cost == wanted);
        const auto search = town.search();
        for (std::size_t i = 0; i < paths.size(); ++i) {
            slow::Travelled travelled;
            double cost = 0.0;
            for (auto p = paths.first_piece[i]; p < paths.first_piece[i + 1]; ++p) {
                const auto arc = 2 * paths.edge[p] + (paths.begin[p] > paths.end[p] ? 1U : 0U);
                if (!travelled.empty())
                    REQUIRE(town.ground.roads.arcs().heads[travelled.back()] == town.ground.roads.arcs().tails[arc]);
                const auto turn = search.turn(travelled, arc);
                REQUIRE(turn != unreachable);
                turns += turn;
                cost += turn + std::abs(paths.end[p] - paths.begin[p]) * town.road_costs[arc];
                travelled.push_back(arc);
            }
            if (paths.cost[i] == unreachable) {
                REQUIRE(travelled.empty());
                continue;
            }
            const auto access = origins.access[journeys[i].origin] + targets.access[journeys[i].target];
            REQUIRE(cost == Approx(paths.cost[i] - access).margin(2.0));
        }
    }
    CHECK(turns > 100);
}

TEST_CASE("catchments of nodes keep to the rules for turns both ways", "[turns]") {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        const Town town(seed, 5, 6);
        const auto search = town.search();
        const auto nodes = town.ground.roads.node_count();
        std::vector<Cost> wanted(nodes, unreachable);
        const auto targets = town.targets();
        for (Node v = 0; v < nodes; ++v) {
            const auto reached = search.from({{v, {}, 0}});
            for (std::size_t t = 0; t < targets.size(); ++t)
                wanted[v] = std::min(wanted[v], cost_to(town, search, reached, targets, t));
        }
        auto found = ps::access::catchments_of(town.ground.roads, town.ground.hierarchy, town.ground.metric, targets,
                                               Direction::from_it);
        REQUIRE(found.rows == nodes);
        REQUIRE(std::equal(found.costs.begin(), found.costs.end(), wanted.begin(), wanted.end()));

        wanted.assign(nodes, unreachable);
        const auto origins = town.origins();
        for (std::size_t o = 0; o < origins.size(); ++o)
            for (const auto& stand : search.from(starts(town, origins, o)))
                wanted[stand.node] = std::min(wanted[stand.node], stand.cost);
        found = ps::access::catchments_of(town.ground.roads, town.ground.hierarchy, town.ground.metric, origins,
                                          Direction::to_it);
        REQUIRE(std::equal(found.costs.begin(), found.costs.end(), wanted.begin(), wanted.end()));
    }
}

TEST_CASE("isochrones hold what a journey that keeps to the rules reaches, and no more", "[turns]") {
    std::size_t inside = 0;
    std::size_t outside = 0;
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        const Town town(seed, 6, 24);
        const Cost limit = 500;
        for (const auto direction : {Direction::from_it, Direction::to_it}) {
            const bool leaving = direction == Direction::from_it;
            const auto centres = leaving ? town.origins() : town.targets();
            auto places = leaving ? town.targets() : town.origins();
            for (std::size_t i = 0; i < places.size(); ++i) {
                for (auto way = places.first[i]; way < places.first[i + 1]; ++way) places.cost[way] -= places.access[i];
                places.access[i] = 0;
            }
            const auto costs = leaving ? slow_matrix(town, centres, places) : slow_matrix(town, places, centres);
            const auto parts = ps::access::reached_parts(town.ground.roads, town.ground.costs, town.ground.hierarchy,
                                                         town.ground.metric, centres, limit, direction, {.threads = 2});
            const auto any =
                ps::access::parts_reached_by_any(town.ground.roads, town.ground.costs, town.ground.hierarchy,
                                                 town.ground.metric, centres, limit, direction);
            const auto holds = [&](const ps::access::ReachedParts& of, std::size_t stop, std::size_t place) {
                for (std::size_t i = 0; i < of.size(); ++i) {
                    if (of.stop[i] == stop && of.edge[i] == static_cast<std::size_t>(places.edge[place]) &&
                        of.from_fraction[i] <= places.fraction[place] && of.to_fraction[i] >= places.fraction[place])
                        return true;
                }
                return false;
            };
            for (std::size_t p = 0; p < places.size(); ++p) {
                // A node is on several edges, and costs are whole numbers: who is on the border may be either.
                if (places.fraction[p] == 0.0 || places.fraction[p] == 1.0) continue;
                Cost nearest = unreachable;
                bool near_border = false;
                for (std::size_t c = 0; c < centres.size(); ++c) {
                    const auto cost = leaving ? costs[c * places.size() + p] : costs[p * centres.size() + c];
                    const bool border = cost != unreachable && cost + 2 >= limit && cost <= limit + 2;
                    near_border = near_border || border;
                    nearest = std::min(nearest, cost);
                    if (border) continue;
                    REQUIRE(holds(parts, c, p) == (cost <= limit));
                    (cost <= limit ? inside : outside) += 1;
                }
                if (!near_border) REQUIRE(holds(any, 0, p) == (nearest <= limit));
            }
        }
    }
    CHECK(inside > 300);
    CHECK(outside > 300);
}

TEST_CASE("closing an edge among turns is the same as a town without it", "[turns]") {
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        const Town town(seed, 4, 10);
        const auto origins = town.origins();
        const auto targets = town.targets();
        std::vector<ps::access::Journey> journeys;
        for (std::uint32_t i = 0; i < 10; ++i) journeys.push_back({i, i});
        const auto paths = ps::access::travel_paths(town.ground.roads, town.ground.hierarchy, town.ground.metric,
                                                    town.ground.costs, origins, targets, journeys);
        const auto edges = ps::access::used_edges(paths, origins, targets, journeys);
        const auto found = ps::access::edge_detours(town.ground.roads, town.ground.hierarchy, town.ground.costs,
                                                    origins, targets, journeys, paths, edges, {.threads = 2});
        for (std::size_t k = 0; k < edges.size(); ++k) {
            Town closed = town;
            closed.road_costs[2 * edges[k]] = closed.road_costs[2 * edges[k] + 1] = unreachable;
            const auto search = closed.search();
            std::uint32_t lost = 0;
            std::uint64_t more = 0;
            for (const auto& [o, t] : journeys) {
                if (paths.cost[o] == unreachable) continue;
                const auto own_edge = static_cast<std::size_t>(origins.edge[o]) == edges[k];
                auto cost = cost_to(closed, search, search.from(starts(closed, origins, o)), targets, t);
                if (!own_edge) cost = std::min(cost, ps::access::cost_on_edge(origins, o, targets, t));
                lost += cost == unreachable ? 1U : 0U;
                more += cost == unreachable ? 0 : cost - paths.cost[o];
            }
            REQUIRE(found.lost[k] == lost);
            REQUIRE(found.more[k] == more);
        }
    }
}
