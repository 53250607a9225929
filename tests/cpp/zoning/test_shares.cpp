#include <cmath>
#include <limits>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>

#include "ascii_map.hpp"
#include "catch.hpp"
#include "mosaic.hpp"

namespace zoning = petasentra::zoning;

namespace {

zoning::SiteShares shares_of(const AsciiMap& map) {
    const auto zones = map.zones();
    return zoning::shares(map.sites(), zoning::ZoningIndex(zones));
}

}  // namespace

TEST_CASE("a site across two zones reports both shares and nothing outside") {
    const auto result = shares_of(ascii_map(R"(
        IIIIPPPP
        IIIIPPPP      I industry, P rice field
        IIIIPPPP
    )",
                                            R"(
        ........
        ..****..      * the site
        ........
    )",
                                            10.0));
    CHECK(result.zone == petasentra::core::LargeVector<std::int64_t>{0, 1, zoning::outside});
    CHECK(result.share[0] == Approx(0.5));
    CHECK(result.share[1] == Approx(0.5));
    CHECK(result.area_m2[2] == 0.0);
}

TEST_CASE("zones that only touch a site have no row") {
    const auto result = shares_of(ascii_map("IIIIPPPP", "****....", 10.0));
    CHECK(result.zone == petasentra::core::LargeVector<std::int64_t>{0, zoning::outside});
}

TEST_CASE("shares close: zones and outside make up the site") {
    const auto result = shares_of(ascii_map(R"(
        AA..BB
        AA..BB
    )",
                                            R"(
        .****.
        .****.
    )",
                                            10.0));
    CHECK(std::accumulate(result.area_m2.begin(), result.area_m2.end(), 0.0) == Approx(800.0));
    CHECK(result.area_m2.back() == Approx(400.0));
}

TEST_CASE("a null site is a row outside with no area") {
    const auto map = ascii_map("AAAA", "*...", 10.0);
    auto sites = map.sites();
    sites.geometry = {};
    sites.geometry.append_null();
    const auto zones = map.zones();
    const auto result = zoning::shares(sites, zoning::ZoningIndex(zones));
    CHECK(result.zone == petasentra::core::LargeVector<std::int64_t>{zoning::outside});
    CHECK(result.area_m2[0] == 0.0);
}

TEST_CASE("points on a border belong to the lowest row and are told apart") {
    const auto map = ascii_map("AABB", "*...", 10.0);
    const auto zones = map.zones();
    const zoning::ZoningIndex index(zones);
    const MapOrigin o;
    const std::vector<double> xy{o.x + 5, o.y + 5, o.x + 20, o.y + 5, o.x + 35, o.y + 5, o.x + 90, o.y + 5};
    const auto found = zoning::locate(petasentra::geometry::Places::of_pairs(xy), index);
    CHECK(found.zone == petasentra::core::LargeVector<std::int64_t>{0, 0, 1, zoning::outside});
    CHECK(found.on_boundary == petasentra::core::LargeVector<std::uint8_t>{0, 1, 0, 0});
}

TEST_CASE("shares and places are the same bytes for one thread and eight") {
    const auto map = ascii_map("AABBCCDD", "abbccdee", 10.0);
    const auto zones = map.zones();
    const zoning::ZoningIndex index(zones);
    const auto few = map.sites();
    std::vector<std::size_t> rows(600);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i % few.size();
    const auto sites = few.take(rows);
    std::vector<double> xy(10'000);
    for (std::size_t i = 0; i < xy.size(); i += 2) {
        xy[i] = MapOrigin{}.x + static_cast<double>(i % 97);
        xy[i + 1] = MapOrigin{}.y + static_cast<double>(i % 13);
    }
    petasentra::core::Control one, eight;
    one.threads = 1;
    eight.threads = 8;
    const auto alone = zoning::shares(sites, index, one);
    const auto together = zoning::shares(sites, index, eight);
    CHECK(alone.zone == together.zone);
    CHECK(alone.area_m2 == together.area_m2);
    CHECK(zoning::locate(petasentra::geometry::Places::of_pairs(xy), index, one).zone ==
          zoning::locate(petasentra::geometry::Places::of_pairs(xy), index, eight).zone);
}

TEST_CASE("degrees and broken zones are refused") {
    auto zones = ascii_map("AABB", "*...", 10.0).zones();
    auto degrees = zones;
    degrees.crs = petasentra::geometry::Crs::from_user_input("EPSG:4326");
    CHECK_THROWS_AS(zoning::ZoningIndex(degrees), petasentra::core::Error);
    std::swap(zones.geometry.xy[2], zones.geometry.xy[4]);
    std::swap(zones.geometry.xy[3], zones.geometry.xy[5]);
    CHECK_THROWS_AS(zoning::ZoningIndex(zones), petasentra::core::Error);
}

TEST_CASE("coordinates that are no place on the Earth are refused, in zones and in sites") {
    const auto box = [](double far) {
        auto layer = mosaic::empty_layer();
        mosaic::add_polygon(layer, {{0, 0, far, 0, far, far, 0, far, 0, 0}});
        return layer;
    };
    const auto is_refused = [](const auto& ask) {
        try {
            ask();
        } catch (const petasentra::core::Error& error) {
            return error.code() == petasentra::core::ErrorCode::geometry_not_finite;
        }
        return false;
    };
    for (const double far : {1.7e308, 1e200, 1e155, 2e12, 1e-200, 1e-310}) {
        CAPTURE(far);
        CHECK(is_refused([&] { zoning::ZoningIndex(box(far)); }));
        CHECK(is_refused([&] { zoning::ZoningIndex(box(far), {}, {.check_validity = false}); }));
    }
    const zoning::ZoningIndex index(box(1e12));
    for (const double far : {std::nan(""), std::numeric_limits<double>::infinity(), 1.7e308, 1e200, 2e12}) {
        CAPTURE(far);
        CHECK(is_refused([&] { static_cast<void>(zoning::shares(box(far), index)); }));
    }
}
