#include <algorithm>
#include <array>
#include <petasentra/core/error.hpp>
#include <petasentra/supply/min_cost_flow.hpp>

#include "catch.hpp"
#include "supply/flow_ground.hpp"

namespace ps = petasentra;
using namespace supply_ground;
using ps::supply::FlowPlan;
using ps::supply::FlowStatus;
using ps::supply::unlimited;

namespace {

FlowPlan solved(const Roads& roads) {
    const auto plan = ps::supply::min_cost_flow(roads.problem());
    if (plan.status == FlowStatus::optimal) {
        const auto check = ps::supply::check_flow(roads.problem(), plan);
        CHECK(check.proves_optimum());
        CHECK(check.primal == plan.cost);
        CHECK(check.dual == plan.dual);
    }
    if (plan.status == FlowStatus::infeasible) CHECK(ps::supply::proves_shortage(roads.problem(), plan.shortage));
    return plan;
}

struct LemonArc {
    std::uint32_t tail, head;
    std::int64_t cost, capacity;
    std::array<std::int64_t, 3> least;
};

// The network, supplies and optima of the tests of LEMON's minimum cost flow algorithms (Boost licence), numbered from 1.
const std::vector<LemonArc> lemon_arcs{
    {1, 2, 70, 11, {0, 8, 8}},   {1, 3, 150, 3, {0, 1, 0}},     {1, 4, 80, 15, {0, 2, 2}},
    {2, 8, 80, 12, {0, 0, 0}},   {3, 5, 140, 5, {0, 3, 1}},     {4, 6, 60, 10, {0, 1, 0}},
    {4, 7, 80, 2, {0, 0, 0}},    {4, 8, 110, 3, {0, 0, 0}},     {5, 7, 60, 14, {0, 0, 0}},
    {5, 11, 120, 12, {0, 0, 0}}, {6, 3, 0, 3, {0, 0, 0}},       {6, 9, 140, 4, {0, 0, 0}},
    {6, 10, 90, 8, {0, 0, 0}},   {7, 1, 30, 5, {0, 0, -5}},     {8, 12, 60, 16, {0, 4, 3}},
    {9, 12, 50, 6, {0, 0, 0}},   {10, 12, 70, 13, {0, 5, 2}},   {10, 2, 100, 7, {0, 0, 0}},
    {10, 7, 60, 10, {0, 0, -3}}, {11, 10, 20, 14, {0, 6, -20}}, {12, 11, 30, 10, {0, 0, -10}}};
const std::vector<std::vector<std::int64_t>> lemon_supplies{{20, -4, 0, 0, 9, -6, 0, 0, 3, -2, 0, -20},
                                                            {27, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -27},
                                                            std::vector<std::int64_t>(12, 0),
                                                            {30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -30},
                                                            {20, -8, 0, 0, 6, -5, 0, 0, 0, -7, -10, -30},
                                                            {30, -3, 0, 0, 11, -6, 0, 3, 0, -2, 0, -20}};

enum class Sums { equal, at_least, at_most };

/// `supply` and `least` from 1 on. Where more may leave a node than it supplies (at_least), or less (at_most), one node
/// more gives or takes the rest for nothing.
Roads lemon(std::size_t supply, std::size_t least, bool capacities = true, bool costs = true, Sums sums = Sums::equal) {
    Roads out{lemon_supplies[supply - 1]};
    for (const auto& arc : lemon_arcs) {
        out.add(arc.tail - 1, arc.head - 1, costs ? arc.cost : 1, capacities ? arc.capacity : unlimited,
                arc.least[least - 1]);
    }
    if (sums == Sums::equal) return out;
    std::int64_t rest = 0;
    for (const auto one : out.supply) rest -= one;
    for (std::uint32_t node = 0; node < 12; ++node)
        sums == Sums::at_least ? out.add(12, node, 0, unlimited) : out.add(node, 12, 0, unlimited);
    out.supply.push_back(rest);
    return out;
}

}  // namespace

TEST_CASE("LEMON's cases have LEMON's optima") {
    CHECK(solved(lemon(1, 1)).cost == 5240);
    CHECK(solved(lemon(2, 1)).cost == 7620);
    CHECK(solved(lemon(1, 2)).cost == 5970);
    CHECK(solved(lemon(2, 2)).cost == 8010);
    CHECK(solved(lemon(1, 1, false, false)).cost == 74);
    CHECK(solved(lemon(2, 2, false, false)).cost == 94);
    CHECK(solved(lemon(3, 1, false, false)).cost == 0);
    CHECK(solved(lemon(3, 2, true, false)).status == FlowStatus::infeasible);
    CHECK(solved(lemon(4, 3)).cost == 6360);
}

TEST_CASE("LEMON's cases in which more or less may leave a node have LEMON's optima") {
    // GEQ of LEMON: what leaves a node less what comes is its supply or more, so the node more takes what is too much.
    CHECK(solved(lemon(5, 1, true, true, Sums::at_least)).cost == 3530);
    CHECK(solved(lemon(5, 2, true, true, Sums::at_least)).cost == 4540);
    CHECK(solved(lemon(6, 2, true, true, Sums::at_least)).status == FlowStatus::infeasible);
    CHECK(solved(lemon(6, 1, true, true, Sums::at_most)).cost == 5080);
    CHECK(solved(lemon(6, 2, true, true, Sums::at_most)).cost == 5930);
    CHECK(solved(lemon(5, 2, true, true, Sums::at_most)).status == FlowStatus::infeasible);
}

TEST_CASE("LEMON's cases with negative costs have LEMON's answers") {
    const auto ring = [](std::int64_t capacity, std::int64_t forth, std::int64_t back) {
        Roads out{{100, 0, 0, -100, 0, 0, 0}};
        out.add(0, 1, 100, capacity);
        out.add(0, 2, 30, capacity);
        out.add(1, 3, 20, capacity);
        out.add(2, 3, 80, capacity);
        out.add(2, 1, 50, capacity);
        out.add(4, 2, 10, capacity);
        out.add(4, 5, 80, capacity, forth);
        out.add(5, 6, 30, capacity, back);
        out.add(6, 4, -120, capacity);
        return out;
    };
    const auto endless = solved(ring(unlimited, 0, 0));
    CHECK(endless.status == FlowStatus::unbounded);
    CHECK(endless.cycle.size() == 3);
    CHECK(solved(ring(5000, 0, 0)).cost == -40000);
    CHECK(solved(ring(unlimited, 1000, -1000)).status == FlowStatus::unbounded);
    Roads pair{{100, -300, 200}};
    pair.add(0, 1, -1, 1000);
    pair.add(2, 0, 0, unlimited);
    pair.add(2, 1, 0, unlimited);
    CHECK(solved(pair).cost == -300);
}

TEST_CASE("random networks cost what filling circles of negative cost ends at, and shortages hold") {
    std::mt19937_64 random(85);
    int feasible = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto roads = any_roads(random, round % 3 == 0);
        const auto twin = least_cost_by_circles(roads);
        const auto plan = solved(roads);
        REQUIRE((plan.status == FlowStatus::optimal) == twin.has_value());
        if (!twin) continue;
        CHECK(plan.cost == *twin);
        ++feasible;
    }
    CHECK(feasible > 500);
}

TEST_CASE("a shortage names the part that lacks, and the full bridge into it") {
    // 0 --(6 of 6)--> 1 --> 2: the sentra at 2 wants 13.
    Roads roads{{20, 0, -13, -7}};
    roads.add(0, 1, 5, 6);
    roads.add(1, 2, 5, unlimited);
    roads.add(0, 3, 1, unlimited);
    const auto plan = solved(roads);
    REQUIRE(plan.status == FlowStatus::infeasible);
    CHECK(plan.flow.empty());
    CHECK(plan.shortage.node == std::vector<std::uint32_t>{1, 2});
    CHECK(plan.shortage.arc == std::vector<std::uint32_t>{0});
    CHECK(plan.shortage.amount == 7);
    CHECK_FALSE(plan.shortage.surplus);
    roads.supply = {20, 0, -6, -7};
    const auto left = solved(roads);
    CHECK(left.shortage.surplus);
    CHECK(left.shortage.amount == 7);
    roads.supply_may_stay = true;
    CHECK(solved(roads).kept == std::vector<std::int64_t>{7, 0, 0, 0});
}

TEST_CASE("prices tell what one unit more of demand costs") {
    Roads roads{{20, 0, -5}};
    roads.add(0, 1, 3, 10);
    roads.add(1, 2, 4, unlimited);
    roads.supply_may_stay = true;
    CHECK(solved(roads).price == std::vector<std::int64_t>{0, 3, 7});
}

TEST_CASE("no arcs and no nodes are flows too") {
    CHECK(solved(Roads{}).status == FlowStatus::optimal);
    CHECK(solved(Roads{{0, 0}}).cost == 0);
    const auto apart = solved(Roads{{4, -4}});
    CHECK(apart.status == FlowStatus::infeasible);
    CHECK(apart.shortage.node == std::vector<std::uint32_t>{1});
    CHECK(apart.shortage.amount == 4);
    Roads loop{{0}};
    loop.add(0, 0, -2, 5);
    CHECK(solved(loop).cost == -10);
}

TEST_CASE("arcs that make no sense are refused before any work") {
    const auto refuses = [](const Roads& roads) {
        CHECK_THROWS_AS(ps::supply::min_cost_flow(roads.problem()), ps::core::Error);
    };
    Roads roads{{1, -1}};
    roads.add(0, 1, 1, 1);
    auto other = roads;
    other.head = {2};
    refuses(other);
    other = roads;
    other.capacity = {-1};
    refuses(other);
    other = roads;
    other.least = {2};
    refuses(other);
    other = roads;
    other.cost = {std::int64_t{1} << 60};
    refuses(other);
    other = roads;
    other.cost = {1, 2};
    refuses(other);
    other = roads;
    other.supply = {std::int64_t{1} << 61, -(std::int64_t{1} << 61)};
    refuses(other);
}

TEST_CASE("a check tells a flow that is not the cheapest or beyond its limits") {
    Roads roads{{2, -2}};
    roads.add(0, 1, 1, 5);
    roads.add(0, 1, 2, 5);
    auto plan = solved(roads);
    CHECK(plan.flow == std::vector<std::int64_t>{2, 0});
    plan.flow = {0, 2};
    CHECK(ps::supply::check_flow(roads.problem(), plan).not_tight > 0);
    plan.flow = {6, 0};
    CHECK(ps::supply::check_flow(roads.problem(), plan).beyond_limits == 1);
    CHECK(ps::supply::check_flow(roads.problem(), plan).unbalanced == 2);
}

TEST_CASE("many arcs without a limit leave large capacities what they are, and totals are not needed") {
    constexpr auto amount = std::int64_t{1} << 58;
    Roads roads{{2 * amount, -2 * amount}};
    roads.add(0, 1, 1, amount);
    for (int arc = 0; arc < 5000; ++arc) roads.add(0, 1, 1000, su::unlimited);
    auto problem = roads.problem();
    problem.totals = false;
    const auto plan = su::min_cost_flow(problem);
    REQUIRE(plan.status == su::FlowStatus::optimal);
    CHECK(plan.flow[0] == amount);
    CHECK(plan.cost == 0);
    CHECK_THROWS_AS(su::min_cost_flow(roads.problem()), ps::core::Error);
}

TEST_CASE("a flow tells a share that grows, and stays below all of it") {
    std::mt19937_64 random(20261124);
    constexpr std::uint32_t side = 400;
    Roads roads;
    for (std::uint32_t node = 0; node < 2 * side; ++node) roads.supply.push_back(node < side ? 9 : -9);
    for (std::uint32_t from = 0; from < side; ++from)
        for (std::uint32_t to = side; to < 2 * side; ++to) roads.add(from, to, any_of(random, 1, 999), su::unlimited);
    std::vector<double> told;
    ps::core::Control control;
    control.progress = [&](double share) { told.push_back(share); };
    const auto plan = su::min_cost_flow(roads.problem(), control);
    CHECK(su::check_flow(roads.problem(), plan).proves_optimum());
    REQUIRE(told.size() == plan.pivots / 1024);
    REQUIRE(told.size() > 1);
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.back() < 0.95);
}
