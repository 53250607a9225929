#include <algorithm>
#include <cmath>
#include <numeric>
#include <petasentra/access/reach_sums.hpp>
#include <petasentra/core/error.hpp>
#include <random>

#include "catch.hpp"
#include "network_ground.hpp"

namespace ps = petasentra;
using ps::access::Decay;
using ps::access::DecayKind;
using ps::access::Reach;
using ps::network::Cost;
using ps::network::Direction;
using ps::network::unreachable;

namespace {

std::vector<double> scattered(std::mt19937& random, std::size_t places) {
    std::uniform_real_distribution<double> somewhere(-60.0, 760.0);
    std::vector<double> out(2 * places);
    for (auto& one : out) one = somewhere(random);
    return out;
}

std::vector<double> amounts(std::mt19937& random, std::size_t size) {
    std::uniform_real_distribution<double> some(0.0, 100.0);
    std::vector<double> out(size);
    for (auto& one : out) one = some(random);
    return out;
}

struct Case {
    drawn::Ground ground;
    std::vector<double> from, to;
    ps::access::Stops origins, targets;
    ps::network::CostMatrix costs;

    explicit Case(std::mt19937& random)
        : ground(drawn::town(random, 7)),
          from(scattered(random, 70)),
          to(scattered(random, 40)),
          origins(ground.stops(from, Direction::from_it, 40.0)),
          targets(ground.stops(to, Direction::to_it, 40.0)),
          costs(ps::access::travel_matrix(ground.hierarchy, ground.metric, origins, targets)) {}
};

}  // namespace

TEST_CASE("what is within reach is summed as the matrix says, for every limit and decay") {
    std::mt19937 random(3);
    const Case one(random);
    const std::vector<std::vector<double>> columns{amounts(random, 40), std::vector<double>(40, 1.0)};
    const std::vector<std::span<const double>> views{columns[0], columns[1]};
    const std::vector<Reach> reaches{
        {.limit = 300},
        {.limit = 900},
        {.limit = 900, .decay = {.kind = DecayKind::exponential, .scale = 1.5}, .unit = 600.0}};
    const auto found =
        ps::access::reach_sums(one.ground.hierarchy, one.ground.metric, one.origins, one.targets, views, reaches);
    REQUIRE(found.sums.size() == 70 * 2 * 3);
    double all = 0.0;
    for (std::size_t o = 0; o < 70; ++o) {
        for (std::size_t a = 0; a < 2; ++a) {
            for (std::size_t r = 0; r < 3; ++r) {
                double sum = 0.0;
                for (std::size_t t = 0; t < 40; ++t) {
                    const auto cost = one.costs.costs[o * 40 + t];
                    if (cost > reaches[r].limit) continue;
                    sum += columns[a][t] * (r == 2 ? std::exp(-static_cast<double>(cost) / 900.0) : 1.0);
                }
                CHECK(found.sums[(o * 2 + a) * 3 + r] == Approx(sum).epsilon(1e-12));
                all += sum;
            }
        }
    }
    CHECK(all > 1000.0);
}

TEST_CASE("catchments on a network are those of its table of pairs") {
    std::mt19937 random(4);
    const Case one(random);
    const auto demand = amounts(random, 70);
    const auto supply = amounts(random, 40);
    std::vector<std::uint32_t> origin;
    std::vector<std::uint32_t> facility;
    std::vector<double> cost;
    for (std::uint32_t o = 0; o < 70; ++o) {
        for (std::uint32_t t = 0; t < 40; ++t) {
            if (one.costs.costs[o * 40 + t] == unreachable) continue;
            origin.push_back(o);
            facility.push_back(t);
            cost.push_back(one.costs.costs[o * 40 + t] / 600.0);
        }
    }
    for (const bool choice : {false, true}) {
        const Reach reach{.limit = 600, .decay = {.kind = DecayKind::gaussian, .scale = 0.5}, .unit = 600.0};
        ps::access::CatchmentOptions options;
        options.limit = 1.0;
        options.decay = reach.decay;
        options.choice = choice;
        options.choice_within_limit = true;
        const auto wanted = ps::access::floating_catchments({origin, facility, cost}, demand, supply, options);
        for (const unsigned threads : {1U, 3U}) {
            const auto found =
                ps::access::floating_catchments(one.ground.hierarchy, one.ground.metric, one.origins, one.targets,
                                                demand, supply, reach, choice, {.threads = threads});
            for (std::size_t o = 0; o < 70; ++o) CHECK(found.access[o] == Approx(wanted.access[o]).epsilon(1e-12));
            CHECK(found.origin_status == wanted.origin_status);
            CHECK(found.facility_status == wanted.facility_status);
            CHECK(std::count(found.origin_status.begin(), found.origin_status.end(),
                             ps::access::CatchmentStatus::none_within) > 0);
        }
    }
}

TEST_CASE("neither the order of targets nor threads change a bit of a sum") {
    std::mt19937 random(9);
    const Case one(random);
    const auto weights = amounts(random, 40);
    std::vector<std::size_t> order(40);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::vector<double> to;
    std::vector<double> shuffled;
    for (const auto i : order) {
        to.insert(to.end(), {one.to[2 * i], one.to[2 * i + 1]});
        shuffled.push_back(weights[i]);
    }
    const std::vector<Reach> reaches{{.limit = 900, .decay = {.kind = DecayKind::linear, .scale = 900.0}}};
    const std::vector<std::span<const double>> before{weights};
    const std::vector<std::span<const double>> after{shuffled};
    const auto wanted = ps::access::reach_sums(one.ground.hierarchy, one.ground.metric, one.origins, one.targets,
                                               before, reaches, {.threads = 1});
    const auto found =
        ps::access::reach_sums(one.ground.hierarchy, one.ground.metric, one.origins,
                               one.ground.stops(to, Direction::to_it, 40.0), after, reaches, {.threads = 4});
    CHECK(found.sums == wanted.sums);
}

TEST_CASE("sums that make no sense are refused") {
    std::mt19937 random(1);
    const Case one(random);
    const auto ask = [&](const std::vector<double>& weights, const Reach& reach) {
        const std::vector<std::span<const double>> columns{weights};
        const std::vector<Reach> reaches{reach};
        return ps::access::reach_sums(one.ground.hierarchy, one.ground.metric, one.origins, one.targets, columns,
                                      reaches);
    };
    CHECK_THROWS_AS(ask(std::vector<double>(39, 1.0), {.limit = 600}), ps::core::Error);
    CHECK_THROWS_AS(ask(std::vector<double>(40, -1.0), {.limit = 600}), ps::core::Error);
    CHECK_THROWS_AS(ask(std::vector<double>(40, 1.0), {.limit = unreachable}), ps::core::Error);
    CHECK_THROWS_AS(ask(std::vector<double>(40, 1.0), {.limit = 600, .unit = 0.0}), ps::core::Error);
    CHECK_THROWS_AS(
        ask(std::vector<double>(40, 1.0), {.limit = 600, .decay = {.kind = DecayKind::linear, .scale = 0.0}}),
        ps::core::Error);
}
