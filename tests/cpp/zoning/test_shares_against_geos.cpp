// Areas by the cells against areas by GEOS, which makes every common polygon and measures it.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/shares.hpp>

#include "catch.hpp"
#include "mosaic.hpp"

namespace zoning = petasentra::zoning;
using petasentra::geometry::Shape;
using petasentra::layer::Layer;

namespace {

Layer valid_rows(const Layer& layer) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < layer.size(); ++row)
        if (petasentra::geometry::validity(layer.geometry, row).valid()) rows.push_back(row);
    return layer.take(rows);
}

// 1e-9 of the site, and what rounding of coordinates makes along its bounds: a needle has little else.
double allowed(const Shape& site) {
    const auto box = site.bounds();
    constexpr double digits = 16 * std::numeric_limits<double>::epsilon();
    return 1e-9 * site.area() + digits * box.max_y * (box.max_x - box.min_x + box.max_y - box.min_y);
}

zoning::ShareStats require_same_as_geos(const Layer& sites, const Layer& zones) {
    const zoning::ZoningIndex index(zones);
    const auto ours = zoning::shares(sites, index);
    std::vector<Shape> shapes;
    for (std::size_t zone = 0; zone < zones.size(); ++zone) shapes.emplace_back(zones.geometry, zone);
    std::vector<const Shape*> all;
    for (const auto& shape : shapes) all.push_back(&shape);
    const auto covered = Shape::union_of(all);
    std::size_t at = 0;
    for (std::size_t row = 0; row < sites.size(); ++row) {
        const Shape site(sites.geometry, row);
        const auto tolerance = allowed(site);
        CAPTURE(row, site.area());
        auto sum = 0.0;
        for (std::size_t zone = 0; zone < shapes.size(); ++zone) {
            const auto theirs = site.intersection(shapes[zone]).area();
            auto mine = 0.0;
            if (ours.site[at] == static_cast<std::int64_t>(row) && ours.zone[at] == static_cast<std::int64_t>(zone))
                mine = ours.area_m2[at++];
            CAPTURE(zone);
            REQUIRE(std::fabs(mine - theirs) <= tolerance);
            sum += mine;
        }
        REQUIRE(ours.zone[at] == zoning::outside);
        REQUIRE(ours.site[at] == static_cast<std::int64_t>(row));
        REQUIRE(std::fabs(ours.area_m2[at] - site.difference(covered).area()) <= 10 * tolerance);
        sum += ours.area_m2[at++];
        REQUIRE(std::fabs(sum - site.area() - ours.covered_more_than_once_m2[row]) <= 40 * tolerance);
    }
    REQUIRE(at == ours.site.size());
    return ours.stats;
}

}  // namespace

TEST_CASE("shares are those of GEOS where zones share their borders") {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        const mosaic::Shape shape{.bend = seed % 2 == 0 ? 0.0 : 20.0};
        const auto zones = mosaic::zones(shape, seed);
        const auto stats = require_same_as_geos(valid_rows(mosaic::sites(zones, shape, 120, seed)), valid_rows(zones));
        CHECK(stats.redone_by_geos == 0);
        CHECK(stats.joined_by_geos == 0);
    }
}

TEST_CASE("shares are those of GEOS where zones are missing, overlap or have other vertices on a border") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const mosaic::Shape gaps{.bend = 10.0, .left_out = 3};
        const mosaic::Shape overlaps{.bend = 10.0, .grown = 3.0};
        const mosaic::Shape slivers{.bend = 10.0, .every_vertex = false};
        const mosaic::Shape collinear{.every_vertex = false};
        const mosaic::Shape needles{.bend = 10.0, .grown = 1e-6};
        for (const auto& shape : {gaps, overlaps, slivers, collinear, needles}) {
            const auto zones = valid_rows(mosaic::zones(shape, seed));
            require_same_as_geos(valid_rows(mosaic::sites(zones, shape, 60, seed)), zones);
        }
    }
}

TEST_CASE("what zones cover twice is said, and joined") {
    const mosaic::Shape shape{.grown = 5.0};
    const auto zones = mosaic::zones(shape, 1);
    const auto sites = mosaic::sites(zones, shape, 6, 1);
    const auto found = zoning::shares(sites, zoning::ZoningIndex(zones));
    CHECK(found.stats.joined_by_geos > 0);
    // The last site covers all 36 squares of 110 m, whose union is one of 610 m.
    CHECK(found.covered_more_than_once_m2.back() == Approx(36 * 110.0 * 110.0 - 610.0 * 610.0).epsilon(1e-9));
}

TEST_CASE("shares are those of GEOS for tiny and for huge coordinates") {
    for (const double x : {0.0, 1e-3, 5e8}) {
        const mosaic::Shape shape{.across = 4, .side = x == 1e-3 ? 0.25 : 100.0, .x = x, .y = -x, .bend = 0.0};
        const auto zones = mosaic::zones(shape, 3);
        const auto sites = valid_rows(mosaic::sites(zones, shape, 40, 3));
        const zoning::ZoningIndex index(zones);
        const auto found = zoning::shares(sites, index);
        for (std::size_t i = 0; i < found.site.size(); ++i) {
            if (found.zone[i] == zoning::outside) continue;
            const Shape site(sites.geometry, static_cast<std::size_t>(found.site[i]));
            const Shape zone(zones.geometry, static_cast<std::size_t>(found.zone[i]));
            CAPTURE(x, found.site[i], found.zone[i], site.area());
            const auto box = site.bounds();
            const auto rounding = 16e-16 * (std::fabs(x) + 1e3) * (box.max_x - box.min_x + box.max_y - box.min_y);
            CHECK(std::fabs(found.area_m2[i] - site.intersection(zone).area()) <= 1e-9 * site.area() + 4 * rounding);
        }
    }
}

TEST_CASE("zones that are the same, or lie one in the other along a border, cover ground twice") {
    auto zones = mosaic::empty_layer();
    const mosaic::Ring slope{0, 0, 691.5, 0, 691.5, 978.1, 0, 0};
    mosaic::add_polygon(zones, {slope});
    mosaic::add_polygon(zones, {slope});
    mosaic::add_polygon(zones, {{0, 0, 691.5, 0, 345.75, 489.05, 0, 0}});
    auto sites = mosaic::empty_layer();
    mosaic::add_polygon(sites, {{634, 897, 639, 897, 639, 903, 634, 903, 634, 897}});
    mosaic::add_polygon(sites, {{100, 100, 200, 100, 200, 300, 100, 300, 100, 100}});
    require_same_as_geos(sites, zones);
    const auto found = zoning::shares(sites, zoning::ZoningIndex(zones));
    CHECK(found.covered_more_than_once_m2[0] == Approx(found.area_m2[0]));
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> place(0.0, 1000.0);
    for (int i = 0; i < 300; ++i) {
        auto twice = mosaic::empty_layer();
        const auto star = mosaic::star(place(random), place(random), 300.0, 5, random);
        mosaic::add_polygon(twice, {star});
        mosaic::add_polygon(twice, {star});
        auto near = mosaic::empty_layer();
        for (std::size_t v = 0; v + 2 < star.size(); v += 2) {
            const double x = 0.3 * star[v] + 0.7 * star[v + 2];
            const double y = 0.3 * star[v + 1] + 0.7 * star[v + 3];
            mosaic::add_polygon(near, {{x - 3, y - 3, x + 3, y - 3, x + 3, y + 3, x - 3, y + 3, x - 3, y - 3}});
        }
        require_same_as_geos(near, twice);
    }
}

TEST_CASE("a round site of many corners that one zone covers has nothing outside, whichever way it runs") {
    auto zones = mosaic::empty_layer();
    mosaic::add_polygon(zones, {{-1, -1, 100'001, -1, 100'001, 100'001, -1, 100'001, -1, -1}});
    mosaic::add_polygon(zones, {{0, 0, 30'000, 0, 30'000, 30'000, 0, 30'000, 0, 0}});
    mosaic::Ring round;
    for (int k = 0; k < 1000; ++k) {
        const double angle = -6.283185307179586 * k / 1000.0;
        round.insert(round.end(), {5e4 + 5e4 * std::cos(angle), 5e4 + 5e4 * std::sin(angle)});
    }
    round.insert(round.end(), {round[0], round[1]});
    auto sites = mosaic::empty_layer();
    mosaic::add_polygon(sites, {round});
    require_same_as_geos(sites, zones);
    const auto found = zoning::shares(sites, zoning::ZoningIndex(zones));
    CHECK(found.share[0] == 1.0);
    CHECK(found.area_m2.back() == 0.0);
}

TEST_CASE("shares are those of GEOS where no border is near: in one zone, in two, in none, whichever way a site runs") {
    auto zones = mosaic::empty_layer();
    mosaic::add_polygon(zones, {{0, 0, 1e5, 0, 1e5, 1e5, 0, 1e5, 0, 0}});
    mosaic::add_polygon(zones, {{0, 0, 3e4, 0, 3e4, 3e4, 0, 3e4, 0, 0}});
    auto sites = mosaic::empty_layer();
    for (const double at : {5e4, 1.5e4, -5e4, 2e5, 1e5 + 1, 1e5 - 5, 3e4}) {
        const auto x = [&](double step) { return at + step; };
        mosaic::add_polygon(sites, {{x(0), x(0), x(9), x(0), x(9), x(9), x(0), x(9), x(0), x(0)}});
        mosaic::add_polygon(sites, {{x(0), x(0), x(0), x(9), x(9), x(9), x(9), x(0), x(0), x(0)}});
        mosaic::add_polygon(sites, {{x(0), x(0), x(9), x(9), x(0), x(2), x(-9), x(9), x(0), x(0)}});  // an arrow
        mosaic::add_polygon(sites, {{x(0), x(0), x(9), x(0), x(9), x(9), x(0), x(9), x(0), x(0)},
                                    {x(3), x(3), x(3), x(6), x(6), x(6), x(6), x(3), x(3), x(3)}});
    }
    require_same_as_geos(sites, zones);
    const auto found = zoning::shares(sites, zoning::ZoningIndex(zones));
    CHECK(found.area_m2[0] == 81.0);
    CHECK(found.share[0] == 1.0);
    CHECK(found.area_m2[1] == 0.0);
}

TEST_CASE("a site that does not close, or has a ring of two corners, is refused") {
    const auto zones = mosaic::zones({}, 1);
    auto open = mosaic::empty_layer();
    const double x = 600'000.0, y = 9'160'000.0;
    mosaic::add_polygon(open, {{x, y, x + 10, y, x + 10, y + 10, x, y + 10, x, y + 1}});
    CHECK_THROWS_AS(zoning::shares(open, zoning::ZoningIndex(zones)), petasentra::core::Error);
    auto thin = mosaic::empty_layer();
    mosaic::add_polygon(thin, {{x, y, x + 10, y, x + 10, y + 10, x, y}, {x + 7, y + 2, x + 8, y + 2, x + 7, y + 2}});
    CHECK_THROWS_AS(zoning::shares(thin, zoning::ZoningIndex(zones)), petasentra::core::Error);
}

TEST_CASE("a site far larger than the zones holds them all") {
    const mosaic::Shape shape{.across = 2, .side = 1.0, .x = 0.0, .y = 0.0};
    const auto zones = mosaic::zones(shape, 1);
    auto sites = mosaic::empty_layer();
    mosaic::add_polygon(sites, {{-1e9, -1e9, 9e11, -1e9, 9e11, 1e9, -1e9, 1e9, -1e9, -1e9}});
    mosaic::add_polygon(sites, {{-9, -9, 9, -9, 9, 9, -9, 9, -9, -9}});
    const auto found = zoning::shares(sites, zoning::ZoningIndex(zones));
    CHECK(std::count(found.site.begin(), found.site.end(), 1) == 5);
    CHECK(found.zone.back() == zoning::outside);
}

TEST_CASE("a zone whose rings cross is refused, unless nobody looks") {
    auto zones = mosaic::empty_layer();
    const double x = 600'000.0, y = 9'160'000.0;
    mosaic::add_polygon(zones, {{x, y, x + 100, y + 100, x + 100, y, x, y + 100, x, y}});  // a bow tie
    CHECK_THROWS_AS(zoning::ZoningIndex(zones), petasentra::core::Error);
    CHECK_NOTHROW(zoning::ZoningIndex(zones, {}, {.check_validity = false}));
}

TEST_CASE("the order of sites changes no share") {
    const mosaic::Shape shape{.bend = 15.0, .left_out = 5};
    const auto zones = mosaic::zones(shape, 9);
    const auto sites = valid_rows(mosaic::sites(zones, shape, 200, 9));
    std::vector<std::size_t> backwards(sites.size());
    for (std::size_t i = 0; i < backwards.size(); ++i) backwards[i] = backwards.size() - 1 - i;
    const zoning::ZoningIndex index(zones);
    const auto one = zoning::shares(sites, index);
    const auto other = zoning::shares(sites.take(backwards), index);
    std::map<std::pair<std::int64_t, std::int64_t>, double> area;
    for (std::size_t i = 0; i < one.site.size(); ++i) area[{one.site[i], one.zone[i]}] = one.area_m2[i];
    const auto last = static_cast<std::int64_t>(sites.size()) - 1;
    REQUIRE(other.site.size() == one.site.size());
    for (std::size_t i = 0; i < other.site.size(); ++i) {
        const auto found = area.find({last - other.site[i], other.zone[i]});
        REQUIRE(found != area.end());
        CHECK(found->second == other.area_m2[i]);
    }
}
