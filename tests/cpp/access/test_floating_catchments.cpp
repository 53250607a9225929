#include <cmath>
#include <petasentra/access/floating_catchments.hpp>
#include <petasentra/core/error.hpp>
#include <random>

#include "catch.hpp"

namespace ps = petasentra;
using ps::access::CatchmentOptions;
using ps::access::CatchmentStatus;
using ps::access::DecayKind;

namespace {

struct Table {
    std::vector<std::uint32_t> origin;
    std::vector<std::uint32_t> facility;
    std::vector<double> cost;
    void add(std::uint32_t from, std::uint32_t to, double value) {
        origin.push_back(from);
        facility.push_back(to);
        cost.push_back(value);
    }
    [[nodiscard]] ps::access::CostPairs pairs() const { return {origin, facility, cost}; }
};

/// Three tracts, each with people and doctors, of the test of PySAL's `access` (BSD-3): costs into the third one, out of
/// it, and between the other two.
Table tracts(double in, double out, double across) {
    Table table;
    for (std::uint32_t i = 0; i < 3; ++i) table.add(i, i, 1.0);
    for (std::uint32_t i = 0; i < 2; ++i) {
        table.add(i, 2, in);
        table.add(2, i, out);
        table.add(i, 1 - i, across);
    }
    return table;
}

const std::vector<double> people{100.0, 50.0, 10.0};
const std::vector<double> doctors{15.0, 20.0, 100.0};

CatchmentOptions one_over_cost() {
    CatchmentOptions options;
    options.limit = 61.0;
    options.decay = {.kind = DecayKind::power, .scale = 1.0, .exponent = 1.0, .nearest = 1.0};
    return options;
}

void check_access(const Table& table, const CatchmentOptions& options, const std::vector<double>& wanted) {
    const auto found = ps::access::floating_catchments(table.pairs(), people, doctors, options);
    REQUIRE(found.access.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) CHECK(found.access[i] == Approx(wanted[i]).epsilon(1e-11));
}

/// Every pair of random origins and facilities, in random order.
Table random_table(std::mt19937& random, std::uint32_t origins, std::uint32_t facilities) {
    Table table;
    std::uniform_real_distribution<double> cost(0.0, 100.0);
    for (std::uint32_t i = 0; i < origins; ++i) {
        for (std::uint32_t j = 0; j < facilities; ++j) table.add(i, j, cost(random));
    }
    return table;
}

std::vector<double> amounts(std::mt19937& random, std::size_t size) {
    std::uniform_real_distribution<double> some(0.0, 1e6);
    std::vector<double> out(size);
    for (auto& one : out) one = some(random);
    return out;
}

}  // namespace

TEST_CASE("two steps give the published accessibility of the hospital example") {
    const auto options = one_over_cost();
    check_access(tracts(40, 40, 80), options, {0.33144411698, 0.579828132067, 7.286418169863});
    check_access(tracts(20, 40, 80), options, {0.435340220876, 0.683724235963, 5.727976611421});
    check_access(tracts(40, 20, 80), options, {0.331071913161, 0.577857785779, 7.299991939492});
    check_access(tracts(20, 20, 40), options, {0.442568395399, 0.666758279966, 5.740524646185});
}

TEST_CASE("three steps give the published accessibility of the hospital example, with choice among all that is known") {
    auto options = one_over_cost();
    options.choice = true;
    check_access(tracts(40, 40, 80), options, {0.156256588291, 0.406216452451, 9.906351854839});
    check_access(tracts(20, 40, 80), options, {0.173813542921, 0.423772440089, 9.643002370349});
    check_access(tracts(40, 20, 80), options, {0.156525927418, 0.406372740952, 9.902877021057});
    check_access(tracts(20, 20, 40), options, {0.17480214808, 0.424035508557, 9.631800976419});
}

TEST_CASE("within a catchment of everything, access is supply over demand") {
    Table table;
    for (std::uint32_t i = 0; i < 25; ++i) {
        for (std::uint32_t j = 0; j < 25; ++j)
            table.add(i, j, std::hypot(i % 5 - j % 5, double(i / 5) - double(j / 5)));
    }
    const std::vector<double> ones(25, 1.0);
    CatchmentOptions options;
    for (const auto access : ps::access::floating_catchments(table.pairs(), ones, ones, options).access)
        CHECK(access == Approx(1.0).epsilon(1e-14));
    options.limit = 0.9;
    for (const auto access : ps::access::floating_catchments(table.pairs(), ones, ones, options).access)
        CHECK(access == 1.0);
}

TEST_CASE("all supply that anybody reaches is shared out") {
    std::mt19937 random(7);
    const auto table = random_table(random, 60, 20);
    const auto demand = amounts(random, 60);
    const auto supply = amounts(random, 20);
    for (const bool choice : {false, true}) {
        CatchmentOptions options;
        options.limit = 40.0;
        options.decay = {.kind = DecayKind::gaussian, .scale = 15.0};
        options.choice = choice;
        const auto found = ps::access::floating_catchments(table.pairs(), demand, supply, options);
        double shared = 0.0;
        double reached = 0.0;
        for (std::size_t i = 0; i < 60; ++i) shared += demand[i] * found.access[i];
        for (std::size_t j = 0; j < 20; ++j)
            reached += found.facility_status[j] == CatchmentStatus::reached ? supply[j] : 0.0;
        CHECK(shared == Approx(reached).epsilon(1e-12));
    }
}

TEST_CASE("neither the order of pairs nor the number of threads changes a bit of access") {
    std::mt19937 random(11);
    const auto table = random_table(random, 900, 400);  // more than one block
    const auto demand = amounts(random, 900);
    const auto supply = amounts(random, 400);
    CatchmentOptions options;
    options.limit = 70.0;
    options.decay = {.kind = DecayKind::exponential, .scale = 9.0};
    options.choice = true;
    const auto wanted = ps::access::floating_catchments(table.pairs(), demand, supply, options, {.threads = 1});
    std::vector<std::size_t> order(table.cost.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    Table other;
    for (const auto i : order) other.add(table.origin[i], table.facility[i], table.cost[i]);
    for (const unsigned threads : {1U, 2U, 5U}) {
        const auto found =
            ps::access::floating_catchments(other.pairs(), demand, supply, options, {.threads = threads});
        CHECK(found.access == wanted.access);
        CHECK(found.ratio == wanted.ratio);
    }
}

TEST_CASE("weights at the far tail of a decay are not lost beside large ones") {
    Table table;
    table.add(0, 0, 0.0);
    table.add(1, 1, 45.0);  // exp(-0.5 * 9^2) = 2.6e-18
    CatchmentOptions options;
    options.decay = {.kind = DecayKind::gaussian, .scale = 5.0};
    const std::vector<double> demand{1e6, 10.0};
    const std::vector<double> supply{5.0, 5.0};
    const auto found = ps::access::floating_catchments(table.pairs(), demand, supply, options);
    CHECK(found.access[0] == Approx(5e-6).epsilon(1e-9));
    CHECK(found.access[1] == Approx(0.5).epsilon(1e-9));
}

TEST_CASE("who reaches nothing and what nobody reaches is there and says so") {
    Table table;
    table.add(0, 0, 10.0);
    table.add(1, 1, 31.0);
    table.add(2, 1, std::numeric_limits<double>::infinity());
    table.add(2, 0, std::nan(""));
    CatchmentOptions options;
    options.limit = 30.0;
    const auto found = ps::access::floating_catchments(table.pairs(), people, std::vector<double>{6.0, 7.0}, options);
    CHECK(found.origin_status == std::vector<CatchmentStatus>{CatchmentStatus::reached, CatchmentStatus::none_within,
                                                              CatchmentStatus::none_within});
    CHECK(found.facility_status ==
          std::vector<CatchmentStatus>{CatchmentStatus::reached, CatchmentStatus::none_within});
    CHECK(found.access == std::vector<double>{0.06, 0.0, 0.0});
    CHECK(std::isnan(found.ratio[1]));
    const auto none = ps::access::floating_catchments({}, people, doctors, options);
    CHECK(none.access == std::vector<double>{0.0, 0.0, 0.0});
}

TEST_CASE("the limit itself is within reach, and a step counts up to its end") {
    Table table;
    table.add(0, 0, 30.0);
    CatchmentOptions options;
    options.limit = 30.0;
    options.decay = {.kind = DecayKind::steps, .steps = {{10.0, 1.0}, {30.0, 0.25}}};
    const std::vector<double> demand{8.0};
    const std::vector<double> supply{4.0};
    const auto found = ps::access::floating_catchments(table.pairs(), demand, supply, options);
    CHECK(found.demand_within[0] == 2.0);
    CHECK(found.access[0] == 0.5);
}

TEST_CASE("pairs and decays that make no sense are refused") {
    Table table;
    table.add(0, 0, -1.0);
    CatchmentOptions options;
    CHECK_THROWS_AS(ps::access::floating_catchments(table.pairs(), people, doctors, options), ps::core::Error);
    table.cost[0] = 1.0;
    table.facility[0] = 3;
    CHECK_THROWS_AS(ps::access::floating_catchments(table.pairs(), people, doctors, options), ps::core::Error);
    table.facility[0] = 0;
    CHECK_THROWS_AS(ps::access::floating_catchments(table.pairs(), std::vector<double>{-1.0}, doctors, options),
                    ps::core::Error);
    for (const auto& decay : {ps::access::Decay{.kind = DecayKind::linear, .scale = 0.0},
                              ps::access::Decay{.kind = DecayKind::power}, ps::access::Decay{.kind = DecayKind::steps},
                              ps::access::Decay{.kind = DecayKind::steps, .steps = {{5.0, 1.0}, {5.0, 0.5}}},
                              ps::access::Decay{.kind = DecayKind::gaussian, .scale = std::nan("")}}) {
        options.decay = decay;
        CHECK_THROWS_AS(ps::access::floating_catchments(table.pairs(), people, doctors, options), ps::core::Error);
    }
}
