#include <algorithm>
#include <petasentra/topology/tolerance.hpp>
#include <petasentra/topology/validate.hpp>

#include "catch.hpp"
#include "topology/squares.hpp"

using namespace petasentra::topology;
using petasentra::geometry::Shape;

namespace {

Shape shape_of(const Rings& rings) {
    return Shape(layer_of({{rings}}).geometry, 0);
}

/// Two zones 10 m apart filled by a third but for a slit of the given width, closed at both ends by a frame.
Zones with_slit(double width) {
    return {{{{-10, -10, 20 + width, -10, 20 + width, 20, -10, 20}, {0, 0, 0, 10, 10 + width, 10, 10 + width, 0}}},
            {rectangle(0, 0, 5, 10)},
            {rectangle(5 + width, 0, 10 + width, 10)}};
}

std::size_t count(const Validation& validation, Rule rule) {
    return static_cast<std::size_t>(std::count_if(validation.found.faults.begin(), validation.found.faults.end(),
                                                  [&](const Fault& fault) { return fault.rule == rule; }));
}

}  // namespace

TEST_CASE("a strip is as wide as its short side") {
    const double width = GENERATE(0.001, 0.0019, 0.0021, 0.005, 1.0);
    CHECK(wider_than(shape_of(rectangle(0, 0, 400, width)), 0.002) == (width > 0.002));
}

TEST_CASE("a flat triangle is as wide as it is high") {
    CHECK_FALSE(wider_than(shape_of({{0, 0, 40, 0, 20, 0.0018}}), 0.002));
    CHECK(wider_than(shape_of({{0, 0, 40, 0, 20, 0.0025}}), 0.002));
}

TEST_CASE("a frame is as wide as its rim, however large it is") {
    const auto frame = [](double rim) {
        return shape_of({{0, 0, 50, 0, 50, 50, 0, 50}, {rim, rim, rim, 50 - rim, 50 - rim, 50 - rim, 50 - rim, rim}});
    };
    CHECK_FALSE(wider_than(frame(0.0015), 0.002));
    CHECK(wider_than(frame(0.0025), 0.002));
}

TEST_CASE("without a tolerance everything that has area is wider") {
    CHECK(wider_than(shape_of(rectangle(0, 0, 10, 1e-5)), 0.0));
    CHECK_FALSE(wider_than(Shape(), 0.0));
}

TEST_CASE("a gap of 1 mm is within 2 mm, one of 5 mm is a finding") {
    CHECK(count(validated(layer_of(with_slit(0.001))), Rule::zone_gap) == 0);
    const auto wide = validated(layer_of(with_slit(0.005)));
    REQUIRE(count(wide, Rule::zone_gap) == 1);
    CHECK(wide.found.faults[0].measure == Approx(0.05).epsilon(1e-3));
}

TEST_CASE("the same slit is judged by the tolerance that is declared") {
    ValidateSettings loose;
    loose.tolerance_m = 0.01;
    CHECK(count(validated(layer_of(with_slit(0.005)), loose), Rule::zone_gap) == 0);
    ValidateSettings strict;
    strict.tolerance_m = 0.0;
    CHECK(count(validated(layer_of(with_slit(0.001)), strict), Rule::zone_gap) == 1);
}

TEST_CASE("an overlap of 1 mm is within 2 mm, one of 5 mm is a finding") {
    const auto by = [](double overlap) {
        return validated(layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10 - overlap, 0, 20, 10)}}));
    };
    CHECK(codes(by(0.001)).empty());
    CHECK(codes(by(0.005)) == "ZONE_OVERLAP");
}

TEST_CASE("a gap that reaches the outside through a crack within the tolerance is a gap all the same") {
    // A square of 10 m is missing; a crack of 1 mm leads from it to the outside.
    const Zones zones{{rectangle(0, 0, 30, 10)},
                      {rectangle(0, 10, 10, 20)},
                      {rectangle(20, 10, 30, 20)},
                      {rectangle(0, 20, 15, 30)},
                      {rectangle(15.001, 20, 30, 30)}};
    const auto result = validated(layer_of(zones));
    REQUIRE(count(result, Rule::zone_gap) == 1);
    CHECK(result.found.faults[0].measure == Approx(100.0).epsilon(1e-6));
}

TEST_CASE("through a crack wider than the tolerance it is open") {
    const Zones zones{{rectangle(0, 0, 30, 10)},
                      {rectangle(0, 10, 10, 20)},
                      {rectangle(20, 10, 30, 20)},
                      {rectangle(0, 20, 15, 30)},
                      {rectangle(15.01, 20, 30, 30)}};
    CHECK(count(validated(layer_of(zones)), Rule::zone_gap) == 0);
}

TEST_CASE("zones equal within the tolerance are duplicates") {
    const auto result = validated(layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(0, 0, 10.001, 10)}}));
    CHECK(codes(result) == "DUPLICATE_GEOMETRY");
    const auto apart = validated(layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(0, 0, 10.01, 10)}}));
    CHECK(codes(apart) == "ZONE_OVERLAP");
}
