#include <petasentra/core/error.hpp>
#include <petasentra/supply/transport_cuts.hpp>

#include "catch.hpp"
#include "supply/transport_ground.hpp"

namespace ps = petasentra;
using namespace supply_ground;
using su::StandingTransport;
using su::TransportAfter;
using su::TransportCuts;

namespace {

constexpr auto closed = su::CostTable::forbidden_64;

/// Cases with columns of their own.
struct Cases {
    std::vector<std::size_t> first_pair{0};
    std::vector<std::uint32_t> source{};
    std::vector<std::uint32_t> sink{};
    std::vector<std::int64_t> cost{};
    std::vector<std::size_t> first_lost{0};
    std::vector<std::uint32_t> lost{};

    void pair(std::size_t i, std::size_t j, std::int64_t now) {
        source.push_back(static_cast<std::uint32_t>(i));
        sink.push_back(static_cast<std::uint32_t>(j));
        cost.push_back(now);
    }
    void next() {
        first_pair.push_back(source.size());
        first_lost.push_back(lost.size());
    }
    [[nodiscard]] std::size_t size() const { return first_pair.size() - 1; }
    [[nodiscard]] TransportCuts cuts() const { return {first_pair, source, sink, cost, first_lost, lost}; }
};

/// The chain of a case, as it would be written down anew. What is lost has nothing to send.
Chain after_case(Chain chain, const Cases& cases, std::size_t one) {
    for (auto pair = cases.first_pair[one]; pair < cases.first_pair[one + 1]; ++pair) {
        const auto now = cases.cost[pair] == closed ? forbidden : static_cast<std::int32_t>(cases.cost[pair]);
        chain.costs[cases.source[pair] * chain.demand.size() + cases.sink[pair]] = now;
    }
    for (auto row = cases.first_lost[one]; row < cases.first_lost[one + 1]; ++row) chain.supply[cases.lost[row]] = 0;
    return chain;
}

/// Flows of a plan with the changes of a case put in; the last row lacks, the last column is left over.
std::vector<std::vector<std::int64_t>> flows_after(const Chain& chain, const su::TransportPlan& plan,
                                                   const TransportAfter& after, std::size_t one) {
    const auto m = chain.supply.size();
    const auto n = chain.demand.size();
    std::vector<std::vector<std::int64_t>> out(m + 1, std::vector<std::int64_t>(n + 1, 0));
    for (std::size_t flow = 0; flow < plan.amount.size(); ++flow)
        out[plan.source[flow]][plan.sink[flow]] = plan.amount[flow];
    for (std::size_t i = 0; i < m; ++i) out[i][n] = plan.leftover[i];
    for (std::size_t j = 0; j < n; ++j) out[m][j] = plan.unmet[j];
    for (auto row = after.first[one]; row < after.first[one + 1]; ++row) {
        const auto i = after.source[row] == TransportAfter::none ? m : after.source[row];
        const auto j = after.sink[row] == TransportAfter::none ? n : after.sink[row];
        out[i][j] = after.amount[row];
    }
    return out;
}

/// What flows of a case cost in its chain; every amount has to add up and go where something may go.
std::int64_t cost_of(const Chain& before, const Chain& now, const std::vector<std::vector<std::int64_t>>& flow) {
    const auto m = now.supply.size();
    const auto n = now.demand.size();
    std::int64_t total = 0;
    std::vector<std::int64_t> arrived(n, 0);
    for (std::size_t i = 0; i < m; ++i) {
        std::int64_t sent = 0;
        for (std::size_t j = 0; j < n; ++j) {
            REQUIRE(flow[i][j] >= 0);
            if (flow[i][j] > 0) REQUIRE(now.cost(i, j) != forbidden);
            if (flow[i][j] > 0) total += flow[i][j] * now.cost(i, j);
            sent += flow[i][j];
            arrived[j] += flow[i][j];
        }
        REQUIRE(sent + flow[i][n] == before.supply[i]);
        REQUIRE(sent <= now.supply[i]);
        if (now.supply[i] != 0) total += flow[i][n] * now.leftover_cost[i];
    }
    for (std::size_t j = 0; j < n; ++j) {
        REQUIRE(arrived[j] + flow[m][j] == now.demand[j]);
        total += flow[m][j] * now.unmet_cost[j];
    }
    return total;
}

Cases any_cases(std::mt19937_64& random, const Chain& chain, std::int64_t count) {
    Cases out;
    for (std::int64_t one = 0; one < count; ++one) {
        const auto often = any_of(random, 1, 6);
        for (std::size_t i = 0; i < chain.supply.size(); ++i) {
            for (std::size_t j = 0; j < chain.demand.size(); ++j) {
                if (any_of(random, 0, often) != 0) continue;
                const auto old = chain.cost(i, j);
                const auto shut = old == forbidden || any_of(random, 0, 2) == 0;
                out.pair(i, j, shut ? closed : old + any_of(random, 0, 9) * any_of(random, 0, 9));
            }
            if (any_of(random, 0, 9) == 0) out.lost.push_back(static_cast<std::uint32_t>(i));
        }
        out.next();
    }
    return out;
}

/// Every case of the chain costs what solving it anew does. Returns pivots of the cases and of solving anew.
std::pair<std::uint64_t, std::uint64_t> check_cases(const Chain& chain, const Cases& cases) {
    const StandingTransport standing(chain.problem(), chain.table());
    const auto after = standing.after(cases.cuts());
    std::uint64_t anew = 0;
    REQUIRE(after.first.size() == cases.size() + 1);
    for (std::size_t one = 0; one < cases.size(); ++one) {
        const auto now = after_case(chain, cases, one);
        const auto plan = su::transport(now.problem(), now.table());
        const auto cost = plan.transport_cost + plan.leftover_cost + plan.unmet_cost;
        CHECK(cost_of(chain, now, flows_after(chain, standing.plan(), after, one)) == cost);
        anew += plan.pivots;
    }
    return {after.pivots, anew};
}

}  // namespace

TEST_CASE("a source farther away takes over, and only what changed is told") {
    const Chain chain{{5, 11, 4}, {5, 6, 4}, {2, 50, 60, 7, 1, 60, 60, 50, 3}, {99, 99, 99}, {0, 0, 0}};
    Cases cases;
    cases.pair(0, 0, closed);
    cases.next();
    cases.pair(0, 0, 3);
    cases.next();
    cases.pair(2, 1, closed);
    cases.next();
    const StandingTransport standing(chain.problem(), chain.table());
    const auto after = standing.after(cases.cuts());
    const auto flow = flows_after(chain, standing.plan(), after, 0);
    CHECK(flow[0] == std::vector<std::int64_t>{0, 0, 0, 5});
    CHECK(flow[1] == std::vector<std::int64_t>{5, 6, 0, 0});
    CHECK(after.first == std::vector<std::size_t>{0, 4, 5, 5});
    CHECK(after.amount[4] == 5);  // the same flow, over a pair that is dearer
}

TEST_CASE("what costs less unmet than by the way round stays unmet") {
    const Chain chain{{5, 9}, {5, 6}, {2, 50, 40, 1}, {30, 99}, {0, 0}};
    Cases cases;
    cases.pair(0, 0, closed);
    cases.next();
    const StandingTransport standing(chain.problem(), chain.table());
    const auto flow = flows_after(chain, standing.plan(), standing.after(cases.cuts()), 0);
    CHECK(flow[2] == std::vector<std::int64_t>{5, 0, 0});
}

TEST_CASE("a source that is lost sends nothing, even if leaving it there was dear") {
    const Chain chain{{5, 9}, {5, 6}, {2, 50, 40, 1}, {90, 99}, {1000, 0}};
    Cases cases;
    cases.lost.push_back(0);
    cases.next();
    const StandingTransport standing(chain.problem(), chain.table());
    const auto flow = flows_after(chain, standing.plan(), standing.after(cases.cuts()), 0);
    CHECK(flow[0] == std::vector<std::int64_t>{0, 0, 5});
    CHECK(flow[1] == std::vector<std::int64_t>{3, 6, 0});
    CHECK(flow[2] == std::vector<std::int64_t>{2, 0, 0});
}

TEST_CASE("every case of hundreds of small chains costs what solving it anew does") {
    std::mt19937_64 random(20261125);
    for (int round = 0; round < 600; ++round) {
        const auto chain = any_chain(random, any_of(random, 1, 14), true);
        check_cases(chain, any_cases(random, chain, 12));
    }
}

TEST_CASE("a case of a larger chain needs a small part of the pivots that solving it anew does") {
    std::mt19937_64 random(7);
    Chain chain;
    const std::size_t sources = 90;
    const std::size_t sinks = 130;
    std::vector<std::pair<std::int64_t, std::int64_t>> place;
    for (std::size_t row = 0; row < sources + sinks; ++row)
        place.emplace_back(any_of(random, 0, 10000), any_of(random, 0, 10000));
    for (std::size_t i = 0; i < sources; ++i) {
        chain.supply.push_back(any_of(random, 1, 900));
        chain.leftover_cost.push_back(any_of(random, 0, 3) == 0 ? 100000 : 0);
        for (std::size_t j = 0; j < sinks; ++j) {
            const auto [x, y] = place[i];
            const auto [to_x, to_y] = place[sources + j];
            chain.costs.push_back(static_cast<std::int32_t>(std::abs(x - to_x) + std::abs(y - to_y)));
        }
    }
    for (std::size_t j = 0; j < sinks; ++j) {
        chain.demand.push_back(any_of(random, 1, 500));
        chain.unmet_cost.push_back(any_of(random, 2000, 9000));
    }
    const auto plan = su::transport(chain.problem(), chain.table());
    Cases cases;
    for (std::size_t flow = 0; flow < plan.amount.size(); ++flow) {
        for (std::size_t more = flow; more < std::min(plan.amount.size(), flow + 1 + flow % 4); ++more) {
            const auto old = chain.cost(plan.source[more], plan.sink[more]);
            cases.pair(plan.source[more], plan.sink[more], flow % 3 == 0 ? closed : old + any_of(random, 1, 3000));
        }
        cases.next();
    }
    for (std::uint32_t source = 0; source < sources; ++source) {
        cases.lost.push_back(source);
        cases.next();
    }
    const auto [warm, anew] = check_cases(chain, cases);
    CHECK(20 * warm < anew);
}

TEST_CASE("cases are the same for any number of threads, and none is an answer") {
    std::mt19937_64 random(11);
    const auto chain = any_chain(random, 20, true);
    const auto cases = any_cases(random, chain, 100);
    const StandingTransport standing(chain.problem(), chain.table());
    const auto one = standing.after(cases.cuts());
    ps::core::Control control;
    control.threads = 4;
    const auto four = standing.after(cases.cuts(), control);
    CHECK(one.first == four.first);
    CHECK(one.source == four.source);
    CHECK(one.sink == four.sink);
    CHECK(one.amount == four.amount);
    CHECK(standing.after(Cases{}.cuts()).first == std::vector<std::size_t>{0});
}

TEST_CASE("sources and sinks without an amount may be named in a case") {
    const Chain chain{{5, 0}, {0, 5}, {2, 3, 1, 1}, {30, 30}, {0, 0}};
    Cases cases;
    cases.pair(1, 1, 8);
    cases.pair(0, 0, closed);
    cases.lost.push_back(1);
    cases.next();
    const StandingTransport standing(chain.problem(), chain.table());
    CHECK(standing.after(cases.cuts()).amount.empty());
}

TEST_CASE("cases that make no sense are refused") {
    const Chain chain{{5}, {5}, {2}, {30}, {0}};
    const StandingTransport standing(chain.problem(), chain.table());
    const auto refused = [&](std::size_t i, std::size_t j, std::int64_t cost) {
        Cases cases;
        cases.pair(i, j, cost);
        cases.next();
        CHECK_THROWS_AS(standing.after(cases.cuts()), ps::core::Error);
    };
    refused(1, 0, 9);
    refused(0, 1, 9);
    refused(0, 0, 1);  // cheaper
    Cases cases;
    cases.lost.push_back(1);
    cases.next();
    CHECK_THROWS_AS(standing.after(cases.cuts()), ps::core::Error);
    cases.lost = {0, 0};
    CHECK_THROWS_AS(standing.after(cases.cuts()), ps::core::Error);
    const Chain without{{5}, {5}, {2}};
    CHECK_THROWS_AS(StandingTransport(without.problem(), without.table()), ps::core::Error);
}

TEST_CASE("costs that are computed row by row give the same cases") {
    std::mt19937_64 random(12);
    for (int round = 0; round < 40; ++round) {
        const auto chain = any_chain(random, 9, true);
        const auto cases = any_cases(random, chain, 9);
        const su::CostTable rows(
            [&](std::size_t row, std::span<std::int64_t> costs) {
                for (std::size_t j = 0; j < costs.size(); ++j)
                    costs[j] = chain.cost(row, j) == forbidden ? closed : chain.cost(row, j);
            },
            chain.supply.size(), chain.demand.size());
        const StandingTransport one(chain.problem(), chain.table());
        const StandingTransport other(chain.problem(), rows);
        CHECK(one.after(cases.cuts()).amount == other.after(cases.cuts()).amount);
    }
}
