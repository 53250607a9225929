#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/transform.hpp>

#include "catch.hpp"
#include "geometry/shared_data.hpp"
#include "geometry/wkb_text.hpp"

using namespace petasentra;
using namespace petasentra::geometry;
using wkb_text::Builder;

namespace {
const auto degrees = [] { return Crs::from_user_input("EPSG:4326"); };
const auto utm_49s = [] { return Crs::from_user_input("EPSG:32749"); };
}  // namespace

TEST_CASE("every place of the oracle table is found in every system, there and back") {
    const auto rows = shared_data::table("crs/titik_uji_crs.csv");
    if (!rows) return;
    for (const auto& row : *rows) {
        const auto code = row.at("crs");
        CAPTURE(row.at("name"), code);
        const auto crs = Crs::from_user_input(code);
        std::vector<double> place{shared_data::number(row, "lon_deg"), shared_data::number(row, "lat_deg")};
        const auto operation = operation_at(place[0], place[1], degrees(), crs);
        transform_xy(place, degrees(), crs);
        CHECK(std::abs(place[0] - shared_data::number(row, "easting_m")) < 1e-6);
        CHECK(std::abs(place[1] - shared_data::number(row, "northing_m")) < 1e-6);
        CHECK(operation.accuracy_m == shared_data::number(row, "accuracy_m"));
        CHECK(operation.name == row.at("operation"));

        // PROJ 9.1 inverts the equal-area cylinder to 1e-8 degrees only.
        const double tolerance = code == "ESRI:54034" ? 1e-8 : 1e-11;
        transform_xy(place, crs, degrees());
        CHECK(std::abs(place[0] - shared_data::number(row, "back_lon")) < tolerance);
        CHECK(std::abs(place[1] - shared_data::number(row, "back_lat")) < tolerance);
    }
}

TEST_CASE("to the same system nothing is touched") {
    std::vector<double> place{0.1 + 0.2, 1e300};
    const auto before = place;
    transform_xy(place, degrees(), Crs::from_user_input("OGC:CRS84"));
    CHECK(place == before);
    CHECK(operation_at(112, -7, degrees(), Crs::from_user_input("OGC:CRS84")).accuracy_m == 0.0);
}

TEST_CASE("the operation at a place is named with its accuracy, and refused where there is none") {
    const auto operation = operation_at(112, -7, Crs::from_user_input("EPSG:4211"), degrees());  // Batavia
    CHECK(operation.name.find("Batavia to WGS 84") != std::string::npos);
    CHECK(operation.accuracy_m > 0.0);
    CHECK_THROWS_AS(operation_at(112, 100, degrees(), utm_49s()), core::Error);
    CHECK_THROWS_AS(operation_at(112, -7, degrees(), Crs{}), core::Error);
}

TEST_CASE("no vertices are no work") {
    std::vector<double> none;
    transform_xy(none, degrees(), utm_49s());
    CHECK(none.empty());
}

TEST_CASE("an unknown system is an error on either side") {
    std::vector<double> place{112, -7};
    CHECK_THROWS_AS(transform_xy(place, Crs{}, utm_49s()), core::Error);
    CHECK_THROWS_AS(transform_xy(place, utm_49s(), Crs{}), core::Error);
}

TEST_CASE("a vertex without a place is named by its index, for any number of threads") {
    for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 95.0}) {
        for (const unsigned threads : {1U, 3U}) {
            std::vector<double> places;
            for (int i = 0; i < 160'000; ++i) {
                places.push_back(112.0);
                places.push_back(i == 123'456 || i == 155'555 ? bad : -7.0);
            }
            try {
                transform_xy(places, degrees(), utm_49s(), {.threads = threads});
                FAIL("accepted");
            } catch (const core::Error& error) {
                CHECK(error.code() == core::ErrorCode::transform_failed);
                CHECK(error.message().en.find("Vertex 123456 ") == 0);
            }
        }
    }
}

TEST_CASE("the number of threads changes no digit") {
    std::vector<double> one;
    for (int i = 0; i < 120'000; ++i) {
        one.push_back(95.0 + 46.0 * (i % 997) / 997.0);
        one.push_back(-11.0 + 17.0 * (i % 1009) / 1009.0);
    }
    auto three = one;
    transform_xy(one, degrees(), utm_49s(), {.threads = 1});
    transform_xy(three, degrees(), utm_49s(), {.threads = 3});
    CHECK(one == three);
}

TEST_CASE("a transformed column keeps kinds, heights and the bytes of its collections in step") {
    GeometryColumn column;
    append_wkb(column, Builder().head(1001).xy({112, -7, 33}).bytes());
    column.append_null();
    append_wkb(column, Builder()
                           .head(7)
                           .u32(2)
                           .head(1)
                           .xy({std::nan(""), std::nan("")})
                           .head(7)
                           .u32(1)
                           .head(2)
                           .u32(2)
                           .xy({112, -7, 113, -8})
                           .bytes());

    const auto out = transform(column, degrees(), utm_49s());

    CHECK(out.z[0] == 33.0);
    CHECK(out.is_null(1));
    GeometryColumn read_again;
    append_wkb(read_again, wkb_text::written(out, 2));
    CHECK(read_again.part_kind.at(0) == out.part_kind.at(2));
    const auto vertices = out.vertices(2);
    CHECK(read_again.xy == std::vector<double>(vertices.begin(), vertices.end()));
    CHECK(out.xy[0] == Approx(610456.5053366884).epsilon(1e-12));  // pyproj 3.7 on PROJ 9.5
    CHECK(out.xy[0] == vertices[0]);
}

TEST_CASE("a column's failing vertex names its row") {
    GeometryColumn column;
    append_wkb(column, Builder().head(2).u32(2).xy({112, -7, 113, -7}).bytes());
    column.append_null();
    append_wkb(column, Builder().head(2).u32(2).xy({112, -7, 113, 100}).bytes());
    try {
        static_cast<void>(transform(column, degrees(), utm_49s()));
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK(error.place().feature == "2");
        CHECK(error.message().en.find("Vertex 1 ") == 0);
    }
}

TEST_CASE("swapping the axes exchanges every pair, in collections too, and twice is nothing") {
    GeometryColumn column;
    append_wkb(column, Builder().head(2).u32(2).xy({-7, 112, -8, 113}).bytes());
    column.append_null();
    append_wkb(column, Builder().head(7).u32(1).head(2).u32(2).xy({-7, 112, -8, 113}).bytes());

    const auto swapped = swap_axes(column);

    CHECK(swapped.xy == std::vector<double>{112, -7, 113, -8, 112, -7, 113, -8});
    CHECK(swapped.is_null(1));
    GeometryColumn read_again;
    append_wkb(read_again, wkb_text::written(swapped, 2));
    CHECK(read_again.xy == std::vector<double>{112, -7, 113, -8});
    CHECK(swap_axes(swapped).xy == column.xy);
    CHECK(swap_axes({}).xy.empty());
}
