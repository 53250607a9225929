#include <petasentra/geometry/measure.hpp>

#include "ascii_map.hpp"
#include "catch.hpp"

using namespace petasentra;

namespace {

std::vector<double> areas(const layer::Layer& layer) {
    return geometry::area_m2(layer.geometry, layer.crs, geometry::MeasureMethod::planar);
}

}  // namespace

TEST_CASE("letters become zones and stars the site, in metres") {
    const auto map = ascii_map(R"(
        IIIIPPPP
        IIIIPPPP      I industry, P rice field
        PPIIPPPP
    )",
                               R"(
        ..****..
        ..****..      * the site
        ........
    )",
                               10.0);

    const auto zones = map.zones();
    REQUIRE(zones.size() == 2);
    CHECK(zones.table.find("code")->text_at(0) == "I");
    CHECK(areas(zones) == std::vector<double>{1000.0, 1400.0});
    CHECK(zones.geometry.kind[0] == geometry::Kind::polygon);
    CHECK(zones.geometry.kind[1] == geometry::Kind::multi_polygon);

    const auto sites = map.sites();
    REQUIRE(sites.size() == 1);
    CHECK(sites.table.find("site_id")->text_at(0) == "*");
    CHECK(areas(sites) == std::vector<double>{800.0});
    CHECK(sites.geometry.bounds(0).min_y == 9'160'010.0);  // the first line is north
}

TEST_CASE("a zone around another has a hole") {
    const auto zones = ascii_map(R"(
        AAA
        ABA
        AAA
    )",
                                 1.0, {0.0, 0.0})
                           .zones();
    CHECK(areas(zones) == std::vector<double>{8.0, 1.0});
    CHECK(zones.geometry.bounds().max_x == 3.0);
}

TEST_CASE("bare ground and an empty picture give no rows") {
    const auto map = ascii_map("....", "", 1.0);
    CHECK(map.zones().size() == 0);
    CHECK(map.sites().size() == 0);
}
