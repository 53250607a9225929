// Places read where they lie, in another system: those of transform_xy, and nothing for what has no place there.
#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/transform.hpp>
#include <vector>

#include "catch.hpp"

using namespace petasentra;
using namespace petasentra::geometry;

TEST_CASE("places in arrays of their own are transformed as pairs are, on any number of threads") {
    const auto degrees = Crs::from_user_input("EPSG:4326");
    const auto metres = Crs::from_user_input("EPSG:32749");
    std::vector<double> xy;
    std::vector<double> x;
    std::vector<double> y;
    for (std::size_t i = 0; i < 120'000; ++i) {
        x.push_back(110.0 + 1e-5 * static_cast<double>(i));
        y.push_back(-8.0 + 7e-6 * static_cast<double>(i));
        xy.insert(xy.end(), {x.back(), y.back()});
    }
    transform_xy(xy, degrees, metres);
    for (const unsigned threads : {1U, 2U, 8U}) {
        const auto out = transform_places({x.data(), y.data(), 1, 1, x.size()}, degrees, metres, {.threads = threads});
        REQUIRE(std::equal(out.begin(), out.end(), xy.begin(), xy.end()));
    }
}

TEST_CASE("a place without a place in the target is not a number, and stops no other") {
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    const double far = std::numeric_limits<double>::infinity();
    const std::vector<double> xy{112.0, -7.0, nothing, -7.0, 112.0, far, 112.0, 95.0};
    const auto degrees = Crs::from_user_input("EPSG:4326");
    const auto out = transform_places(Places::of_pairs(xy), degrees, Crs::from_user_input("EPSG:32749"));
    REQUIRE(out.size() == xy.size());
    CHECK((std::isfinite(out[0]) && std::isfinite(out[1])));
    for (std::size_t i = 2; i < out.size(); ++i) CHECK(std::isnan(out[i]));
    CHECK_THROWS_AS(transform_places(Places::of_pairs(xy), degrees, Crs()), core::Error);
}

TEST_CASE("places in the system wanted are copied as they are") {
    const std::vector<double> xy{112.0, -7.0, 112.5, std::numeric_limits<double>::infinity()};
    const auto degrees = Crs::from_user_input("EPSG:4326");
    const auto out = transform_places(Places::of_pairs(xy), degrees, degrees);
    CHECK(std::equal(out.begin(), out.end(), xy.begin(), xy.end()));
}
