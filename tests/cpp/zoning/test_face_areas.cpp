// Faces of several layers over one another, against GEOS, which makes each of them.
#include <cmath>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/face_areas.hpp>
#include <petasentra/zoning/shares.hpp>

#include "ascii_map.hpp"
#include "catch.hpp"
#include "mosaic.hpp"

namespace zoning = petasentra::zoning;
using petasentra::geometry::Shape;
using petasentra::layer::Layer;
using zoning::FaceAreas;

namespace {

Layer valid_ones(const Layer& layer) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < layer.size(); ++row)
        if (petasentra::geometry::validity(layer.geometry, row).valid()) rows.push_back(row);
    return layer.take(rows);
}

struct Found {
    std::vector<FaceAreas::Face> faces;
    std::vector<Shape> features;  ///< in the order of their bits
    double border_m = 0.0;
};

/// All features that have a part of a site, laid over it; nothing if they are too many.
Found faces_of(const Layer& sites, std::size_t row, const std::vector<const Layer*>& layers, FaceAreas& areas) {
    Found found;
    const auto site = sites.take(std::vector{row});
    areas.begin(sites.geometry, row);
    std::vector<zoning::ZoningIndex> indexes;
    indexes.reserve(layers.size());
    for (const auto* layer : layers) {
        const auto& index = indexes.emplace_back(*layer);
        for (const auto zone : zoning::shares(site, index).zone) {
            if (zone == zoning::outside) continue;
            const auto number = areas.add(index, static_cast<std::uint32_t>(zone));
            REQUIRE(number.has_value() == (found.features.size() < FaceAreas::most_features));
            if (!number) return {};
            REQUIRE(*number == found.features.size());
            found.features.emplace_back(layer->geometry, static_cast<std::size_t>(zone));
        }
    }
    const auto faces = areas.faces().value();
    found.faces.assign(faces.begin(), faces.end());
    found.border_m = areas.border_m();
    return found;
}

Shape face_by_geos(const Shape& site, const std::vector<Shape>& features, std::uint64_t in) {
    auto ground = site.copy();
    for (std::size_t k = 0; k < features.size(); ++k) {
        ground = ((in >> k & 1U) != 0 ? ground.intersection(features[k]) : ground.difference(features[k])).only(2);
    }
    return ground;
}

void require_same_as_geos(const Layer& sites, const std::vector<const Layer*>& layers) {
    FaceAreas areas;
    std::size_t compared = 0;
    for (std::size_t row = 0; row < sites.size(); ++row) {
        const Shape site(sites.geometry, row);
        const auto [faces, features, border_m] = faces_of(sites, row, layers, areas);
        if (faces.empty()) continue;
        ++compared;
        const auto box = site.bounds();
        const auto digits = 16e-16 * (std::fabs(box.max_y) + std::fabs(box.max_x));
        const auto rounding = 1e-9 * site.area() + digits * (box.max_x - box.min_x + box.max_y - box.min_y) * 4.0;
        CAPTURE(row, faces.size(), features.size(), site.area());
        double sum = 0.0;
        double longest = 0.0;
        double drawn_sum = 0.0;
        std::vector<double> drawn;
        for (const auto& face : faces) {
            sum += face.area_m2;
            const auto ground = face_by_geos(site, features, face.features);
            drawn.push_back(ground.area());
            drawn_sum += drawn.back();
            if (face.area_m2 > 1.0) longest = std::max(longest, ground.length());
        }
        // As large as the site together: then no face is missing.
        REQUIRE(std::fabs(sum - site.area()) <= rounding);
        for (std::size_t k = 0; k < features.size(); ++k) {
            double of_feature = 0.0;
            for (const auto& face : faces) of_feature += (face.features >> k & 1U) != 0 ? face.area_m2 : 0.0;
            REQUIRE(std::fabs(of_feature - site.intersection(features[k]).area()) <= rounding);
        }
        // Of a site as thin as a hair GEOS loses ground when it cuts again what it has cut.
        if (std::fabs(drawn_sum - site.area()) > rounding) {
            REQUIRE(site.area() < 1e-4 * site.length());
            continue;
        }
        for (std::size_t i = 0; i < faces.size(); ++i) {
            CAPTURE(faces[i].features, faces[i].area_m2, drawn[i]);
            REQUIRE(std::fabs(faces[i].area_m2 - drawn[i]) <= rounding);
        }
        REQUIRE(border_m >= site.length() * (1.0 - 1e-9));
        REQUIRE(border_m >= longest * (1.0 - 1e-9));
    }
    REQUIRE(compared > sites.size() / 2);
}

}  // namespace

TEST_CASE("faces of two layers on a site, and the length of all borders") {
    const auto zones = ascii_map("AABB", "****", 10.0);
    const auto rules = ascii_map(".RR.", "****", 10.0);
    const auto all = zones.zones();
    const auto over = rules.zones();
    FaceAreas areas;
    const auto [faces, features, border_m] = faces_of(zones.sites(), 0, {&all, &over}, areas);
    REQUIRE(faces.size() == 4);
    const std::vector<std::uint64_t> in{0b001, 0b101, 0b110, 0b010};  // bits: A, B, R
    for (std::size_t i = 0; i < faces.size(); ++i) {
        CHECK(faces[i].features == in[i]);
        CHECK(faces[i].area_m2 == Approx(100.0));
    }
    // The site's own 100 m and three borders across it; those that both zones have are walked twice.
    CHECK(border_m >= 130.0);
    CHECK(border_m <= 5 * 100.0 + 6 * 10.0);
}

TEST_CASE("faces are those of GEOS where layers cross one another") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        const mosaic::Shape one{.bend = 20.0};
        const mosaic::Shape other{.across = 4, .side = 170.0, .x = 599'950.0, .bend = 30.0, .left_out = 3};
        const mosaic::Shape third{.across = 9, .side = 60.0, .y = 9'160'020.0, .bend = 8.0, .left_out = 2};
        const auto zones = valid_ones(mosaic::zones(one, seed));
        const auto rules = valid_ones(mosaic::zones(other, seed + 10));
        const auto more = valid_ones(mosaic::zones(third, seed + 20));
        const auto sites = valid_ones(mosaic::sites(zones, one, 60, seed));
        require_same_as_geos(sites, {&zones, &rules, &more});
    }
}

TEST_CASE("faces are those of GEOS where layers have the same borders, or nearly, or run level and upright") {
    for (unsigned seed = 1; seed <= 2; ++seed) {
        const mosaic::Shape straight{};
        const mosaic::Shape gaps{.left_out = 3};
        const mosaic::Shape bent{.bend = 10.0};
        const mosaic::Shape slivers{.bend = 10.0, .every_vertex = false};
        const mosaic::Shape overlaps{.bend = 10.0, .grown = 1e-6};
        const auto level = mosaic::zones(straight, seed);
        const auto some = mosaic::zones(gaps, seed);
        const auto wander = valid_ones(mosaic::zones(bent, seed));
        const auto nearly = valid_ones(mosaic::zones(slivers, seed));
        const auto twice = valid_ones(mosaic::zones(overlaps, seed));
        require_same_as_geos(valid_ones(mosaic::sites(level, straight, 40, seed)), {&level, &some});
        require_same_as_geos(valid_ones(mosaic::sites(level, straight, 40, seed)), {&level, &some, &wander});
        require_same_as_geos(valid_ones(mosaic::sites(wander, bent, 40, seed)), {&wander, &nearly});
        require_same_as_geos(valid_ones(mosaic::sites(wander, bent, 40, seed)), {&wander, &wander, &twice});
    }
}

TEST_CASE("the faces of a site with a hole leave the hole out") {
    auto zones = mosaic::empty_layer();
    mosaic::add_polygon(zones, {{0, 0, 50, 0, 50, 100, 0, 100, 0, 0}});
    auto sites = mosaic::empty_layer();
    mosaic::add_polygon(sites, {{10, 10, 90, 10, 90, 90, 10, 90, 10, 10}, {40, 40, 40, 60, 60, 60, 60, 40, 40, 40}});
    FaceAreas areas;
    const auto found = faces_of(sites, 0, {&zones}, areas);
    REQUIRE(found.faces.size() == 2);
    CHECK(found.faces[0].area_m2 == Approx(40.0 * 80.0 - 200.0));
    CHECK(found.faces[1].area_m2 == Approx(40.0 * 80.0 - 200.0));
}

TEST_CASE("there are bits for so many features, and an empty site has no faces") {
    const auto map = ascii_map("AAAA", "****", 10.0);
    const auto zones = map.zones();
    const zoning::ZoningIndex index(zones);
    FaceAreas areas;
    const auto sites = map.sites();
    areas.begin(sites.geometry, 0);
    for (std::size_t k = 0; k < FaceAreas::most_features; ++k) CHECK(areas.add(index, 0) == k);
    CHECK_FALSE(areas.add(index, 0));
    const auto faces = areas.faces().value();
    REQUIRE(faces.size() == 1);
    CHECK(faces[0].features == ~std::uint64_t{0});
    CHECK(faces[0].area_m2 == Approx(400.0));

    Layer nothing = mosaic::empty_layer();
    nothing.geometry.append_null();
    areas.begin(nothing.geometry, 0);
    CHECK(areas.faces().value().empty());
}

TEST_CASE("a site with more edges than a sweep is good for has no answer") {
    mosaic::Ring round;
    const auto corners = static_cast<int>(FaceAreas::most_edges) + 1;
    for (int k = 0; k < corners; ++k) {
        const double angle = 6.283185307179586 * k / corners;
        round.insert(round.end(), {500.0 * std::cos(angle), 500.0 * std::sin(angle)});
    }
    round.insert(round.end(), {round[0], round[1]});
    auto sites = mosaic::empty_layer();
    mosaic::add_polygon(sites, {round});
    FaceAreas areas;
    areas.begin(sites.geometry, 0);
    CHECK_FALSE(areas.faces());
}
