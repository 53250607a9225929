#include <cmath>
#include <petasentra/core/error.hpp>

#include "catch.hpp"
#include "topology/squares.hpp"

using namespace petasentra;
using namespace petasentra::topology;

namespace {

Rings circle(double radius, int vertices) {
    Ring ring;
    for (int v = 0; v < vertices; ++v) {
        const double angle = 6.283185307179586 * v / vertices;
        ring.insert(ring.end(), {radius * std::cos(angle), radius * std::sin(angle)});
    }
    return {ring};
}

}  // namespace

TEST_CASE("a layer of degrees that are said to be metres is refused") {
    const auto degrees = layer_of({{circle(0.02, 300)}, {circle(0.01, 300)}});
    try {
        static_cast<void>(validated(degrees));
        FAIL("answered");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::option_value);
        CHECK(error.place().layer == "zones");
        CHECK(error.hint().id.find("petasentra inspect") != std::string::npos);
    }
    const auto far = layer_of({{rectangle(0, 0, 400, 400)}});
    CHECK_THROWS_AS(validated(far, {}, {.perimeter = &degrees}), core::Error);
    CHECK_THROWS_AS(validated(far, {}, {.neighbour = &degrees}), core::Error);
}

TEST_CASE("a border of few edges may be as small as it likes") {
    CHECK(codes(validated(layer_of({{circle(0.02, 90)}}))) == "ZONE_SLIVER");
}

TEST_CASE("a tolerance below most edges is taken") {
    ValidateSettings settings;
    settings.tolerance_m = 1.9;  // of edges of 2.09 m
    CHECK(codes(validated(layer_of({{circle(100.0, 300)}}), settings)).empty());
    settings.tolerance_m = 2.2;
    CHECK_THROWS_AS(validated(layer_of({{circle(100.0, 300)}}), settings), core::Error);
}

TEST_CASE("a tolerance larger than every zone is refused, however few edges there are") {
    const auto zones = layer_of({{rectangle(0, 0, 100, 100)}, {rectangle(100, 0, 200, 100)}});
    ValidateSettings settings;
    settings.tolerance_m = 1e6;
    CHECK_THROWS_AS(validated(zones, settings), core::Error);
    settings.tolerance_m = 10.0;
    CHECK(codes(validated(zones, settings)).empty());
}
