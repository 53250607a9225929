#include "catch.hpp"
#include "question.hpp"

using Words = std::vector<std::string>;

namespace {

/// Three activities of one KBLI number, told apart by scale or not at all.
const std::string twins = "a-kecil,A,A,25992,2020,kecil\nb-besar,B,B,25992,2020,besar\n";
const std::string twin_cells = "activity,I,P,R\na-kecil,I,I,I\nb-besar,X,I,I\n";

ps::conformance::CheckResult ask_with(const Question& question, ps::layer::Column column) {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = map.sites();
    sites.table.add(std::move(column));
    return question.ask(sites, map);
}

std::string rule(const std::string& cell, const std::string& activities, const std::string& scale) {
    return "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = [" + activities +
           "]\ncell = \"" + cell + "\"\nprecedence = \"over_zone\"\narticle = \"pasal-khusus\"\n" +
           (scale.empty() ? "" : "scale = \"" + scale + "\"\n");
}

bool says(const ps::conformance::SiteVerdict& site, const std::string& words) {
    return std::any_of(site.officer_reasons.begin(), site.officer_reasons.end(),
                       [&](const auto& reason) { return reason.en.find(words) != std::string::npos; });
}

}  // namespace

TEST_CASE("activities that share a KBLI number give the stricter result and work for an officer") {
    const auto result =
        Question{.zones = "IIII", .sites = ".**.", .permissions = twin_cells, .activity = "25992", .activities = twins}
            .ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].needs_officer);
    CHECK(says(result.verdicts[0], "a-kecil, b-besar"));
    CHECK(result.pack->law().activities[result.verdicts[0].activity_row].id == "b-besar");
}

TEST_CASE("the scale of the site picks among activities that share a KBLI number") {
    const auto result = ask_with(
        {.zones = "IIII", .sites = ".**.", .permissions = twin_cells, .activity = "25992", .activities = twins},
        ps::layer::Column::of_text("scale", std::vector<std::string>{"kecil"}));
    CHECK(verdict_of(result) == "conforms");
    CHECK_FALSE(result.verdicts[0].needs_officer);
}

TEST_CASE("a rule for one scale tightens and never helps a site whose scale is not stated") {
    const Question helps{.zones = "PPPP", .sites = ".**.", .rules = rule("I", "\"lebur\"", "kecil"), .areas = "KKKK"};
    const Question tightens{
        .zones = "IIII", .sites = ".**.", .rules = rule("X", "\"lebur\"", "besar"), .areas = "KKKK"};
    for (const auto& question : {helps, tightens}) {
        const auto result = question.ask();
        CHECK(verdict_of(result) == "prohibited");
        CHECK(result.verdicts[0].needs_officer);
        CHECK(says(result.verdicts[0], "scale of the enterprise is not stated"));
    }
}

TEST_CASE("a rule for one scale holds for sites of that scale alone") {
    const Question question{
        .zones = "PPPP", .sites = ".**.", .rules = rule("I", "\"lebur\"", "kecil"), .areas = "KKKK"};
    const auto of_scale = [&](const char* scale) {
        return ask_with(question, ps::layer::Column::of_text("scale", std::vector<std::string>{scale}));
    };
    CHECK(verdict_of(of_scale("kecil")) == "conforms");
    CHECK(verdict_of(of_scale("besar")) == "prohibited");
    CHECK_FALSE(of_scale("besar").verdicts[0].needs_officer);
}

TEST_CASE("a scale that is none is told and counts as not stated") {
    const auto result =
        ask_with({.zones = "PPPP", .sites = ".**.", .rules = rule("I", "\"lebur\"", "kecil"), .areas = "KKKK"},
                 ps::layer::Column::of_text("scale", std::vector<std::string>{"raksasa"}));
    CHECK(verdict_of(result) == "prohibited");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "VALUE_UNREADABLE");
    CHECK(result.findings[0].message.en.find("raksasa") != std::string::npos);
}

TEST_CASE("overlapping zones keep their shares where readings differ") {
    const auto result = Question{.zones = "IIIIPPPP",
                                 .sites = "..****..",
                                 .permissions = twin_cells,
                                 .rules = rule("I", "\"b-besar\"", ""),
                                 .areas = "KKKKKKKK",
                                 .activity = "25992",
                                 .activities = twins}
                            .ask();
    CHECK(verdict_of(result) == "conforms");
    CHECK(result.verdicts[0].share_conforming == Approx(1.0));
}

TEST_CASE("a rule for every activity does not help a word that is none") {
    const auto result =
        Question{.zones = "PPPP", .sites = ".**.", .rules = rule("I", "\"*\"", ""), .areas = "KKKK", .activity = "lebr"}
            .ask();
    CHECK(verdict_of(result) == "no_data");
    CHECK(result.verdicts[0].reason.en.find("perhaps \"lebur\" is meant") != std::string::npos);
}

TEST_CASE("a KBLI number out of a column of numbers is read with and without a lost leading zero") {
    const Question question{.zones = "IIII",
                            .sites = ".**.",
                            .permissions = "activity,I,P,R\npupuk,X,I,I\njamu,I,I,I\n",
                            .activity = "",
                            .activities = "pupuk,A,A,01620,2020,\njamu,B,B,162,2020,\n"};
    const auto result = ask_with(question, ps::layer::Column::of_int64("activity", std::vector<std::int64_t>{1620}));
    CHECK(verdict_of(result) == "prohibited");
    CHECK(says(result.verdicts[0], "1620 or 01620"));
    const auto text = ask_with(question, ps::layer::Column::of_text("activity", std::vector<std::string>{"1620"}));
    CHECK(verdict_of(text) == "conforms");
    CHECK_FALSE(text.verdicts[0].needs_officer);
}

TEST_CASE("a KBLI number in text is not read otherwise than written, and a zero it may have lost is told") {
    const Question question{.zones = "IIII",
                            .sites = ".**.",
                            .permissions = "activity,I,P,R\npupuk,I,I,I\n",
                            .activity = "1620",
                            .activities = "pupuk,A,A,01620,2020,\n"};
    const auto result = question.ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(says(result.verdicts[0], "while 01620 is: its leading zero may be lost"));
    auto other = question;
    other.activity = "2620";
    CHECK_FALSE(other.ask().verdicts[0].needs_officer);
}

TEST_CASE("an establishment date that cannot be read is told and still counts as a history") {
    const auto result = ask_with({.zones = "PPPP", .sites = ".**."},
                                 ps::layer::Column::of_text("established_on", std::vector<std::string>{"tahun 1976"}));
    CHECK(result.verdicts[0].existing_use);
    CHECK(result.verdicts[0].existing_use_state == "undecided");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "VALUE_UNREADABLE");
    CHECK(result.findings[0].feature == "*");
}
