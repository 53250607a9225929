// Several layers asked at once: each answers as if it were asked alone.
#include <algorithm>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/zoning/locate.hpp>
#include <random>

#include "catch.hpp"
#include "mosaic.hpp"

namespace zoning = petasentra::zoning;
using petasentra::geometry::Places;

namespace {

// More than one block of work, in and around the zones, on their vertices, and one that is no place.
std::vector<double> places_for_layers(const petasentra::layer::Layer& zones) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> x(599'900.0, 600'900.0);
    std::uniform_real_distribution<double> y(9'159'900.0, 9'160'900.0);
    auto xy = zones.geometry.xy;
    while (xy.size() < 80'000) {
        xy.push_back(x(random));
        xy.push_back(y(random));
    }
    xy.insert(xy.end(), {std::numeric_limits<double>::quiet_NaN(), 0.0});
    return xy;
}

}  // namespace

TEST_CASE("layers asked at once answer as each of them alone, on any number of threads") {
    const auto base = mosaic::zones({.across = 8, .bend = 10.0}, 1);
    const zoning::ZoningIndex first(base);
    const zoning::ZoningIndex second(mosaic::zones({.across = 3, .side = 250.0, .bend = 20.0, .grown = 5.0}, 2));
    const zoning::ZoningIndex third(mosaic::zones({.across = 8, .bend = 10.0, .left_out = 3}, 1));
    const zoning::ZoningIndex nothing(mosaic::empty_layer());
    const std::vector<const zoning::ZoningIndex*> layers{&first, &second, &third, &nothing, &first};
    const auto xy = places_for_layers(base);
    for (const unsigned threads : {1U, 2U, 8U}) {
        const auto found = zoning::locate(Places::of_pairs(xy), layers, {.threads = threads});
        REQUIRE(found.size() == layers.size());
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const auto alone = zoning::locate(Places::of_pairs(xy), *layers[i]);
            CHECK(found[i].zone == alone.zone);
            CHECK(found[i].on_boundary == alone.on_boundary);
        }
        CHECK(std::ranges::count(found[0].on_boundary, 1) > 0);
        CHECK(std::ranges::count(found[1].zone, zoning::outside) > 0);
    }
}

TEST_CASE("no layers give no answers, and no places empty ones") {
    const zoning::ZoningIndex index(mosaic::zones({.across = 2}, 1));
    const std::vector<const zoning::ZoningIndex*> layers{&index, &index};
    const std::vector<double> xy{600'050.0, 9'160'050.0};
    CHECK(zoning::locate(Places::of_pairs(xy), std::span<const zoning::ZoningIndex* const>{}).empty());
    const auto found = zoning::locate(Places{}, layers);
    REQUIRE(found.size() == 2);
    CHECK(found[1].zone.empty());
}

TEST_CASE("asking several layers stops when the caller asks") {
    const zoning::ZoningIndex index(mosaic::zones({.across = 2}, 1));
    const std::vector<const zoning::ZoningIndex*> layers{&index, &index};
    const std::vector<double> xy(1000, 600'050.0);
    const std::atomic<bool> cancel{true};
    CHECK_THROWS_AS(zoning::locate(Places::of_pairs(xy), layers, {.cancel = &cancel}), petasentra::core::Error);
}
