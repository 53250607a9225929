#include <algorithm>
#include <cmath>
#include <petasentra/law/plan_pack.hpp>

#include "catch.hpp"

using namespace petasentra;
using namespace petasentra::law;
using core::Finding;
using core::Severity;

namespace {

core::Date day(const char* text) {
    return *core::parse_date(text);
}

Activity activity(const char* id) {
    Activity made;
    made.id = id;
    made.kbli = "38301";
    return made;
}

// A pack nothing can be said against: one plan, one activity, one clean cell, everything seen.
PlanPack clean_pack() {
    Instrument plan;
    plan.id = "rtrw";
    plan.in_force_from = day("2010-01-01");
    plan.verified_dates = {{"in_force_from", true}};
    plan.articles.push_back({.id = "pasal-1",
                             .label = "contoh: Pasal 1",
                             .text_sha256 = article_text_sha256("naskah rekaan"),
                             .verified = true,
                             .verified_by = "Contoh",
                             .verified_on = "2026-11-23"});
    plan.permissions = {
        .path = "izin.csv", .matrix = {{"slag"}, {"KPI"}, {"I"}}, .article = "pasal-1", .verified = true};
    PlanPack pack;
    pack.activities = {activity("slag")};
    pack.instruments = {plan};
    return pack;
}

std::vector<Finding> of_code(const PlanPack& pack, const std::string& code) {
    std::vector<Finding> found;
    for (auto& finding : lint(pack)) {
        CHECK_FALSE(finding.message.id.empty());
        CHECK_FALSE(finding.message.en.empty());
        CHECK_FALSE(finding.hint.id.empty());
        CHECK_FALSE(finding.hint.en.empty());
        CHECK_FALSE(finding.layer.empty());
        if (finding.code == code) found.push_back(finding);
    }
    return found;
}

Instrument successor(const char* id, const char* from, std::vector<std::string> replaces) {
    Instrument made;
    made.id = id;
    made.in_force_from = day(from);
    made.verified_dates = {{"in_force_from", true}};
    made.replaces = std::move(replaces);
    return made;
}

}  // namespace

TEST_CASE("a clean pack has no findings") {
    CHECK(lint(clean_pack()).empty());
}

TEST_CASE("a citation that names no article is found, with the article it may mean") {
    auto pack = clean_pack();
    pack.instruments[0].overlay_rules = {{.id = "kp2b", .activities = {"*"}, .article = "pasal-l"}};
    const auto found = of_code(pack, "ARTICLE_DANGLING");
    REQUIRE(found.size() == 1);
    CHECK(found[0].layer == "rtrw");
    CHECK(found[0].feature == "kp2b");
    CHECK(found[0].hint.en.find("'pasal-1'") != std::string::npos);
    CHECK(std::isnan(found[0].measure));
}

TEST_CASE("a rule without a citation is found, a layer without one is not") {
    auto pack = clean_pack();
    pack.instruments[0].layers = {{.id = "pola", .verified = true}};
    pack.instruments[0].area_rules = {
        {.id = "zona-khusus", .layer = "pola", .activities = {"slag"}, .cell = parse_cell("B")}};
    const auto found = of_code(pack, "ARTICLE_DANGLING");
    REQUIRE(found.size() == 1);
    CHECK(found[0].feature == "zona-khusus");
}

TEST_CASE("rules that are not computed are named one by one, and those that are computed are not") {
    auto pack = clean_pack();
    auto& plan = pack.instruments[0];
    plan.layers = {{.id = "sungai", .role = LayerRole::receptor, .verified = true, .represents = "centreline"}};
    plan.distance_rules = {{.id = "jarak", .receptor = "sungai", .article = "pasal-1"},
                           {.id = "sempadan", .receptor = "sungai", .measured_to = "bank", .article = "pasal-1"},
                           {.id = "dua-arah", .receptor = "sungai", .both_ways = true, .article = "pasal-1"}};
    plan.transitions = {{"permit_valid", "permit_expiry", "pasal-1"}};
    const auto condition = [](const char* id, const char* predicate, const char* unit) {
        return Condition{.id = id, .predicate = predicate, .threshold = 20.0, .unit = unit, .verified = true};
    };
    plan.conditions = {condition("T1", "max_share_of_lot", "%"), condition("T2", "max_share_of_lot", "m"),
                       condition("T3", "min_distance_same_activity", "m"), condition("T4", "max_noise", "dB"),
                       condition("B1", "", "")};
    const auto features = [&] {
        std::vector<std::string> names;
        for (const auto& finding : of_code(pack, "RULE_NOT_EVALUATED")) names.push_back(finding.feature);
        return names;
    };
    CHECK(features() == std::vector<std::string>{"sempadan", "dua-arah", "T2", "T3", "T4"});
    plan.layers.push_back({.id = "ikm", .role = LayerRole::existing, .verified = true});
    CHECK(features() == std::vector<std::string>{"sempadan", "T2", "T4"});
    CHECK(of_code(pack, "RULE_NOT_EVALUATED")[0].severity == Severity::warning);
}

TEST_CASE("matrix rows without an activity and activities without a row are both found") {
    auto pack = clean_pack();
    pack.activities = {activity("slag"), activity("batik"), activity("garam")};
    pack.instruments[0].permissions.matrix = {{"slag", "batlk"}, {"KPI"}, {"I", "X"}};
    const auto unknown = of_code(pack, "MATRIX_ROW_UNKNOWN");
    REQUIRE(unknown.size() == 1);
    CHECK(unknown[0].feature == "batlk");
    CHECK(unknown[0].hint.en.find("'batik'") != std::string::npos);
    const auto missing = of_code(pack, "ACTIVITY_WITHOUT_ROW");
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].measure == 2.0);
    CHECK(missing[0].message.en.find("batik, garam") != std::string::npos);
}

TEST_CASE("an instrument without a matrix misses no rows") {
    auto pack = clean_pack();
    pack.instruments[0].permissions = {};
    CHECK(lint(pack).empty());
}

TEST_CASE("conditions that cells and area rules use need a row, a bare letter does not") {
    auto pack = clean_pack();
    auto& plan = pack.instruments[0];
    plan.permissions.matrix = {{"slag"}, {"KPI", "P", "K"}, {"T1,B3", "B3", "T"}};
    plan.conditions = {{.id = "T1", .verified = true}};
    plan.area_rules = {{.id = "zona", .activities = {"slag"}, .cell = parse_cell("B7"), .article = "pasal-1"}};
    const auto found = of_code(pack, "CONDITION_WITHOUT_ROW");
    REQUIRE(found.size() == 2);
    CHECK(found[0].feature == "B3");
    CHECK(found[0].measure == 2.0);
    CHECK(found[1].feature == "B7");
}

TEST_CASE("unreadable cells and odd separators are counted by their text") {
    auto pack = clean_pack();
    auto& plan = pack.instruments[0];
    plan.permissions.matrix = {{"slag"}, {"KPI", "P", "K"}, {"Q7", "B1.B2", "Q7"}};
    plan.conditions = {{.id = "B1", .verified = true}, {.id = "B2", .verified = true}};
    const auto unreadable = of_code(pack, "CELL_UNREADABLE");
    REQUIRE(unreadable.size() == 1);
    CHECK(unreadable[0].feature == "slag x KPI");
    CHECK(unreadable[0].measure == 2.0);
    CHECK(unreadable[0].unit == "cells");
    const auto separator = of_code(pack, "CELL_SEPARATOR");
    REQUIRE(separator.size() == 1);
    CHECK(separator[0].severity == Severity::note);
    CHECK(separator[0].feature == "slag x P");
}

TEST_CASE("two plans of one level in force on one day are found") {
    auto pack = clean_pack();
    pack.instruments.push_back(successor("rtrw-baru", "2021-01-01", {}));
    auto found = of_code(pack, "VALIDITY_OVERLAP");
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::warning);
    CHECK(found[0].message.en.find("from 2021-01-01") != std::string::npos);

    pack.instruments[0].in_force_to = day("2021-01-01");
    CHECK(of_code(pack, "VALIDITY_OVERLAP").empty());
    pack.instruments[0].in_force_to = day("2021-01-02");
    CHECK(of_code(pack, "VALIDITY_OVERLAP").size() == 1);
    pack.instruments[1].status = Status::draft;
    CHECK(of_code(pack, "VALIDITY_OVERLAP").empty());
}

TEST_CASE("detailed plans may stand side by side: a note, and sectoral instruments give none") {
    auto pack = clean_pack();
    pack.instruments.push_back(successor("rdtr-a", "2018-01-01", {}));
    pack.instruments.push_back(successor("rdtr-b", "2019-01-01", {}));
    pack.instruments[1].level = pack.instruments[2].level = Level::rdtr;
    auto found = of_code(pack, "VALIDITY_OVERLAP");
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::note);
    pack.instruments[1].level = pack.instruments[2].level = Level::sectoral;
    CHECK(of_code(pack, "VALIDITY_OVERLAP").empty());
}

TEST_CASE("replaces must agree with the dates and name an instrument of the pack") {
    auto pack = clean_pack();
    pack.instruments.push_back(successor("rtrw-baru", "2021-01-01", {"rtrw", "rtwr"}));
    auto found = of_code(pack, "REPLACES_DISAGREES");
    REQUIRE(found.size() == 2);
    CHECK(found[0].feature == "rtrw");
    CHECK(found[0].message.en.find("has no end date") != std::string::npos);
    CHECK(found[1].feature == "rtwr");

    pack.instruments[0].in_force_to = day("2020-12-31");
    CHECK(of_code(pack, "REPLACES_DISAGREES").size() == 2);
    pack.instruments[0].in_force_to = day("2021-01-01");
    CHECK(of_code(pack, "REPLACES_DISAGREES").size() == 1);
}

TEST_CASE("what nobody has seen is one note per instrument, with the counts") {
    auto pack = clean_pack();
    auto& plan = pack.instruments[0];
    plan.articles.push_back({.id = "pasal-2"});
    plan.in_force_to = day("2030-01-01");
    plan.enacted_on = day("2009-12-31");
    plan.verified_dates["enacted_on"] = false;
    plan.permissions.verified = false;
    plan.layers = {{.id = "pola"}};
    const auto found = of_code(pack, "UNVERIFIED");
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::note);
    CHECK(found[0].measure == 5.0);
    CHECK(found[0].message.en ==
          "Not verified in 'rtrw': 1 of 2 articles, 2 of 3 dates, 1 of 1 tables, 1 of 1 layers.");
    CHECK(found[0].message.id ==
          "Belum diverifikasi pada 'rtrw': 1 dari 2 pasal, 2 dari 3 tanggal, 1 dari 1 tabel, 1 dari 1 peta.");
}
