#include "catch.hpp"
#include "question.hpp"

namespace {

/// P prohibits smelting, I permits it, R limits it; the plan is in force from 2010-01-01.
struct Use {
    std::string established_on;
    std::string permits = "";
    std::string transitions = "";
    std::string as_of = "2015-06-01";
    const char* zones = "PPPP";
    std::string activity = "lebur";
    std::string rules = "";
    const char* areas = "";

    [[nodiscard]] ps::conformance::CheckResult ask() const {
        const Question question{.zones = zones,
                                .sites = ".**.",
                                .rules = rules + transitions,
                                .areas = areas,
                                .activity = activity,
                                .as_of = as_of};
        const auto map = ascii_map(question.zones, question.sites, 10.0);
        auto sites = map.sites();
        sites.table.add(ps::layer::Column::of_text("established_on", std::vector<std::string>{established_on}));
        sites.table.add(ps::layer::Column::of_text("permits", std::vector<std::string>{permits}));
        return question.ask(sites, map);
    }
    [[nodiscard]] std::string state() const { return ask().verdicts[0].existing_use_state; }
};

std::string transition(const std::string& applies_to, const std::string& until,
                       const std::string& article = "peralihan") {
    return "[[transition]]\napplies_to = \"" + applies_to + "\"\nuntil = \"" + until + "\"\narticle = \"" + article +
           "\"\n";
}
std::string permit(const std::string& issued, const std::string& expires) {
    return R"([{"kind": "IUI", "issued_on": ")" + issued + R"(", "expires_on": )" +
           (expires.empty() ? "null" : "\"" + expires + "\"") + "}]";
}
std::string until_of(const ps::conformance::CheckResult& result) {
    const auto until = result.verdicts[0].existing_use_until;
    return until ? ps::core::to_string(*until) : "";
}

}  // namespace

TEST_CASE("a site that states no past has no existing use") {
    const auto result = Use{""}.ask();
    CHECK(result.verdicts[0].existing_use_state == "none");
    CHECK_FALSE(result.verdicts[0].existing_use);
    CHECK_FALSE(result.verdicts[0].needs_officer);
}

TEST_CASE("before its first day a use is not there") {
    CHECK(Use{.established_on = "2016-01-01"}.state() == "none");
    CHECK(Use{.established_on = "2015-06-01"}.state() == "unlawful");
    CHECK(Use{"", permit("2016-01-01", "")}.state() == "none");
}

TEST_CASE("a use on ground where it may stand conforms, and one that nothing prohibits is undecided") {
    CHECK(Use{.established_on = "1976-05-24", .zones = "IIII"}.state() == "conforming");
    CHECK(Use{.established_on = "1976-05-24", .zones = "RRRR"}.state() == "conforming");
    const auto outside = Use{.established_on = "1976-05-24", .zones = "I..."}.ask();
    CHECK(verdict_of(outside) == "outside_plan");
    CHECK(outside.verdicts[0].existing_use_state == "undecided");
    CHECK(outside.verdicts[0].needs_officer);
}

TEST_CASE("a use begun under the prohibition is unlawful, but for a permit of that day") {
    CHECK(Use{"2012-03-01"}.state() == "unlawful");
    CHECK(Use{"2010-01-01"}.state() == "unlawful");
    CHECK(Use{"2012-03-01", permit("2012-01-01", "2012-03-01")}.state() == "unlawful");
    CHECK(Use{"2012-03-01", permit("2012-01-01", "2012-03-02")}.state() == "undecided");
    CHECK(Use{"2012-03-01", permit("2012-03-02", "")}.state() == "unlawful");
    CHECK(Use{"", permit("2012-03-02", "")}.state() == "undecided");
}

TEST_CASE("where the pack is silent an officer has to look") {
    const auto result = Use{"2009-12-31"}.ask();
    CHECK(result.verdicts[0].existing_use_state == "undecided");
    CHECK(result.verdicts[0].needs_officer);
    const auto text = ps::conformance::to_text(ps::conformance::explain(result, 0), "id");
    CHECK(text.find("Paket tidak memuat ketentuan peralihan dari Perda 1/2010") != std::string::npos);
}

TEST_CASE(
    "case 25: a unit of 2008 with a permit, which the new plan forbids, is prohibited and may go on until a day") {
    const auto result =
        Use{"2008-04-01", permit("2008-04-01", "2018-04-01"), transition("permit_valid", "permit_expiry")}.ask();
    CHECK(verdict_of(result) == "prohibited");
    const auto& site = result.verdicts[0];
    CHECK(site.existing_use_state == "non_conforming_until");
    CHECK(until_of(result) == "2018-04-01");
    CHECK(site.existing_use_basis == "peralihan");
    CHECK(site.articles == std::vector<std::string>{"lampiran"});
    CHECK(std::find(site.unverified.begin(), site.unverified.end(), "plan#peralihan") != site.unverified.end());
    CHECK_FALSE(site.needs_officer);
    CHECK(site.reason.id.find("masih dilindungi sampai sebelum 1 April 2018") != std::string::npos);
    CHECK(ps::conformance::flags_of(site) == std::vector<std::string>{"existing_use"});
}

TEST_CASE("a transition ends on the first day it no longer covers") {
    const auto on = [](const char* day, const char* until) {
        return Use{"2008-04-01", permit("2008-04-01", "2014-02-01"), transition("built_before", until), day}.state();
    };
    CHECK(on("2012-12-31", "P3Y") == "non_conforming_until");
    CHECK(on("2013-01-01", "P3Y") == "unlawful");
    CHECK(on("2014-01-31", "permit_expiry") == "non_conforming_until");
    CHECK(on("2014-02-01", "permit_expiry") == "unlawful");
    CHECK(on("2016-12-31", "2017-01-01") == "non_conforming_until");
    CHECK(on("2017-01-01", "2017-01-01") == "unlawful");
    CHECK(on("2020-01-01", "open") == "tolerated");
}

TEST_CASE("a permit counts if it was issued before the entry into force and unexpired on that day") {
    const auto with = [](const std::string& permits) {
        return Use{"2008-04-01", permits, transition("permit_valid", "open")}.state();
    };
    CHECK(with(permit("2009-12-31", "2010-01-02")) == "tolerated");
    CHECK(with(permit("2009-12-31", "2010-01-01")) == "unlawful");
    CHECK(with(permit("2010-01-01", "")) == "unlawful");
    CHECK(with("") == "unlawful");
    CHECK(Use{"2008-04-01", permit("2009-12-31", ""), transition("permit_valid", "permit_expiry")}.state() ==
          "tolerated");
}

TEST_CASE("the most favourable transition that applies counts") {
    const auto both =
        transition("permit_valid", "permit_expiry", "izin") + transition("built_before", "P8Y", "bangunan");
    const auto long_permit = Use{"2008-04-01", permit("2008-04-01", "2019-04-01"), both}.ask();
    CHECK(until_of(long_permit) == "2019-04-01");
    CHECK(long_permit.verdicts[0].existing_use_basis == "izin");
    const auto short_permit = Use{"2008-04-01", permit("2008-04-01", "2017-04-01"), both}.ask();
    CHECK(until_of(short_permit) == "2018-01-01");
    CHECK(short_permit.verdicts[0].existing_use_basis == "bangunan");
    CHECK(Use{"2008-04-01", "", transition("none", "")}.state() == "unlawful");
}

TEST_CASE("dates are read as registers write them") {
    const auto result =
        Use{"24-Mei-2008", permit("16-Okt-2009", "24-Dec-2018"), transition("permit_valid", "permit_expiry")}.ask();
    CHECK(until_of(result) == "2018-12-24");
    CHECK(result.findings.empty());
}

TEST_CASE("what cannot be read is told and makes undecided what it could change") {
    const auto nonsense = Use{"2008-04-01", "IUI 2008", transition("permit_valid", "open")}.ask();
    CHECK(nonsense.verdicts[0].existing_use_state == "undecided");
    REQUIRE(nonsense.findings.size() == 1);
    CHECK(nonsense.findings[0].code == "VALUE_UNREADABLE");
    CHECK(nonsense.findings[0].message.en.find("permits") != std::string::npos);
    CHECK(Use{"2008-04-01", "IUI 2008", transition("built_before", "open")}.state() == "tolerated");
    CHECK(Use{"2008-04-01", permit("31/31/2008", ""), transition("permit_valid", "open")}.state() == "undecided");
    CHECK(Use{"2008-04-01", permit("2008-04-01", "2007-04-01"), transition("permit_valid", "open")}.state() ==
          "undecided");
    CHECK(Use{"2008-04-01", R"([{"kind": "IUI"}])", transition("permit_valid", "open")}.state() == "undecided");
    const auto twice = Use{"05/04/2008", "", transition("built_before", "open")}.ask();
    CHECK(twice.verdicts[0].existing_use_state == "undecided");
    CHECK(twice.findings[0].message.en.find("two dates") != std::string::npos);
    CHECK(Use{"2008-04-01", "[]", transition("permit_valid", "open")}.state() == "unlawful");
}

TEST_CASE("an area rule that prohibits answers by the transitions of its own instrument") {
    const auto result = Use{.established_on = "2008-04-01",
                            .transitions = transition("built_before", "open"),
                            .zones = "IIII",
                            .rules =
                                "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = "
                                "[\"lebur\"]\ncell = \"X\"\nprecedence = \"over_zone\"\narticle = \"pasal-khusus\"\n",
                            .areas = "KKKK"}
                            .ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].existing_use_state == "tolerated");
}
