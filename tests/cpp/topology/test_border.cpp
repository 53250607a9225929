#include <algorithm>
#include <petasentra/topology/validate.hpp>

#include "catch.hpp"
#include "topology/squares.hpp"

using namespace petasentra::topology;

namespace {

/// Two zones of our plan, their common eastern border at x = 20.
petasentra::layer::Layer ours() {
    return layer_of({{rectangle(0, 0, 20, 10)}, {rectangle(0, 10, 20, 20)}});
}

Validation beside(const Zones& theirs, ValidateSettings settings = {}) {
    const auto neighbour = layer_of(theirs);
    return validated(ours(), settings, {nullptr, &neighbour});
}

}  // namespace

TEST_CASE("plans that share the vertices of their border match") {
    CHECK(codes(beside({{rectangle(20, 0, 40, 10)}, {rectangle(20, 10, 40, 20)}})).empty());
    CHECK(codes(beside({{rectangle(20.001, 0, 40, 10)}, {rectangle(20.001, 10, 40, 20)}})).empty());
}

TEST_CASE("a neighbour without our vertex on the border is told with the vertex, both features named") {
    const auto result = beside({{rectangle(20, 0, 40, 20)}});
    REQUIRE(codes(result) == "BORDER_MISMATCH");
    const auto& fault = result.found.faults[0];
    CHECK(fault.row == 0);
    CHECK(fault.other == 0);
    CHECK(std::string(fault.unit) == "m");
    CHECK(fault.measure == 0.0);
    CHECK(result.found.places.bounds(0).min_x == corner_x + 20.0);
    CHECK(result.found.places.bounds(0).min_y == corner_y + 10.0);
}

TEST_CASE("ground in both plans is told pair by pair with its area") {
    const auto result = beside({{rectangle(19, 0, 40, 10)}, {rectangle(19, 10, 40, 20)}});
    std::size_t grounds = 0;
    for (const auto& fault : result.found.faults) {
        REQUIRE(fault.rule == Rule::border_mismatch);
        if (std::string(fault.unit) != "m2") continue;
        ++grounds;
        CHECK(fault.row == fault.other);
        CHECK(fault.measure == Approx(10.0));
    }
    CHECK(grounds == 2);
}

TEST_CASE("ground that the two plans enclose and neither covers is told once") {
    const auto result = beside({{{{20, 0, 40, 0, 40, 20, 20, 20, 20, 15, 22, 15, 22, 12, 20, 12}}}});
    std::size_t grounds = 0;
    for (const auto& fault : result.found.faults) {
        if (std::string(fault.unit) != "m2") continue;
        ++grounds;
        CHECK(fault.measure == Approx(6.0));
        CHECK(fault.row == 1);
        CHECK(fault.other == 0);
    }
    CHECK(grounds == 1);
}

TEST_CASE("borders farther apart than the reach are not the same border") {
    const Zones far{{rectangle(25, 0, 40, 20)}};
    CHECK(codes(beside(far)).find("BORDER_MISMATCH") != std::string::npos);
    CHECK(codes(beside(far, {.border_reach_m = 4.0})).empty());
}

TEST_CASE("an overlap of two plans is no overlap of zones, and order of rows changes nothing") {
    const Zones theirs{{rectangle(19, 10, 40, 20)}, {rectangle(19, 0, 40, 10)}};
    const auto result = beside(theirs);
    CHECK(codes(result).find("ZONE_OVERLAP") == std::string::npos);
    double area = 0.0;
    for (const auto& fault : result.found.faults) area += std::string(fault.unit) == "m2" ? fault.measure : 0.0;
    CHECK(area == Approx(20.0));
}
