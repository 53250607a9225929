#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/transform.hpp>
#include <random>

#include "catch.hpp"
#include "geometry/shared_data.hpp"
#include "geometry/wkb_text.hpp"

using namespace petasentra;
using namespace petasentra::geometry;
using wkb_text::Builder;

namespace {

const auto degrees = [] { return Crs::from_user_input("EPSG:4326"); };
const auto utm_49s = [] { return Crs::from_user_input("EPSG:32749"); };

/// A square of 100 m with a hole of 10 m, both turning the same way.
GeometryColumn square_with_hole(double x, double y) {
    GeometryColumn column;
    append_wkb(column, Builder()
                           .head(3)
                           .u32(2)
                           .u32(5)
                           .xy({x, y, x + 100, y, x + 100, y + 100, x, y + 100, x, y})
                           .u32(5)
                           .xy({x + 10, y + 10, x + 20, y + 10, x + 20, y + 20, x + 10, y + 20, x + 10, y + 10})
                           .bytes());
    return column;
}

GeometryColumn one(const Builder& builder) {
    GeometryColumn column;
    append_wkb(column, builder.bytes());
    return column;
}

core::ErrorCode code_of(const GeometryColumn& column, const Crs& crs, MeasureMethod method) {
    try {
        static_cast<void>(area_m2(column, crs, method));
    } catch (const core::Error& error) {
        return error.code();
    }
    return core::ErrorCode{0};
}

}  // namespace

TEST_CASE("holes are taken off whichever way rings turn, and large eastings cost no digits") {
    const auto column = square_with_hole(636'000.123, 9'165'000.456);
    CHECK(area_m2(column, utm_49s(), MeasureMethod::planar)[0] == Approx(9'900.0).epsilon(1e-11));
    CHECK(length_m(column, utm_49s(), MeasureMethod::planar)[0] == Approx(440.0).epsilon(1e-11));
}

TEST_CASE("a feature in its own UTM zone is measured as it is, to the last bit") {
    const auto column = square_with_hole(636'000.123, 9'165'000.456);
    CHECK(area_m2(column, utm_49s(), MeasureMethod::planar_utm) == area_m2(column, utm_49s(), MeasureMethod::planar));
}

TEST_CASE("a feature in another zone's coordinates is measured in its own") {
    const auto own = square_with_hole(636'000, 9'165'000);
    const auto in_zone_50 = transform(own, utm_49s(), Crs::from_user_input("32750"));
    CHECK(area_m2(in_zone_50, Crs::from_user_input("32750"), MeasureMethod::planar_utm)[0] ==
          Approx(9'900.0).epsilon(1e-8));
    CHECK(area_m2(in_zone_50, Crs::from_user_input("32750"), MeasureMethod::planar)[0] > 9'910.0);
}

TEST_CASE("each row is measured in the zone of its own centre; null and empty rows in none") {
    GeometryColumn column;
    append_wkb(column, Builder().head(2).u32(2).xy({113.0, -7, 114.9, -7}).bytes());
    append_wkb(column, Builder().head(2).u32(2).xy({113.2, -7, 114.9, -7}).bytes());
    append_wkb(column, Builder().head(2).u32(2).xy({119.4, 0.5, 119.4, 1.5}).bytes());
    column.append_null();
    append_wkb(column, Builder().head(6).u32(0).bytes());
    const auto lengths = length_m(column, degrees(), MeasureMethod::planar_utm);
    const char* zones[] = {"32749", "32750", "32650"};
    for (std::size_t row = 0; row < 3; ++row) {
        const auto zone = Crs::from_user_input(zones[row]);
        const auto there = transform(column.take(std::vector{row}), degrees(), zone);
        CHECK(lengths[row] == length_m(there, zone, MeasureMethod::planar)[0]);
        CHECK(lengths[row] > 100'000.0);
    }
    CHECK(lengths[3] == 0.0);
    CHECK(lengths[4] == 0.0);
}

TEST_CASE("points, lines, nulls and empty rows have no area; points no length") {
    GeometryColumn column;
    append_wkb(column, Builder().head(1).xy({112, -7}).bytes());
    append_wkb(column, Builder().head(2).u32(2).xy({112, -7, 112, -7.5}).bytes());
    column.append_null();
    append_wkb(column, Builder().head(3).u32(0).bytes());
    append_wkb(column, Builder().head(3).u32(1).u32(0).bytes());
    for (const auto method : {MeasureMethod::planar_utm, MeasureMethod::geodesic}) {
        CHECK(area_m2(column, degrees(), method) == std::vector<double>(5, 0.0));
        const auto lengths = length_m(column, degrees(), method);
        CHECK(lengths[0] == 0.0);
        CHECK(lengths[1] == Approx(55'300).epsilon(2e-3));
        CHECK(lengths[2] == 0.0);
        CHECK(lengths[3] == 0.0);
    }
    CHECK(area_m2(GeometryColumn{}, degrees(), MeasureMethod::geodesic).empty());
}

TEST_CASE("of a collection only the polygons have area") {
    Builder builder;
    builder.head(7)
        .u32(2)
        .head(2)
        .u32(4)
        .xy({0, 0, 5, 0, 5, 5, 0, 0})
        .head(3)
        .u32(1)
        .u32(4)
        .xy({0, 0, 10, 0, 10, 10, 0, 0});
    CHECK(area_m2(one(builder), utm_49s(), MeasureMethod::planar)[0] == 50.0);
}

TEST_CASE("degrees, feet, unknown systems and not-a-number are refused") {
    const auto square = square_with_hole(0, 0);
    CHECK(code_of(square, degrees(), MeasureMethod::planar) == core::ErrorCode::degrees_refused);
    CHECK(code_of(square, Crs::from_user_input("EPSG:2263"), MeasureMethod::planar) ==
          core::ErrorCode::degrees_refused);
    CHECK(code_of(square, Crs{}, MeasureMethod::planar_utm) == core::ErrorCode::crs_missing);
    GeometryColumn broken = square_with_hole(112, -7);
    append_wkb(broken, Builder().head(2).u32(2).xy({0, 0, std::numeric_limits<double>::infinity(), 1}).bytes());
    for (const auto method : {MeasureMethod::planar, MeasureMethod::planar_utm, MeasureMethod::geodesic}) {
        try {
            static_cast<void>(area_m2(broken, utm_49s(), method));
            FAIL("accepted");
        } catch (const core::Error& error) {
            CHECK(error.code() == core::ErrorCode::geometry_not_finite);
            CHECK(error.place().feature == "1");
        }
    }
}

TEST_CASE("the three methods have names, others are refused with the choice") {
    CHECK(measure_method("planar") == MeasureMethod::planar);
    CHECK(measure_method("planar-utm") == MeasureMethod::planar_utm);
    CHECK(measure_method("geodesic") == MeasureMethod::geodesic);
    try {
        static_cast<void>(measure_method("euclid"));
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::option_value);
        CHECK(error.hint().en.find("planar-utm") != std::string::npos);
    }
}

TEST_CASE("an octant of the ellipsoid has an eighth of its surface") {
    // Published surface of the WGS 84 ellipsoid: 510 065 621.724 km2.
    GeometryColumn column;
    Builder octant;
    octant.head(3).u32(1).u32(4).xy({0, 0, 90, 0, 0, 90, 0, 0});
    append_wkb(column, octant.bytes());
    CHECK(area_m2(column, degrees(), MeasureMethod::geodesic)[0] == Approx(510'065'621.724e6 / 8).epsilon(1e-11));
}

TEST_CASE("the number of threads changes no measure") {
    GeometryColumn column;
    for (int i = 0; i < 9'000; ++i) {
        const double x = 95.0 + (i % 460) / 10.0;
        const double y = -10.0 + (i % 170) / 10.0;
        append_wkb(column, Builder().head(3).u32(1).u32(4).xy({x, y, x + 0.01, y, x + 0.01, y + 0.01, x, y}).bytes());
    }
    for (const auto method : {MeasureMethod::planar_utm, MeasureMethod::geodesic}) {
        CHECK(area_m2(column, degrees(), method, {.threads = 1}) == area_m2(column, degrees(), method, {.threads = 3}));
    }
}

TEST_CASE("every pair of the oracle table has its geodesic distance and azimuths") {
    const auto rows = shared_data::table("crs/jarak_geodesik.csv");
    if (!rows) return;
    for (const auto& row : *rows) {
        CAPTURE(row.at("from"), row.at("to"));
        const auto line = geodesic_between(shared_data::number(row, "lon1"), shared_data::number(row, "lat1"),
                                           shared_data::number(row, "lon2"), shared_data::number(row, "lat2"));
        CHECK(std::abs(line.distance_m - shared_data::number(row, "geodesic_m")) < 1e-6);
        CHECK(std::abs(line.azimuth_at_start_deg - shared_data::number(row, "azimuth12_deg")) < 1e-9);
        CHECK(std::abs(line.azimuth_at_end_deg - shared_data::number(row, "azimuth21_deg")) < 1e-9);
    }
}

TEST_CASE("short edges are as long as the geodesic, at every latitude and across the date line") {
    std::mt19937 random(20261123);
    std::uniform_real_distribution<double> part(-1.0, 1.0);
    double worst = 0.0;
    for (int i = 0; i < 20'000; ++i) {
        const double reach = std::pow(10.0, -7.0 + 5.0 * std::abs(part(random)));
        const double lon = i % 7 == 0 ? 180.0 : 180.0 * part(random);
        const double lat = i % 11 == 0 ? 89.99 : 89.0 * part(random);
        const double to_lon = lon + reach * part(random);
        const double to_lat = lat + reach * part(random);
        GeometryColumn column;
        append_wkb(column, Builder().head(2).u32(2).xy({lon, lat, to_lon, to_lat}).bytes());
        const double exact = geodesic_between(lon, lat, to_lon, to_lat).distance_m;
        worst = std::max(worst, std::abs(length_m(column, degrees(), MeasureMethod::geodesic)[0] - exact));
    }
    CHECK(worst < 1e-7);
}
