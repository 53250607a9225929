#include <cmath>
#include <petasentra/geometry/true_metres.hpp>

#include "catch.hpp"

using namespace petasentra::geometry;

namespace {

Crs crs_of(const char* text) {
    return Crs::from_user_input(text);
}
/// Kabupaten Jombang, roughly.
constexpr Box jombang_degrees{112.0, -7.8, 112.5, -7.3};
constexpr Box jombang_utm{610'000, 9'137'000, 665'000, 9'192'000};
constexpr Box jombang_mercator{12'467'800, -871'000, 12'523'500, -814'900};

}  // namespace

TEST_CASE("metres of UTM are metres, those of Web Mercator are not") {
    CHECK(has_true_metres(crs_of("EPSG:32749"), jombang_utm));
    CHECK_FALSE(has_true_metres(crs_of("EPSG:3857"), jombang_mercator));
    CHECK_FALSE(has_true_metres(crs_of("EPSG:4326"), jombang_degrees));
}

TEST_CASE("Web Mercator is longer by the secant of the latitude") {
    const std::vector<Place> places{{112.0, 0.0}, {112.0, -7.5}, {112.0, -60.0}};
    const auto mercator = crs_of("EPSG:3857");
    // On the equator a degree of latitude is shorter on the ellipsoid than on the sphere, by its flattening.
    CHECK(scale_error(std::span(places).first(1), mercator) == Approx(2.0 / 298.257).epsilon(0.01));
    CHECK(scale_error(places, mercator) == Approx(1.0 / std::cos(60.0 * 3.14159265358979 / 180.0) - 1.0).epsilon(0.01));
}

TEST_CASE("nothing over no ground is wrong, and places without longitude are not asked") {
    CHECK(has_true_metres(crs_of("EPSG:32749"), Box{}));
    CHECK(places_over(Box{}, crs_of("EPSG:32749")).empty());
    CHECK(places_over(jombang_degrees, crs_of("EPSG:4326")).size() == 25);
    CHECK(places_over({1e30, 1e30, 2e30, 2e30}, crs_of("EPSG:32749")).empty());
}
