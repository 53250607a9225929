// Places by the cells against GEOS: inside, on the border and outside told apart without a single difference.
#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/zoning/locate.hpp>

#include "catch.hpp"
#include "mosaic.hpp"
#include "same_as_geos.hpp"

namespace zoning = petasentra::zoning;
using petasentra::layer::Layer;

namespace {

void add(std::vector<double>& xy, double x, double y) {
    xy.insert(xy.end(), {x, y});
}

// Every vertex, places on edges as well as doubles allow, one step of a double beside both, and places anywhere.
std::vector<double> hard_places(const Layer& zones, const mosaic::Shape& shape, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> along(0.0, 1.0);
    std::uniform_real_distribution<double> within(-0.2 * shape.side,
                                                  1.2 * shape.side * static_cast<double>(shape.across));
    const double far = std::numeric_limits<double>::infinity();
    std::vector<double> xy;
    const auto& from = zones.geometry.xy;
    for (std::size_t v = 0; v + 3 < from.size(); v += 2) {
        const double t = random() % 4 == 0 ? 0.5 : along(random);
        const double x = from[v] + t * (from[v + 2] - from[v]);
        const double y = from[v + 1] + t * (from[v + 3] - from[v + 1]);
        add(xy, from[v], from[v + 1]);
        add(xy, std::nextafter(from[v], far), from[v + 1]);
        add(xy, from[v], std::nextafter(from[v + 1], -far));
        add(xy, x, y);
        add(xy, std::nextafter(x, -far), y);
        add(xy, x, std::nextafter(y, far));
        // Borders of cells lie at powers of two.
        add(xy, std::floor(x / 8.0) * 8.0, y);
        add(xy, std::floor(x / 8.0) * 8.0, std::floor(y / 8.0) * 8.0);
        add(xy, shape.x + within(random), shape.y + within(random));
    }
    return xy;
}

}  // namespace

TEST_CASE("places are those of GEOS on every vertex, on edges and a step of a double beside") {
    const mosaic::Shape shapes[] = {{.across = 4},
                                    {.across = 4, .bend = 20.0},
                                    {.across = 4, .bend = 10.0, .grown = 3.0},
                                    {.across = 4, .bend = 10.0, .every_vertex = false},
                                    {.across = 4, .side = 0.25, .x = 1e-3, .y = -2e-3},
                                    {.across = 4, .x = 5e8, .y = -5e8, .bend = 7.0},
                                    {.across = 3, .bend = 10.0, .grown = 1e-8},
                                    {.across = 4, .bend = 10.0, .left_out = 2}};
    for (const auto& shape : shapes) {
        const auto zones = mosaic::zones(shape, 5);
        same_as_geos::require_same(zones, hard_places(zones, shape, 6));
    }
}

TEST_CASE("what is no place is outside, and so is everything where there is no zone") {
    const auto zones = mosaic::zones({.across = 2}, 1);
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    const double far = std::numeric_limits<double>::infinity();
    const std::vector<double> xy{nothing, 0.0, far, -far, 1e300, 1e300, 0.0, nothing, -1e18, 9'160'010.0};
    const std::vector<std::int64_t> none(5, zoning::outside);
    CHECK(std::ranges::equal(
        zoning::locate(petasentra::geometry::Places::of_pairs(xy), zoning::ZoningIndex(zones)).zone, none));
    CHECK(zoning::locate_all(petasentra::geometry::Places::of_pairs(xy), zoning::ZoningIndex(zones)).zone == none);
    CHECK(std::ranges::equal(
        zoning::locate(petasentra::geometry::Places::of_pairs(xy), zoning::ZoningIndex(mosaic::empty_layer())).zone,
        none));
    CHECK(zoning::locate_all(petasentra::geometry::Places::of_pairs(xy), zoning::ZoningIndex(mosaic::empty_layer()))
              .zone == none);
}
