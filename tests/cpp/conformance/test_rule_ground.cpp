#include "catch.hpp"
#include "question.hpp"

using ps::core::Error;
using ps::core::ErrorCode;

namespace {

const std::string overlay =
    "[[overlay_rule]]\nid = \"sawah\"\nlayer = \"wilayah\"\ncodes = [\"S\"]\nactivities = [\"*\"]\nat_best = "
    "\"prohibited\"\narticle = \"pasal-khusus\"\n";

/// Asks with the area layer of the picture, changed before it is bound.
template <class Change>
ps::conformance::CheckResult ask_with_areas(const Question& question, Change change) {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto areas = ascii_map(question.areas, question.sites, 10.0).zones();
    change(areas);
    std::vector<ps::conformance::PackLayer> layers{{"plan", "zona", map.zones()}, {"plan", "wilayah", areas}};
    const auto pack = std::make_shared<const ps::conformance::BoundPack>(question.law(), std::move(layers));
    ps::conformance::CheckOptions options;
    options.as_of = *ps::core::parse_date(question.as_of);
    options.for_activity = question.activity;
    return ps::conformance::check(map.sites(), pack, options);
}

void without_row(ps::layer::Layer& layer, std::size_t lost) {
    ps::geometry::GeometryColumn kept;
    for (std::size_t row = 0; row < layer.size(); ++row) {
        if (row == lost)
            kept.append_null();
        else
            kept.append(layer.geometry, row);
    }
    layer.geometry = kept;
}

}  // namespace

TEST_CASE("a rule whose every feature lacks a geometry is refused, not silently off") {
    const Question question{.zones = "IIII", .sites = ".**.", .rules = overlay, .areas = "SSTT"};
    const auto ask = [&] { (void)ask_with_areas(question, [](auto& areas) { without_row(areas, 0); }); };
    try {
        ask();
        FAIL("the rule was taken");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::code_without_feature);
        CHECK(error.message().en.find("sawah") != std::string::npos);
    }
}

TEST_CASE("a feature without a geometry that no rule needs is a finding of every check") {
    const Question question{.zones = "IIII", .sites = ".**.", .rules = overlay, .areas = "SSTT"};
    const auto result = ask_with_areas(question, [](auto& areas) { without_row(areas, 1); });
    CHECK(verdict_of(result) == "prohibited");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "GEOMETRY_NULL");
    CHECK(result.findings[0].feature == "1");
    CHECK(result.findings[0].message.en.find("(T)") != std::string::npos);
}

TEST_CASE("a rule on a layer that is no ground of rules is refused when the pack is read") {
    const std::string receptor =
        "[[layer]]\nid = \"sekolah\"\nrole = \"receptor\"\n[[overlay_rule]]\nid = \"dekat\"\nlayer = "
        "\"sekolah\"\nactivities = [\"*\"]\nat_best = \"prohibited\"\n";
    try {
        (void)Question{.zones = "IIII", .sites = ".**.", .rules = receptor}.law();
        FAIL("the rule was taken");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::pack_value);
        CHECK(error.message().en.find("'receptor'") != std::string::npos);
    }
}

TEST_CASE("a detailed plan alone says nothing of the ground beyond it") {
    const auto result =
        Question{.zones = "IIIIIIII", .sites = "..****..", .detail = "IIII....", .hold_plan = false}.ask();
    REQUIRE(result.pieces.size() == 2);
    CHECK(verdict_of(result) == "no_data");
    CHECK(result.verdicts[0].share_conforming == Approx(0.5));
    CHECK(result.verdicts[0].reason.en.find("no plan of the pack is in force") != std::string::npos);
}

TEST_CASE("a site whose share need only be part of it decides by that part") {
    const auto enough =
        Question{.zones = "IIIPPPPP", .sites = "..****..", .tolerance = "conforming_share = 0.25\n"}.ask();
    CHECK(verdict_of(enough) == "conforms");
    const auto none =
        Question{.zones = "PPPPPPPP", .sites = "..****..", .tolerance = "conforming_share = 0.25\n"}.ask();
    CHECK(verdict_of(none) == "prohibited");
}
