// Sites with a straight side along a border that has more vertices: where the two run along one another, rounding alone
// says on which side of the other each vertex lies.
#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/shares.hpp>

#include "catch.hpp"
#include "mosaic.hpp"

namespace zoning = petasentra::zoning;
using petasentra::geometry::Shape;
using petasentra::layer::Layer;

namespace {

struct Place {
    double x, y;
};

/// A straight line in any direction with rounded vertices, and what lies to its left.
struct Line {
    std::vector<Place> vertices;
    Place left;  ///< one metre

    [[nodiscard]] Place beside(std::size_t vertex, double metres) const {
        return {vertices[vertex].x + metres * left.x, vertices[vertex].y + metres * left.y};
    }
};

Line straight_line(Place origin, double size, std::mt19937_64& random) {
    const double angle = std::uniform_real_distribution<double>(0.0, 6.28)(random);
    const auto parts = std::uniform_int_distribution<int>(3, 40)(random);
    Line line;
    line.left = {-std::sin(angle), std::cos(angle)};
    for (int i = 0; i <= parts; ++i) {
        const double along = size * i / parts;
        line.vertices.push_back({origin.x + along * std::cos(angle), origin.y + along * std::sin(angle)});
    }
    return line;
}

mosaic::Ring ring_of(const std::vector<Place>& places) {
    mosaic::Ring ring;
    for (const auto& place : places) ring.insert(ring.end(), {place.x, place.y});
    ring.insert(ring.end(), {places.front().x, places.front().y});
    return ring;
}

mosaic::Ring zone_beside(const Line& line, double metres) {
    auto places = line.vertices;
    places.push_back(line.beside(line.vertices.size() - 1, metres));
    places.push_back(line.beside(0, metres));
    return ring_of(places);
}

Layer valid_rows(const Layer& layer) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < layer.size(); ++row)
        if (petasentra::geometry::validity(layer.geometry, row).valid()) rows.push_back(row);
    return layer.take(rows);
}

/// Parcels on either side, from one vertex of the line to another, and triangles.
Layer sites_along(const Line& line, double size, std::mt19937_64& random) {
    auto sites = mosaic::empty_layer();
    std::uniform_int_distribution<std::size_t> any(0, line.vertices.size() - 1);
    std::uniform_real_distribution<double> deep(0.05 * size, 0.4 * size);
    for (int i = 0; i < 8; ++i) {
        const auto first = any(random);
        const auto last = any(random);
        if (first == last) continue;
        const double depth = i % 2 == 0 ? deep(random) : -deep(random);
        const Place from = line.vertices[first];
        const Place to = line.vertices[last];
        mosaic::add_polygon(sites, {ring_of({from, to, line.beside(last, depth), line.beside(first, depth)})});
        mosaic::add_polygon(sites, {ring_of({from, to, line.beside(any(random), depth)})});
    }
    return valid_rows(sites);
}

double allowed(const Shape& site) {
    const auto box = site.bounds();
    const double largest =
        std::max({std::fabs(box.min_x), std::fabs(box.max_x), std::fabs(box.min_y), std::fabs(box.max_y)});
    const double digits = 16 * std::numeric_limits<double>::epsilon() * largest;
    return std::max(1e-9 * site.area(), 2 * digits * (box.max_x - box.min_x + box.max_y - box.min_y));
}

/// How many sites GEOS had to do.
std::size_t require_same(const Layer& sites, const Layer& zones) {
    const auto found = zoning::shares(sites, zoning::ZoningIndex(zones), {.threads = 1});
    std::vector<double> area(sites.size() * zones.size());
    for (std::size_t i = 0; i < found.site.size(); ++i) {
        if (found.zone[i] == zoning::outside) continue;
        area[static_cast<std::size_t>(found.site[i]) * zones.size() + static_cast<std::size_t>(found.zone[i])] =
            found.area_m2[i];
    }
    for (std::size_t site = 0; site < sites.size(); ++site) {
        const Shape shape(sites.geometry, site);
        for (std::size_t zone = 0; zone < zones.size(); ++zone) {
            const auto theirs = shape.intersection(Shape(zones.geometry, zone)).area();
            CAPTURE(site, zone, shape.area(), theirs);
            REQUIRE(std::fabs(area[site * zones.size() + zone] - theirs) <= allowed(shape));
        }
    }
    return found.stats.redone_by_geos;
}

}  // namespace

TEST_CASE("shares are those of GEOS where a side of a site runs along a border with more vertices") {
    struct Where {
        Place origin;
        double size;
    };
    const Where places[] = {{{50.0, 50.0}, 100.0},           {{0.0, 0.0}, 100.0},
                            {{310'000.0, 0.0}, 100.0},       {{310'000.0, 0.0}, 5'000.0},
                            {{636'000.0, 9.166e6}, 100.0},   {{636'000.0, 9.166e6}, 20'000.0},
                            {{1.1e7, -3'000.0}, 1'000'000.0}};
    std::size_t asked = 0;
    std::size_t redone = 0;
    for (const auto& [origin, size] : places) {
        CAPTURE(origin.x, origin.y, size);
        for (unsigned seed = 1; seed <= 60; ++seed) {
            CAPTURE(seed);
            std::mt19937_64 random(seed);
            const auto line = straight_line(origin, size, random);
            auto zones = mosaic::empty_layer();
            mosaic::add_polygon(zones, {zone_beside(line, 0.8 * size)});
            mosaic::add_polygon(zones, {zone_beside(line, -0.8 * size)});
            zones = valid_rows(zones);
            const auto sites = sites_along(line, size, random);
            redone += require_same(sites, zones);
            asked += sites.size();
        }
    }
    // GEOS is the way out for what rounding has put out of order, not the way.
    CHECK(redone * 20 < asked);
    CHECK(asked > 4000);
}

TEST_CASE("a site that a needle of rounding lies across has nothing of it") {
    auto zones = mosaic::empty_layer();
    mosaic::add_polygon(zones, {{31.307684271259163, 58.085858864311184, 31.09669273171156, 57.87486732476358,
                                 30.88570119216396, 57.663875785215986, 31.307684271259163, 58.085858864311184}});
    auto sites = mosaic::empty_layer();
    mosaic::add_polygon(sites, {{44.14965581345355, 55.37148122040153, 35.52751506221114, 62.30568965526316,
                                 14.428361107451252, 41.206535700503274, 44.14965581345355, 55.37148122040153}});
    const auto found = zoning::shares(sites, zoning::ZoningIndex(zones));
    REQUIRE(found.zone.size() == 1);
    CHECK(found.zone[0] == zoning::outside);
}
