// Zones as nobody draws them but data has them: strips thinner than a cell, many to a block, needles across the whole
// layer, combs, and rings round everything.
#include <cmath>

#include "catch.hpp"
#include "mosaic.hpp"
#include "same_as_geos.hpp"

using petasentra::layer::Layer;

namespace {

constexpr double west = 636000.0;
constexpr double south = 9166000.0;

mosaic::Ring rectangle(double x, double y, double width, double height) {
    return {x, y, x + width, y, x + width, y + height, x, y + height, x, y};
}

// Vertices, places along edges and beside them, and places anywhere.
std::vector<double> places_of(const Layer& zones, double size, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> within(-0.1 * size, 1.1 * size);
    std::uniform_real_distribution<double> along(0.0, 1.0);
    std::vector<double> xy;
    const auto& from = zones.geometry.xy;
    for (std::size_t v = 0; v + 3 < from.size(); v += 2) {
        const double t = along(random);
        const double x = from[v] + t * (from[v + 2] - from[v]);
        const double y = from[v + 1] + t * (from[v + 3] - from[v + 1]);
        xy.insert(xy.end(), {from[v], from[v + 1], x, y, std::nextafter(x, 0.0), y, x, std::floor(y)});
    }
    for (int i = 0; i < 2000; ++i) xy.insert(xy.end(), {west + within(random), south + within(random)});
    return xy;
}

}  // namespace

TEST_CASE("more strips in a block than its picture has names") {
    auto zones = mosaic::empty_layer();
    // Sixty strips of half a metre: the grid is coarse, for they have few vertices.
    for (int i = 0; i < 60; ++i) mosaic::add_polygon(zones, {rectangle(west + 0.5 * i, south, 0.5, 400.0)});
    same_as_geos::require_same(zones, places_of(zones, 400.0, 1));
}

TEST_CASE("more zones that cover whole cells of a block than its picture has names") {
    auto zones = mosaic::empty_layer();
    for (int row = 0; row < 24; ++row) {
        for (int column = 0; column < 24; ++column)
            mosaic::add_polygon(zones, {rectangle(west + 10.0 * column, south + 10.0 * row, 10.0, 10.0)});
    }
    same_as_geos::require_same(zones, places_of(zones, 240.0, 2));
}

TEST_CASE("zones round everything, one within the other, and some the same") {
    auto zones = mosaic::empty_layer();
    for (int i = 0; i < 20; ++i) {
        const double margin = 5.0 * (i / 2);
        mosaic::add_polygon(zones, {rectangle(west - margin, south - margin, 600.0 + 2 * margin, 600.0 + 2 * margin)});
    }
    for (int i = 0; i < 30; ++i) mosaic::add_polygon(zones, {rectangle(west + 20.0 * i, south + 20.0 * i, 7.0, 7.0)});
    same_as_geos::require_same(zones, places_of(zones, 600.0, 3));
}

TEST_CASE("needles whose two long sides share all their cells") {
    auto zones = mosaic::empty_layer();
    for (int i = 0; i < 40; ++i) {
        const double up = 25.0 * i;
        const double east = west + 1000.0;
        const double north = south + 1000.0 - up;
        mosaic::add_polygon(zones, {{west, south + up, east, north, east, north + 0.25, west, south + up}});
    }
    same_as_geos::require_same(zones, places_of(zones, 1000.0, 4));
}

TEST_CASE("a comb of a thousand teeth, and what is left between them") {
    auto zones = mosaic::empty_layer();
    mosaic::Ring comb{west, south, west + 1000.0, south};
    for (int tooth = 999; tooth >= 0; --tooth) {
        comb.insert(comb.end(), {west + tooth + 0.75, south + 500.0 + tooth % 7});
        comb.insert(comb.end(), {west + tooth, south + 1.0});
    }
    comb.insert(comb.end(), {west, south});
    mosaic::add_polygon(zones, {comb});
    mosaic::add_polygon(zones, {rectangle(west - 10.0, south - 10.0, 1020.0, 300.0),
                                rectangle(west + 100.0, south + 20.0, 64.0, 64.0)});
    same_as_geos::require_same(zones, places_of(zones, 1000.0, 5));
}

TEST_CASE("edges from cell to cell across their corners, and along their borders") {
    auto zones = mosaic::empty_layer();
    // Stairs in steps of powers of two, which are borders of cells whatever their side.
    for (const double step : {1.0, 2.0, 8.0, 64.0}) {
        mosaic::Ring stairs{west, south};
        for (int i = 0; i < 32; ++i) {
            stairs.insert(stairs.end(), {west + step * (i + 1), south + step * i});
            stairs.insert(stairs.end(), {west + step * (i + 1), south + step * (i + 1)});
        }
        stairs.insert(stairs.end(), {west, south + step * 32});
        stairs.insert(stairs.end(), {west, south});
        mosaic::add_polygon(zones, {stairs});
        mosaic::Ring zigzag{west, south - step};
        for (int i = 1; i < 64; ++i)
            zigzag.insert(zigzag.end(), {west + step * i, south - step * (i % 2 == 0 ? 1.0 : 2.0)});
        zigzag.insert(zigzag.end(), {west + 63 * step, south - 4 * step, west, south - 4 * step});
        zigzag.insert(zigzag.end(), {west, south - step});
        mosaic::add_polygon(zones, {zigzag});
    }
    same_as_geos::require_same(zones, places_of(zones, 2048.0, 6));
}
