#include <limits>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <span>

#include "catch.hpp"
#include "question.hpp"

using ps::core::Error;
using ps::core::ErrorCode;

namespace {

const Question question{.zones = "IIIIPPPP", .sites = "a.b..c.."};

ErrorCode code_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        CHECK_FALSE(error.message().id.empty());
        CHECK_FALSE(error.message().en.empty());
        CHECK_FALSE(error.hint().id.empty());
        return error.code();
    }
    return ErrorCode::internal;
}

ps::layer::Layer sites_of(const AsciiMap& map) {
    return map.sites();
}

}  // namespace

TEST_CASE("broken geometries are rows without data, not missing rows") {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = sites_of(map);
    REQUIRE(sites.size() == 3);
    ps::geometry::GeometryColumn geometry;
    geometry.append(sites.geometry, 0);
    geometry.append_null();
    geometry.append(sites.geometry, 2);
    geometry.xy[geometry.xy.size() - 4] = std::numeric_limits<double>::quiet_NaN();
    sites.geometry = geometry;
    const auto result = question.ask(sites, map);
    REQUIRE(result.verdicts.size() == 3);
    CHECK(verdict_of(result, 0) == "conforms");
    CHECK(verdict_of(result, 1) == "no_data");
    CHECK(verdict_of(result, 2) == "no_data");
    REQUIRE(result.findings.size() == 2);
    CHECK(result.findings[0].code == "GEOMETRY_NULL");
    CHECK(result.findings[1].code == "COORDINATE_NOT_FINITE");
    CHECK(result.findings[1].feature == "c");
    CHECK_FALSE(result.verdicts[1].share_conforming);
}

TEST_CASE("a polygon that crosses itself is named with its place") {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = sites_of(map).take(std::vector<std::size_t>{0});
    auto& xy = sites.geometry.xy;
    // The second and third corner of the square change places: a bow tie.
    REQUIRE(xy.size() == 10);
    std::swap(xy[2], xy[4]);
    std::swap(xy[3], xy[5]);
    const auto result = question.ask(sites, map);
    CHECK(verdict_of(result) == "no_data");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "GEOMETRY_INVALID");
    CHECK(result.findings[0].message.en.find("Self-intersection") != std::string::npos);
}

TEST_CASE("a site of parts and rings without a vertex is empty, not a site that conforms") {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = sites_of(map).take(std::vector<std::size_t>{0});
    // WKB of a polygon with one ring of no points.
    const std::vector<unsigned char> hollow{1, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
    sites.geometry = {};
    ps::geometry::append_wkb(sites.geometry, std::as_bytes(std::span(hollow)));
    const auto result = question.ask(sites, map);
    CHECK(verdict_of(result) == "no_data");
    CHECK_FALSE(result.verdicts[0].route);
    CHECK_FALSE(ps::conformance::is_verified(result.verdicts[0]));
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "GEOMETRY_EMPTY");
}

TEST_CASE("one site without a place in the pack's CRS does not stop the others") {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    const auto good = sites_of(map);
    auto sites = good;
    const auto degrees = ps::geometry::Crs::from_user_input("EPSG:4326");
    sites.geometry = ps::geometry::transform(good.geometry, good.crs, degrees);
    sites.crs = degrees;
    // Latitude and longitude change places in the second site.
    for (std::size_t i = 10; i < 20; i += 2) std::swap(sites.geometry.xy[i], sites.geometry.xy[i + 1]);
    const auto result = question.ask(sites, map);
    CHECK(verdict_of(result, 0) == "conforms");
    CHECK(verdict_of(result, 1) == "no_data");
    CHECK(verdict_of(result, 2) == "prohibited");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "COORDINATE_OUT_OF_RANGE");
    CHECK(result.findings[0].feature == "b");
}

TEST_CASE("a site too large to measure has no verdict") {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = sites_of(map).take(std::vector<std::size_t>{0});
    for (auto& value : sites.geometry.xy)
        value = (value - 640'000.0 > 1e6 ? value - 9'160'000.0 : value - 640'000.0) * 1e160;
    const auto result = question.ask(sites, map);
    CHECK(verdict_of(result) == "no_data");
    CHECK(result.findings.size() == 1);
}

TEST_CASE("two sites with one id, a missing column and a missing CRS are errors with place and help") {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto twice = sites_of(map);
    twice.table = {};
    twice.table.size = 3;
    twice.table.add(ps::layer::Column::of_text("site_id", std::vector<std::string>{"a", "b", "a"}));
    CHECK(code_of([&] { (void)question.ask(twice, map); }) == ErrorCode::duplicate_id);

    auto misspelt = sites_of(map);
    misspelt.table.columns[0].name = "site_ids";
    CHECK(code_of([&] { (void)question.ask(misspelt, map); }) == ErrorCode::column_missing);

    auto nowhere = sites_of(map);
    nowhere.crs = {};
    CHECK(code_of([&] { (void)question.ask(nowhere, map); }) == ErrorCode::crs_missing);
}

TEST_CASE("a zone code without a column and a rule code without a feature are refused when the pack is bound") {
    CHECK(code_of([] { (void)Question{.zones = "IIZZ", .sites = ".**."}.ask(); }) == ErrorCode::zone_unknown);
    const std::string rule =
        "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"Q\"]\nactivities = [\"lebur\"]\ncell = "
        "\"B1\"\n"
        "precedence = \"unstated\"\narticle = \"pasal-khusus\"\n";
    CHECK(code_of([&] { (void)Question{.zones = "IIII", .sites = ".**.", .rules = rule, .areas = "KKKK"}.ask(); }) ==
          ErrorCode::code_without_feature);
}
