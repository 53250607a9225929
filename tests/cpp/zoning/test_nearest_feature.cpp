#include <numeric>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/nearest_feature.hpp>
#include <random>

#include "catch.hpp"

using namespace petasentra;
using geometry::GeometryColumn;
using geometry::Kind;
using zoning::Features;
using zoning::Outline;

namespace {

using Rings = std::vector<std::vector<double>>;

/// One part with these rings.
void add(GeometryColumn& column, Kind kind, const Rings& rings) {
    GeometryColumn one;
    one.kind = {kind};
    one.has_z = one.has_m = {0};
    one.part_of_row = {0, 1};
    one.ring_of_part = {0, rings.size()};
    for (const auto& ring : rings) {
        one.xy.insert(one.xy.end(), ring.begin(), ring.end());
        one.vertex_of_ring.push_back(one.xy.size() / 2);
    }
    column.append(one, 0);
}

std::vector<double> square(double x, double y, double half) {
    return {x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half, x - half, y - half};
}

Features all_of(const GeometryColumn& column) {
    std::vector<std::uint32_t> rows(column.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return Features(column, rows);
}

/// A star around a centre: valid, not convex, of many edges.
std::vector<double> star(std::mt19937& random, double x, double y, double size, int corners) {
    std::uniform_real_distribution<double> radius(0.3 * size, size);
    std::vector<double> xy;
    for (int i = 0; i < corners; ++i) {
        const double angle = 6.283185307179586 * i / corners;
        const double r = radius(random);
        xy.push_back(x + r * std::cos(angle));
        xy.push_back(y + r * std::sin(angle));
    }
    xy.push_back(xy[0]);
    xy.push_back(xy[1]);
    return xy;
}

GeometryColumn random_features(std::mt19937& random, std::size_t count) {
    std::uniform_real_distribution<double> place(0.0, 2000.0);
    GeometryColumn column;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = 640'000.0 + place(random), y = 9'160'000.0 + place(random);
        const auto ring = star(random, x, y, 60.0, 40);
        if (i % 3 == 0)
            add(column, Kind::point, {{x, y}});
        else if (i % 3 == 1)
            add(column, Kind::line_string, {{ring.begin(), ring.end() - 10}});
        else
            add(column, Kind::polygon, {ring});
    }
    return column;
}

}  // namespace

TEST_CASE("the nearest of random points, lines and polygons is that of GEOS, at the same distance") {
    std::mt19937 random(7);
    const auto features = random_features(random, 300);
    const auto sites = random_features(random, 150);
    const auto index = all_of(features);
    std::size_t touching = 0;
    for (std::size_t s = 0; s < sites.size(); ++s) {
        const geometry::Shape site(sites, s);
        auto least = std::numeric_limits<double>::infinity();
        std::int64_t row = -1;
        for (std::size_t f = 0; f < features.size(); ++f) {
            const auto metres = site.distance(geometry::Shape(features, f));
            if (metres < least) {
                least = metres;
                row = static_cast<std::int64_t>(f);
            }
        }
        for (const double reach : {1.0, 100.0, 5000.0}) {
            const auto found = index.nearest(Outline(sites, s), reach);
            CHECK(found.metres == Approx(least).margin(1e-9));
            CHECK(found.row == row);
            CHECK(std::hypot(found.on_site.x - found.on_feature.x, found.on_site.y - found.on_feature.y) ==
                  Approx(found.metres).margin(1e-7));
        }
        if (least == 0.0) ++touching;
    }
    CHECK(touching > 20);
    CHECK(touching < 130);
}

TEST_CASE("within a reach the nearest is the same one to the last bit, and beyond it there is nothing") {
    std::mt19937 random(11);
    const auto features = random_features(random, 300);
    const auto sites = random_features(random, 150);
    const auto index = all_of(features);
    std::size_t none = 0;
    for (std::size_t s = 0; s < sites.size(); ++s) {
        const Outline site(sites, s);
        for (const double reach : {1.0, 20.0, 50.0, 300.0}) {
            const auto found = index.nearest_within(site, reach);
            const auto nearest = index.nearest(site, reach);
            CHECK((found.row >= 0) == (nearest.metres <= reach));
            if (found.row < 0) {
                CHECK(std::isinf(found.metres));
                ++none;
                continue;
            }
            CHECK(found.row == nearest.row);
            CHECK(found.metres == nearest.metres);
            CHECK(found.on_site.x == nearest.on_site.x);
            CHECK(found.on_feature.y == nearest.on_feature.y);
        }
    }
    CHECK(none > 100);
    CHECK(none < 500);
}

TEST_CASE("a site in the hole of a feature is outside of it, one in its ground is 0 m away") {
    GeometryColumn column;
    add(column, Kind::polygon, {square(0, 0, 100), square(0, 0, 50)});
    const auto index = all_of(column);
    GeometryColumn sites;
    add(sites, Kind::polygon, {square(0, 0, 10)});
    add(sites, Kind::polygon, {square(75, 0, 10)});
    add(sites, Kind::polygon, {square(0, 0, 500)});
    add(sites, Kind::polygon, {square(0, 0, 500), square(0, 0, 120)});
    CHECK(index.nearest(Outline(sites, 0), 1.0).metres == 40.0);
    CHECK(index.nearest(Outline(sites, 1), 1.0).metres == 0.0);
    CHECK(index.nearest(Outline(sites, 2), 1.0).metres == 0.0);
    CHECK(index.nearest(Outline(sites, 3), 1.0).metres == 20.0);
}

TEST_CASE("of features equally near the smallest row is told, of those that touch too") {
    GeometryColumn column;
    add(column, Kind::point, {{100.0, 0.0}});
    add(column, Kind::point, {{0.0, -50.0}});
    add(column, Kind::point, {{50.0, 0.0}});
    add(column, Kind::point, {{-50.0, 0.0}});
    const auto index = all_of(column);
    CHECK(index.nearest(Outline(geometry::Point{0.0, 0.0}), 1.0).row == 1);
    CHECK(index.nearest(Outline(geometry::Point{0.0, 0.0}), 1.0, [](std::uint32_t row) { return row == 1; }).row == 2);
    GeometryColumn site;
    add(site, Kind::polygon, {square(0, 0, 200)});
    CHECK(index.nearest(Outline(site, 0), 1.0).row == 0);
}

TEST_CASE("without features, or with all of them left out, nothing is near") {
    const auto nobody = Features().nearest(Outline(geometry::Point{0.0, 0.0}), 1.0);
    CHECK(nobody.row == -1);
    CHECK(std::isinf(nobody.metres));
    GeometryColumn column;
    column.append_null();
    add(column, Kind::point, {{5.0, 0.0}});
    const auto index = all_of(column);
    CHECK(index.nearest(Outline(geometry::Point{0.0, 0.0}), 1.0).row == 1);
    CHECK(index.nearest(Outline(geometry::Point{0.0, 0.0}), 1.0, [](std::uint32_t) { return true; }).row == -1);
    CHECK(index.nearest(Outline(geometry::Point{9e8, 9e8}), 1.0).row == 1);
}
