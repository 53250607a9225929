#include <petasentra/core/error.hpp>
#include <petasentra/supply/transport.hpp>

#include "catch.hpp"
#include "supply/transport_ground.hpp"

namespace ps = petasentra;
using namespace supply_ground;
using ps::supply::TransportPlan;
using ps::supply::UnmetReason;

namespace {

std::int64_t total_of(const TransportPlan& plan) {
    return plan.transport_cost + plan.unmet_cost + plan.leftover_cost;
}

TransportPlan solved(const Chain& chain, const ps::core::Control& control = {}) {
    const auto plan = ps::supply::transport(chain.problem(), chain.table(), control);
    const auto check = ps::supply::check_transport(chain.problem(), chain.table(), plan, control);
    CHECK(check.proves_optimum());
    CHECK(check.primal == total_of(plan));
    CHECK(check.dual == plan.dual);
    return plan;
}

/// Costs from places on a square, or any.
Chain large_chain(std::uint64_t seed, std::size_t ends, bool on_ground) {
    std::mt19937_64 random(seed);
    Chain out;
    std::vector<std::pair<std::int64_t, std::int64_t>> places;
    for (std::size_t end = 0; end < 2 * ends; ++end)
        places.emplace_back(any_of(random, 0, 999), any_of(random, 0, 999));
    for (std::size_t i = 0; i < ends; ++i) {
        out.supply.push_back(any_of(random, 1, 50));
        out.demand.push_back(any_of(random, 1, 50));
        for (std::size_t j = 0; j < ends; ++j) {
            const auto [x, y] = places[i];
            const auto [u, v] = places[ends + j];
            const auto ground = std::abs(x - u) + std::abs(y - v);
            out.costs.push_back(static_cast<std::int32_t>(on_ground ? ground : any_of(random, 0, 100000)));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("two smelters and two sentra trade at the least cost, and prices tell what a tonne more is worth") {
    // Smelters have 10 and 5 t, sentra want 6 and 9 t. 6 at 1, 4 at 4 and 5 at 2 make 32.
    const Chain chain{{10, 5}, {6, 9}, {1, 4, 3, 2}};
    const auto plan = solved(chain);
    CHECK(plan.transport_cost == 32);
    CHECK(plan.source == std::vector<std::uint32_t>{0, 0, 1});
    CHECK(plan.sink == std::vector<std::uint32_t>{0, 1, 1});
    CHECK(plan.amount == std::vector<std::int64_t>{6, 4, 5});
    // A tonne more at the second smelter saves 4 - 2 against one more at the first.
    CHECK(plan.source_price[1] - plan.source_price[0] == 2);
}

TEST_CASE("demand is left unmet where meeting it costs more than that") {
    const Chain chain{{10}, {4, 3}, {5, 9}, {6, 8}};
    const auto plan = solved(chain);
    CHECK(plan.unmet == std::vector<std::int64_t>{0, 3});
    CHECK(plan.leftover == std::vector<std::int64_t>{6});
    CHECK(plan.reason == std::vector<UnmetReason>{UnmetReason::none, UnmetReason::dearer_than_unmet});
    CHECK(plan.transport_cost == 20);
    CHECK(plan.unmet_cost == 24);
    CHECK(plan.sink_price == std::vector<std::int64_t>{5, 8});
}

TEST_CASE("without a cost of unmet demand as much is met as can be, and the rest has a reason") {
    SECTION("supply ends") {
        const auto plan = solved({{5}, {4, 4}, {1, 1000}});
        CHECK(plan.unmet == std::vector<std::int64_t>{0, 3});
        CHECK(plan.reason[1] == UnmetReason::supply_exhausted);
    }
    SECTION("no source may deliver") {
        const auto plan = solved({{9}, {4, 4}, {1, forbidden}});
        CHECK(plan.unmet == std::vector<std::int64_t>{0, 4});
        CHECK(plan.reason[1] == UnmetReason::no_way);
    }
    SECTION("what is left cannot get there") {
        // The second sink hears of the first source only, and that has 3.
        const auto plan = solved({{3, 9}, {4, 4}, {7, 1, 7, forbidden}});
        CHECK(plan.unmet == std::vector<std::int64_t>{0, 1});
        CHECK(plan.reason[1] == UnmetReason::cut_off);
        CHECK(plan.leftover == std::vector<std::int64_t>{0, 5});
    }
    SECTION("however dear, it is met") {
        const auto plan = solved({{1, 1}, {1, 1}, {0, 2000000000, 0, 2000000000}});
        CHECK(plan.transport_cost == 2000000000);
    }
}

TEST_CASE("sources that have to be emptied pay for what stays") {
    // Residue of 4 t costs 30 a tonne to keep; the licensed site takes it for 20, and it may take what it likes.
    const Chain chain{{4}, {10}, {20}, {0}, {30}};
    const auto plan = solved(chain);
    CHECK(plan.amount == std::vector<std::int64_t>{4});
    CHECK(plan.leftover == std::vector<std::int64_t>{0});
    CHECK(plan.source_price == std::vector<std::int64_t>{-20});
}

TEST_CASE("empty tables, zero amounts and a single pair have plans") {
    CHECK(solved({{}, {}, {}}).amount.empty());
    const auto nobody_supplies = solved({{}, {3}, {}});
    CHECK(nobody_supplies.unmet == std::vector<std::int64_t>{3});
    CHECK(nobody_supplies.reason[0] == UnmetReason::supply_exhausted);
    CHECK(solved({{3}, {}, {}}).leftover == std::vector<std::int64_t>{3});
    CHECK(solved({{2}, {2}, {-7}}).transport_cost == -14);
    const auto zeros = solved({{0, 3, 0}, {0, 3, 0}, {1, 2, 3, 4, 5, 6, 7, 8, 9}});
    CHECK(zeros.transport_cost == 15);
    CHECK(zeros.source.size() == 1);
}

TEST_CASE("random chains cost what units along cheapest paths cost") {
    std::mt19937_64 random(20261123);
    for (int round = 0; round < 1500; ++round) {
        const auto chain = any_chain(random, 7, round % 2 == 0);
        const auto plan = solved(chain);
        // The price of unmet demand is beyond every path's cost: the twin may count more, if it is as dear for all.
        const auto unmet = chain.unmet_cost.empty() ? std::vector<std::int64_t>(chain.demand.size(), plan.unmet_price)
                                                    : chain.unmet_cost;
        CHECK(total_of(plan) == least_cost_by_paths(chain, unmet));
        if (!chain.unmet_cost.empty()) continue;
        const std::vector<std::int64_t> dear(chain.demand.size(), 1000000);
        std::int64_t short_of = 0;
        for (const auto amount : plan.unmet) short_of += amount;
        CHECK(plan.transport_cost + 1000000 * short_of == least_cost_by_paths(chain, dear));
    }
}

TEST_CASE("one plan comes of 32 bits, 64 bits and costs that are made row by row, on any number of threads") {
    for (const auto on_ground : {false, true}) {
        const auto chain = large_chain(7, 300, on_ground);
        const auto plan = solved(chain, {.threads = 1});
        const std::vector<std::int64_t> wide(chain.costs.begin(), chain.costs.end());
        const ps::supply::CostTable of_64(wide, 300, 300);
        const ps::supply::CostTable by_rows(
            [&](std::size_t row, std::span<std::int64_t> out) {
                std::copy_n(wide.begin() + static_cast<std::ptrdiff_t>(300 * row), 300, out.begin());
            },
            300, 300);
        for (const auto& table : {chain.table(), of_64, by_rows}) {
            for (const auto threads : {1U, 4U}) {
                const auto other = ps::supply::transport(chain.problem(), table, {.threads = threads});
                CHECK(other.source == plan.source);
                CHECK(other.sink == plan.sink);
                CHECK(other.amount == plan.amount);
                CHECK(other.source_price == plan.source_price);
                CHECK(other.sink_price == plan.sink_price);
            }
        }
    }
}

TEST_CASE("prices too far apart for 32 bits are looked at in 64") {
    auto chain = large_chain(3, 200, false);
    for (auto& cost : chain.costs) cost = cost % 3 == 0 ? 2000000000 - cost : -2000000000 + cost;
    CHECK(solved(chain).unmet_price > 0);
}

TEST_CASE("a check tells a plan that is not the best, and amounts that do not add up") {
    const Chain chain{{10, 5}, {6, 9}, {1, 4, 3, 2}};
    auto dear = solved(chain);
    dear.source = {0, 1, 1};
    dear.sink = {1, 0, 1};
    dear.amount = {9, 5, 0};
    const auto found = ps::supply::check_transport(chain.problem(), chain.table(), dear);
    CHECK_FALSE(found.proves_optimum());
    CHECK(found.not_tight > 0);
    CHECK(found.unbalanced > 0);
    auto cheap_price = solved(chain);
    cheap_price.sink_price[0] += 100;
    CHECK(ps::supply::check_transport(chain.problem(), chain.table(), cheap_price).below_price > 0);
    CHECK_FALSE(ps::supply::check_transport(chain.problem(), chain.table(), TransportPlan{}).proves_optimum());
}

TEST_CASE("numbers that make no sense are refused before any work") {
    const auto refuses = [](const Chain& chain) {
        CHECK_THROWS_AS(ps::supply::transport(chain.problem(), chain.table()), ps::core::Error);
    };
    refuses({{-1}, {1}, {1}});
    refuses({{1}, {-1}, {1}});
    refuses({{1}, {1}, {1}, {}, {-1}});
    refuses({{1}, {1}, {1}, {1, 2}, {}});
    refuses({{std::int64_t{1} << 62, 1}, {1}, {1, 1}});
    CHECK_THROWS_AS(ps::supply::CostTable(std::vector<std::int32_t>{1, 2, 3}, 2, 2), ps::core::Error);
    const std::vector<std::int64_t> one{1};
    const std::vector<std::int64_t> huge{std::int64_t{1} << 61};
    CHECK_THROWS_AS(ps::supply::transport({one, one}, {huge, 1, 1}), ps::core::Error);
    // Each number is fine, the cost of the plan is not.
    const std::vector<std::int64_t> many{std::int64_t{1} << 40};
    CHECK_THROWS_AS(ps::supply::transport({many, many}, {many, 1, 1}), ps::core::Error);
}

TEST_CASE("a caller who asks to stop is heard") {
    const auto chain = large_chain(1, 100, true);
    const std::atomic<bool> stop{true};
    CHECK_THROWS_AS(ps::supply::transport(chain.problem(), chain.table(), {.cancel = &stop}), ps::core::Error);
    std::vector<double> told;
    static_cast<void>(ps::supply::transport(chain.problem(), chain.table(),
                                            {.progress = [&](double share) { told.push_back(share); }}));
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK_FALSE(told.empty());
}

TEST_CASE("a plan whose cost leaves 64 bits is found where the caller adds up") {
    // The chain of two smelters and two sentra in units so fine that 32 of them make 32 x 2^80.
    constexpr std::int64_t fine = std::int64_t{1} << 40;
    const std::vector<std::int64_t> supply{10 * fine, 5 * fine};
    const std::vector<std::int64_t> demand{6 * fine, 9 * fine};
    const std::vector<std::int64_t> costs{fine, 4 * fine, 3 * fine, 2 * fine};
    const ps::supply::CostTable table(std::span<const std::int64_t>(costs), 2, 2);
    CHECK_THROWS_AS(ps::supply::transport({supply, demand}, table), ps::core::Error);
    const auto plan = ps::supply::transport({.supply = supply, .demand = demand, .totals = false}, table);
    CHECK(plan.amount == std::vector<std::int64_t>{6 * fine, 4 * fine, 5 * fine});
    CHECK(plan.source_price[1] - plan.source_price[0] == 2 * fine);
    CHECK(plan.transport_cost == 0);
    CHECK(plan.dual == 0);
}
