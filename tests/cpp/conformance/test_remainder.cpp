#include <cstdio>
#include <petasentra/conformance/remainder.hpp>

#include "catch.hpp"
#include "question.hpp"

using ps::conformance::Remainder;
using ps::conformance::remainder_of;

namespace {

double number(const ps::layer::Table& table, const char* name, std::size_t row) {
    for (const auto& column : table.columns) {
        if (column.name == name) return column.number_at(row).value_or(-1.0);
    }
    FAIL("no column " << name);
    return 0.0;
}
std::string word(const ps::layer::Table& table, const char* name, std::size_t row) {
    for (const auto& column : table.columns) {
        if (column.name == name) return column.text_at(row).value_or(std::string());
    }
    FAIL("no column " << name);
    return {};
}
bool flag(const ps::layer::Table& table, std::size_t row) {
    for (const auto& column : table.columns) {
        if (column.name == "usable") return column.data[row] != decltype(column.data)::value_type{};
    }
    return false;
}

// 20 m x 20 m and 10 m x 10 m of industry on one site, rice between them; another site all on industry.
const Question question{.zones = "IIPPIIII\nIIPPPIII", .sites = "*****.bb\n*****.bb"};

}  // namespace

TEST_CASE("what conforms of a site in part is one row, its parts the largest first") {
    const auto left = remainder_of(question.ask());
    REQUIRE(left.sites.size() == 1);
    CHECK(word(left.sites.table, "site_id", 0) == "*");
    CHECK(number(left.sites.table, "area_m2", 0) == Approx(500.0));
    CHECK(number(left.sites.table, "share", 0) == Approx(0.5));
    CHECK(number(left.sites.table, "width_m", 0) == Approx(20.0).margin(0.02));
    CHECK(number(left.sites.table, "parts", 0) == 2.0);
    REQUIRE(left.parts.size() == 2);
    CHECK(number(left.parts.table, "area_m2", 0) == Approx(400.0));
    CHECK(number(left.parts.table, "area_m2", 1) == Approx(100.0));
    CHECK(number(left.parts.table, "width_m", 1) == Approx(10.0).margin(0.02));
    CHECK(left.parts.geometry.bounds(1).min_x == MapOrigin{}.x + 40.0);
}

TEST_CASE("a part below a minimum stays listed with the reason") {
    const auto left = remainder_of(question.ask(), {.min_area_m2 = 150.0, .min_width_m = 12.0});
    REQUIRE(left.parts.size() == 2);
    CHECK(flag(left.parts.table, 0));
    CHECK(word(left.parts.table, "reason_id", 0).empty());
    CHECK_FALSE(flag(left.parts.table, 1));
    CHECK(word(left.parts.table, "reason_en", 1).find("area 100.0 m2 is below 150.0 m2; width") == 0);
    CHECK(word(left.parts.table, "reason_id", 1).find("luas 100,0 m2 kurang dari 150,0 m2") == 0);
    CHECK(flag(left.sites.table, 0));
    CHECK(number(left.sites.table, "usable_parts", 0) == 1.0);
    CHECK(number(left.sites.table, "usable_area_m2", 0) == Approx(400.0));
    const auto none = remainder_of(question.ask(), {.min_width_m = 25.0});
    CHECK_FALSE(flag(none.sites.table, 0));
    CHECK(word(none.sites.table, "reason_en", 0).find("part 1: width") == 0);
    CHECK(word(none.sites.table, "reason_en", 0).find("part 2: width") != std::string::npos);
}

TEST_CASE("coordinates run clockwise from the northernmost vertex, in metres and in degrees") {
    const auto list = ps::conformance::coordinate_list(remainder_of(question.ask()).parts);
    REQUIRE(list.size >= 8);
    CHECK(word(list, "site_id", 0) == "*");
    CHECK(number(list, "vertex", 0) == 1.0);
    CHECK(number(list, "easting_m", 0) == MapOrigin{}.x);
    CHECK(number(list, "northing_m", 0) == MapOrigin{}.y + 20.0);
    CHECK(number(list, "northing_m", 1) == MapOrigin{}.y + 20.0);
    CHECK(number(list, "easting_m", 1) > MapOrigin{}.x);
    CHECK(word(list, "utm_zone", 0) == "49S");
    const auto latitude = number(list, "latitude_deg", 0);
    CHECK(latitude == Approx(-7.597).margin(0.01));
    const auto written = word(list, "latitude_dms", 0);
    CHECK(written.find("LS") != std::string::npos);
    int degrees = 0;
    int minutes = 0;
    int seconds = 0;
    int thousandths = 0;
    REQUIRE(std::sscanf(written.c_str(), "%d° %d' %d,%d", &degrees, &minutes, &seconds, &thousandths) == 4);
    CHECK(degrees + minutes / 60.0 + (seconds + thousandths / 1000.0) / 3600.0 == Approx(-latitude).margin(2e-7));
    CHECK(word(list, "longitude_dms", 0).find("BT") != std::string::npos);
}

TEST_CASE("ground under two zones is left only where both conform") {
    // The detailed plan of another picture lies over a part of the industry and prohibits there.
    Question two = question;
    two.detail = "PIIIIIII\nPIIIIIII";
    const auto left = remainder_of(two.ask());
    REQUIRE(left.sites.size() == 1);
    CHECK(number(left.sites.table, "area_m2", 0) == Approx(800.0));
}

TEST_CASE("without a site in part there is nothing left to list") {
    const auto left = remainder_of(Question{.zones = "IIII", .sites = ".**."}.ask());
    CHECK(left.sites.size() == 0);
    CHECK(left.parts.size() == 0);
    CHECK(ps::conformance::coordinate_list(left.parts).size == 0);
}

TEST_CASE("a minimum that is no number is refused") {
    CHECK_THROWS_AS(remainder_of(question.ask(), {.min_area_m2 = -1.0}), ps::core::Error);
}
