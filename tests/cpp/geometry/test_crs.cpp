#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/crs.hpp>
#include <thread>
#include <vector>

#include "catch.hpp"

using namespace petasentra;
using petasentra::geometry::Crs;
using petasentra::geometry::utm_epsg;

namespace {

const char* const utm_49s_from_a_prj_file =
    R"(PROJCS["WGS_1984_UTM_Zone_49S",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],)"
    R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],)"
    R"(PARAMETER["False_Northing",10000000.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",0.9996],)"
    R"(PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";

}  // namespace

TEST_CASE("a CRS knows its code, its name and its unit") {
    const auto utm = Crs::from_user_input("EPSG:32749");
    CHECK(utm.known());
    CHECK(utm.authority_code() == "EPSG:32749");
    CHECK(utm.name() == "WGS 84 / UTM zone 49S");
    CHECK(utm.is_projected_metre());
    CHECK_FALSE(utm.is_geographic());
    CHECK(utm.projjson().find("\"UTM zone 49S\"") != std::string::npos);

    const auto degrees = Crs::from_user_input(" 4326 ");
    CHECK(degrees.authority_code() == "EPSG:4326");
    CHECK(degrees.is_geographic());
    CHECK_FALSE(degrees.is_projected_metre());
    CHECK_FALSE(Crs::from_user_input("EPSG:2263").is_projected_metre());  // US survey feet
}

TEST_CASE("no CRS is unknown and like nothing, not even itself") {
    const Crs none;
    CHECK_FALSE(none.known());
    CHECK(none.projjson().empty());
    CHECK(none.name().empty());
    CHECK_FALSE(none.same_as(Crs{}));
    CHECK_FALSE(none.same_as(Crs::from_user_input("4326")));
}

TEST_CASE("the same system in other words is the same") {
    const auto utm = Crs::from_user_input("32749");
    const auto degrees = Crs::from_user_input("EPSG:4326");
    CHECK(utm.same_as(Crs::from_user_input(utm.projjson())));
    CHECK(utm.same_as(Crs::from_user_input(utm_49s_from_a_prj_file)));
    CHECK(degrees.same_as(Crs::from_user_input("OGC:CRS84")));  // differs in axis order only
    CHECK_FALSE(utm.same_as(Crs::from_user_input("32750")));
    CHECK_FALSE(utm.same_as(degrees));
    CHECK_FALSE(utm.same_as(Crs::from_user_input("EPSG:23879")));  // DGN95 is another datum
}

TEST_CASE("a PROJ string is a CRS even if it does not say so") {
    const auto utm = Crs::from_user_input("+proj=utm +zone=49 +south +datum=WGS84 +units=m");
    CHECK(utm.is_projected_metre());
    CHECK(utm.authority_code().empty());
}

TEST_CASE("a compound system is known by its horizontal part") {
    const auto compound = Crs::from_user_input("EPSG:32749+5773");
    CHECK(compound.is_projected_metre());
    CHECK(compound.same_as(Crs::from_user_input("32749")));
}

TEST_CASE("a system is found by its full name, letter case and blanks aside") {
    CHECK(Crs::from_user_input("wgs 84 / utm ZONE 49s").authority_code() == "EPSG:32749");
    CHECK(Crs::from_user_input("WGS84").authority_code() == "EPSG:4326");
    CHECK(Crs::from_user_input("Batavia").authority_code() == "EPSG:4211");
    CHECK(Crs::from_user_input("CRS84").authority_code() == "OGC:CRS84");
}

TEST_CASE("URNs and URLs of the OGC are codes") {
    for (const char* text : {"urn:ogc:def:crs:EPSG::32749", "http://www.opengis.net/def/crs/EPSG/0/32749"}) {
        CHECK(Crs::from_user_input(text).authority_code() == "EPSG:32749");
    }
    CHECK(Crs::from_user_input("urn:ogc:def:crs:OGC:1.3:CRS84").is_geographic());
}

TEST_CASE("a name that is only like a known one is refused, not guessed") {
    for (const char* text :
         {"foo", "wgs", "Amers", "utm 49", "UTM zone 49S", "DGN", "WGS_1984_UTM_Zone_49S", "wgs=", "wgs: 8"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(Crs::from_user_input(text), core::Error);
    }
}

TEST_CASE("what is no CRS is refused in both languages") {
    for (const char* text : {"", "foo", "WGS:84", "urn:foo:bar", "http://contoh.id/crs", "EPSG:99999999", "bukan crs",
                             "{\"type\": \"x\"}", "+proj=pipeline +step +proj=utm +zone=49", "99999999999999999999"}) {
        CAPTURE(text);
        try {
            static_cast<void>(Crs::from_user_input(text));
            FAIL("accepted");
        } catch (const core::Error& error) {
            CHECK(error.code() == core::ErrorCode::crs_unknown);
            CHECK(error.message().id.find(text) != std::string::npos);
            CHECK_FALSE(error.hint().id.empty());
        }
    }
}

TEST_CASE("UTM zones begin at their western meridian and the equator counts as north") {
    CHECK(utm_epsg(112.2333, -7.546) == 32749);
    CHECK(utm_epsg(114.0, -8.0) == 32750);
    CHECK(utm_epsg(113.999999, -8.0) == 32749);
    CHECK(utm_epsg(109.33, 0.0) == 32649);
    CHECK(utm_epsg(-180.0, 10.0) == 32601);
    CHECK(utm_epsg(180.0, 10.0) == 32601);
    CHECK(utm_epsg(179.9999, -10.0) == 32760);
    CHECK(utm_epsg(-180.0 - 1e-14, 10.0) >= 32601);
    CHECK(utm_epsg(472.2333, -7.546) == 32749);  // once round the earth
    CHECK_THROWS_AS(utm_epsg(std::numeric_limits<double>::quiet_NaN(), 0.0), core::Error);
}

TEST_CASE("PROJ tells its version and database") {
    const auto& status = geometry::proj_status();
    CHECK_FALSE(status.version.empty());
    CHECK(status.database_path.find("proj.db") != std::string::npos);
}

TEST_CASE("many systems at once push none out that is still in use") {
    const auto degrees = Crs::from_user_input("4326");
    for (int zone = 1; zone <= 60; ++zone) {
        for (const int base : {32600, 32700}) {
            const auto utm = Crs::from_user_input(std::to_string(base + zone));
            REQUIRE_FALSE(utm.same_as(degrees));
        }
    }
}

TEST_CASE("every thread asks PROJ for itself") {
    const auto utm = Crs::from_user_input("32749");
    std::vector<std::thread> threads;
    std::vector<int> same(4, 0);
    for (std::size_t i = 0; i < same.size(); ++i) {
        threads.emplace_back([&, i] { same[i] = utm.same_as(Crs::from_user_input(utm_49s_from_a_prj_file)) ? 1 : 0; });
    }
    for (auto& thread : threads) thread.join();
    CHECK(same == std::vector<int>{1, 1, 1, 1});
}
