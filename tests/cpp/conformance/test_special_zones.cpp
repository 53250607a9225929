#include "catch.hpp"
#include "question.hpp"

using Words = std::vector<std::string>;

namespace {

std::string special(const std::string& cell, const std::string& precedence) {
    return "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = [\"lebur\"]\ncell = \"" +
           cell + "\"\nprecedence = \"" + precedence + "\"\narticle = \"pasal-khusus\"\n";
}

std::string overlay(const std::string& at_best) {
    return "[[overlay_rule]]\nid = \"sawah\"\nlayer = \"wilayah\"\ncodes = [\"S\"]\nactivities = [\"*\"]\nat_best = "
           "\"" +
           at_best + "\"\narticle = \"pasal-sawah\"\n";
}

}  // namespace

TEST_CASE("a special zone over the zone replaces its cell") {
    const auto result =
        Question{.zones = "PPPPPPPP", .sites = ".**.....", .rules = special("B1", "over_zone"), .areas = "KKKK...."}
            .ask();
    CHECK(verdict_of(result) == "conditional");
    CHECK(result.verdicts[0].articles == Words{"pasal-khusus"});
    CHECK_FALSE(result.verdicts[0].conflict);
}

TEST_CASE("a special zone without stated precedence keeps the stricter result and cites both sides") {
    const auto result =
        Question{.zones = "PPPPPPPP", .sites = ".**.....", .rules = special("B1", "unstated"), .areas = "KKKK...."}
            .ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].conflict);
    CHECK(result.verdicts[0].articles == Words{"lampiran", "pasal-khusus"});
    CHECK(result.verdicts[0].reason.id.starts_with("Belum dapat dinyatakan"));
    CHECK(result.verdicts[0].reason.en.starts_with("Cannot be stated yet"));
}

TEST_CASE("a special zone that agrees with the zone is no conflict") {
    const auto result =
        Question{.zones = "IIIIIIII", .sites = ".**.....", .rules = special("I", "unstated"), .areas = "KKKK...."}
            .ask();
    CHECK(verdict_of(result) == "conforms");
    CHECK_FALSE(result.verdicts[0].conflict);
    CHECK(result.verdicts[0].articles == Words{"lampiran", "pasal-khusus"});
}

TEST_CASE("the edge of a special zone cuts the site") {
    const auto result =
        Question{.zones = "PPPPPPPP", .sites = "..****..", .rules = special("B1", "over_zone"), .areas = "KKKK...."}
            .ask();
    REQUIRE(result.pieces.size() == 2);
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].share_conforming == Approx(0.5));
}

TEST_CASE("a special zone whose effect is unknown is unreadable, never a silent yes or no") {
    const auto on_industry =
        Question{.zones = "IIIIIIII", .sites = ".**.....", .rules = special("?", "unstated"), .areas = "KKKK...."}
            .ask();
    CHECK(verdict_of(on_industry) == "unreadable_rule");
    CHECK(on_industry.verdicts[0].conflict);
    CHECK(on_industry.verdicts[0].reason.id.find(" isinya tidak terbaca") != std::string::npos);
    CHECK(on_industry.verdicts[0].reason.id.find("menyatakan ketentuan tidak terbaca") == std::string::npos);
}

TEST_CASE("a special zone does not speak where there is no zone, nor of other activities") {
    CHECK(verdict_of(Question{
              .zones = ".......P", .sites = ".**.....", .rules = special("B1", "over_zone"), .areas = "KKKK...."}
                         .ask()) == "outside_plan");
    CHECK(verdict_of(Question{.zones = "RRRRRRRR",
                              .sites = ".**.....",
                              .rules = special("X", "over_zone"),
                              .areas = "KKKK....",
                              .activity = "roti"}
                         .ask()) == "conditional");
}

TEST_CASE("overlays only tighten") {
    CHECK(verdict_of(
              Question{.zones = "IIIIIIII", .sites = ".**.....", .rules = overlay("prohibited"), .areas = "SSSS...."}
                  .ask()) == "prohibited");
    CHECK(
        verdict_of(Question{.zones = "PPPPPPPP", .sites = ".**.....", .rules = overlay("conforms"), .areas = "SSSS...."}
                       .ask()) == "prohibited");
    const auto half =
        Question{.zones = "IIIIIIII", .sites = "..****..", .rules = overlay("limited"), .areas = "SSSS...."}.ask();
    CHECK(verdict_of(half) == "limited");
    CHECK(half.pieces.size() == 2);
}

TEST_CASE("a special zone stands over overlays only where the pack says so") {
    const auto areas = "KKKK....\nKKKK....";
    const auto both = [&](const char* precedence) {
        auto rules = overlay("prohibited") + special("B1", precedence);
        rules.replace(rules.find("codes = [\"S\"]"), 13, "codes = [\"K\"]");
        return verdict_of(
            Question{.zones = "IIIIIIII\nIIIIIIII", .sites = ".**.....\n........", .rules = rules, .areas = areas}
                .ask());
    };
    CHECK(both("over_zone") == "prohibited");
    CHECK(both("over_overlay") == "conditional");
    CHECK(both("unstated") == "prohibited");
}

TEST_CASE("a rule that cannot be computed is listed for the officer, not passed") {
    const std::string rule =
        "[[layer]]\nid = \"sekolah\"\nrole = \"receptor\"\n[[distance_rule]]\nid = \"jarak\"\nactivities = "
        "[\"lebur\"]\nreceptor = \"sekolah\"\n"
        "min_m = 300.0\nmeasured_from = \"boundary\"\nbelow = \"prohibited\"\narticle = \"pasal-jarak\"\n";
    const auto result = Question{.zones = "IIII", .sites = ".**.", .rules = rule}.ask();
    CHECK(verdict_of(result) == "conforms");
    CHECK(result.verdicts[0].needs_officer);
    REQUIRE(result.verdicts[0].officer_reasons.size() == 1);
    CHECK(result.verdicts[0].officer_reasons[0].id.find("jarak") != std::string::npos);
}

TEST_CASE("every doubt is named: instrument, date, table, article and layer") {
    const auto site = Question{.zones = "IIII", .sites = ".**."}.ask().verdicts[0];
    CHECK(site.unverified ==
          Words{"plan", "plan#in_force_from", "plan#in_force_to", "plan#lampiran", "plan#permissions", "plan#zona"});
    CHECK(site.schematic);
    CHECK(site.reason.id.find("skematik") != std::string::npos);
}

TEST_CASE("a special zone for one scale of enterprise helps nobody while scales are not tested") {
    const auto result = Question{.zones = "PPPPPPPP",
                                 .sites = ".**.....",
                                 .rules = special("I", "over_zone") + "scale = \"besar\"\n",
                                 .areas = "KKKK...."}
                            .ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].needs_officer);
}

TEST_CASE("a special zone that agrees with the zone brings its own conditions along") {
    const auto result = Question{.zones = "RRRRRRRR",
                                 .sites = ".**.....",
                                 .rules = special("B7", "unstated"),
                                 .areas = "KKKK....",
                                 .activity = "lebur"}
                            .ask();
    CHECK(result.verdicts[0].conflict);
    const auto agreeing =
        Question{.zones = "RRRRRRRR", .sites = ".**.....", .rules = special("T9,B7", "unstated"), .areas = "KKKK...."}
            .ask();
    CHECK_FALSE(agreeing.verdicts[0].conflict);
    const auto pieces = ps::conformance::pieces_of(agreeing);
    const auto& conditions = pieces.table.column("conditions");
    REQUIRE(conditions.offsets.size() == 2);
    CHECK(conditions.offsets[1] == 4);
}

TEST_CASE(
    "an RDTR governs where it has zones, and the RTRW below it is no conflict, in whatever order they are named") {
    const auto first = GENERATE(false, true);
    const auto result =
        Question{.zones = "PPPPPPPP", .sites = "..****..", .detail = "IIII....", .detail_first = first}.ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK_FALSE(result.verdicts[0].conflict);
    CHECK(result.verdicts[0].partial);
    CHECK(result.verdicts[0].share_conforming == Approx(0.5));
    CHECK(result.pieces.size() == 2);
}
