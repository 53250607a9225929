#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/supply/arc_cuts.hpp>

#include "catch.hpp"
#include "supply/flow_ground.hpp"

namespace ps = petasentra;
using namespace supply_ground;
using ps::supply::ArcCuts;
using ps::supply::FlowStatus;
using ps::supply::unlimited;

namespace {

ArcCuts all_cuts(const Roads& roads, const ps::core::Control& control = {}) {
    std::vector<std::uint32_t> arcs(roads.tail.size());
    std::iota(arcs.begin(), arcs.end(), 0U);
    return ps::supply::arc_cuts(roads.problem(), ps::supply::min_cost_flow(roads.problem()), arcs, control);
}

Roads without(Roads roads, std::size_t arc) {
    roads.capacity[arc] = 0;
    roads.least[arc] = 0;
    return roads;
}

constexpr std::int64_t ferry = 1000000;

/// What the network costs if a very dear ferry stands for the arc: it carries only what can go no other way.
std::int64_t solved_by_ferry(const Roads& roads, std::size_t arc, bool forward) {
    auto other = without(roads, arc);
    const auto from = roads.tail[arc];
    const auto to = roads.head[arc];
    other.add(forward ? from : to, forward ? to : from, ferry, unlimited);
    return ps::supply::min_cost_flow(other.problem()).cost;
}

/// Streets of a town, sentra and sources among them.
Roads grid(std::uint64_t seed, std::uint32_t side) {
    std::mt19937_64 random(seed);
    Roads out;
    out.supply.assign(std::size_t{side} * side, 0);
    for (std::uint32_t node = 0; node < side * side; ++node) {
        for (const auto step : {1U, side}) {
            if (step == 1 ? node % side + 1 == side : node / side + 1 == side) continue;
            for (const auto back : {false, true}) {
                const auto one = back ? node + step : node;
                const auto other = back ? node : node + step;
                out.add(one, other, any_of(random, 1, 40), any_of(random, 5, 60));
            }
        }
        if (node % 7 == 0) out.supply[node] -= any_of(random, 1, 6);
        if (node % 11 == 0) out.supply[node] += any_of(random, 9, 15);
    }
    out.supply_may_stay = true;
    return out;
}

}  // namespace

TEST_CASE("what flowed on a bridge takes the way round as far as that has room, and the rest lacks") {
    // 0 ==> 1 for 2 a tonne; 0 --3--> 2 --3--> 1 for 4 + 5.
    Roads roads{{5, -5, 0}};
    roads.add(0, 1, 2, unlimited);
    roads.add(0, 2, 4, 3);
    roads.add(2, 1, 5, 3);
    const auto cuts = all_cuts(roads);
    CHECK(cuts.lacking == std::vector<std::int64_t>{2, 0, 0});
    CHECK(cuts.extra_cost == std::vector<std::int64_t>{3 * (9 - 2), 0, 0});
    roads.capacity = {unlimited, 9, 9};
    CHECK(all_cuts(roads).lacking == std::vector<std::int64_t>{0, 0, 0});
    CHECK(all_cuts(roads).extra_cost == std::vector<std::int64_t>{5 * (9 - 2), 0, 0});
}

TEST_CASE("a source farther away takes over from one that is cut off") {
    Roads roads{{5, 5, -4}};
    roads.add(0, 2, 1, unlimited);
    roads.add(1, 2, 8, unlimited);
    roads.supply_may_stay = true;
    const auto cuts = all_cuts(roads);
    CHECK(cuts.extra_cost == std::vector<std::int64_t>{28, 0});
    CHECK(cuts.lacking == std::vector<std::int64_t>{0, 0});
}

TEST_CASE("cuts of random networks are what solving them without the arc gives") {
    std::mt19937_64 random(6);
    std::size_t compared = 0;
    std::size_t short_of_something = 0;
    for (int round = 0; round < 1500; ++round) {
        const auto roads = any_roads(random, round % 2 == 0);
        const auto plan = ps::supply::min_cost_flow(roads.problem());
        if (plan.status != FlowStatus::optimal) continue;
        const auto cuts = all_cuts(roads);
        for (std::size_t arc = 0; arc < roads.tail.size(); ++arc) {
            const auto solved = ps::supply::min_cost_flow(without(roads, arc).problem());
            REQUIRE(cuts.lacking[arc] == solved.shortage.amount);
            REQUIRE((cuts.lacking[arc] > 0) == (solved.status == FlowStatus::infeasible));
            if (cuts.lacking[arc] == 0) {
                CHECK(plan.cost + cuts.extra_cost[arc] == solved.cost);
            } else {
                const auto dear = solved_by_ferry(roads, arc, plan.flow[arc] > 0);
                const auto own = plan.flow[arc] > 0 ? roads.cost[arc] : -roads.cost[arc];
                CHECK(plan.cost + cuts.extra_cost[arc] + cuts.lacking[arc] * (ferry - own) == dear);
                ++short_of_something;
            }
            ++compared;
        }
    }
    CHECK(compared > 3000);
    CHECK(short_of_something > 100);
}

TEST_CASE("cuts of a grid are those of solving again, on any number of threads") {
    const auto roads = grid(12, 12);
    const auto plan = ps::supply::min_cost_flow(roads.problem());
    REQUIRE(plan.status == FlowStatus::optimal);
    const auto cuts = all_cuts(roads, {.threads = 1});
    for (std::size_t arc = 0; arc < roads.tail.size(); ++arc) {
        const auto solved = ps::supply::min_cost_flow(without(roads, arc).problem());
        REQUIRE(solved.status == FlowStatus::optimal);
        CHECK(plan.cost + cuts.extra_cost[arc] == solved.cost);
    }
    const auto other = all_cuts(roads, {.threads = 4});
    CHECK(other.extra_cost == cuts.extra_cost);
    CHECK(other.lacking == cuts.lacking);
}

TEST_CASE("no cut is told of a flow that is not the cheapest, or of an arc that is not there") {
    Roads roads{{2, -2}};
    roads.add(0, 1, 1, 5);
    roads.add(0, 1, 2, 5);
    auto plan = ps::supply::min_cost_flow(roads.problem());
    const std::vector<std::uint32_t> second{1};
    const std::vector<std::uint32_t> third{2};
    CHECK(ps::supply::arc_cuts(roads.problem(), plan, {}).extra_cost.empty());
    CHECK_THROWS_AS(ps::supply::arc_cuts(roads.problem(), plan, third), ps::core::Error);
    plan.flow = {0, 2};
    CHECK_THROWS_AS(ps::supply::arc_cuts(roads.problem(), plan, second), ps::core::Error);
    CHECK_THROWS_AS(ps::supply::arc_cuts(roads.problem(), {}, second), ps::core::Error);
}
