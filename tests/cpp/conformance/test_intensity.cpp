#include "catch.hpp"
#include "question.hpp"

using Words = std::vector<std::string>;
using ps::conformance::Outcome;

namespace {

const std::string bounds =
    "zone,lot_min_m2,lot_max_m2,road_class,kdb_max,klb_max,kdh_min,height_max_m,article\n"
    "I,40,100,,80,2,10,,pasal-kdb\n"
    "I,101,200,lokal,60,1.2,20,12,pasal-kdb\n"
    "I,101,200,kolektor,70,,,,pasal-kdb\n";

struct Building {
    double lot_m2 = 150.0;
    double kdb = 60.0;
    double klb = 1.2;
    double kdh = 20.0;
    double height_m = 12.0;
    std::string road = "lokal";
};

ps::conformance::CheckResult ask(const Building& building, const std::vector<std::string>& left_out = {}) {
    const Question question{.zones = "IIIIPPPP",
                            .sites = ".**.....",
                            .permission_keys = "intensity = \"i.csv\"\n",
                            .texts = {{"i.csv", bounds}}};
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = map.sites();
    const auto add = [&](const char* name, double value) {
        if (std::find(left_out.begin(), left_out.end(), name) == left_out.end())
            sites.table.add(ps::layer::Column::of_double(name, std::vector{value}));
    };
    add("lot_m2", building.lot_m2);
    add("kdb", building.kdb);
    add("klb", building.klb);
    add("kdh", building.kdh);
    add("height_m", building.height_m);
    sites.table.add(ps::layer::Column::of_text("road_class", Words{building.road}));
    return question.ask(sites, map);
}

}  // namespace

TEST_CASE("a building within the bounds of its zone, lot and road conforms, on the bound too") {
    const auto result = ask({});
    CHECK(verdict_of(result) == "conforms");
    CHECK(result.pieces[0].intensity.size() == 4);
    CHECK_FALSE(result.verdicts[0].needs_officer);
}

TEST_CASE("a building beyond a bound is prohibited, with the bound, its class and its article") {
    const auto result = ask({.kdb = 60.5});
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].articles == Words{"pasal-kdb"});
    CHECK(result.verdicts[0].reason.en.find("KDB 60.5 (at most 60.0, lots of 101-200 m2, road lokal)") !=
          std::string::npos);
    CHECK(verdict_of(ask({.klb = 1.3})) == "prohibited");
    CHECK(verdict_of(ask({.kdh = 19.0})) == "prohibited");
    CHECK(verdict_of(ask({.height_m = 12.1})) == "prohibited");
}

TEST_CASE("the class of the lot and of the road choose the bound") {
    CHECK(verdict_of(ask({.lot_m2 = 100.0, .kdb = 75.0, .klb = 1.9})) == "conforms");
    CHECK(verdict_of(ask({.kdb = 65.0, .klb = 3.0, .road = "kolektor"})) == "conforms");
    const auto unclassed = ask({.lot_m2 = 100.5, .kdb = 99.0});
    CHECK(verdict_of(unclassed) == "conforms");
    CHECK(unclassed.pieces[0].intensity.empty());
}

TEST_CASE("what the site does not state is listed and not tested") {
    const auto result = ask({.kdb = 99.0}, {"lot_m2"});
    CHECK(verdict_of(result) == "conforms");
    REQUIRE_FALSE(result.pieces[0].intensity.empty());
    for (const auto& test : result.pieces[0].intensity) CHECK(test.outcome == Outcome::not_computed);
    const auto told = ps::conformance::to_text(ps::conformance::explain(result, 0), "en");
    CHECK(told.find("KDB not tested, the site does not state enough (at most 80.0, lots of 40-100 m2)") !=
          std::string::npos);
    CHECK(verdict_of(ask({.kdb = 99.0}, {"height_m"})) == "prohibited");
}

TEST_CASE("a class of lots the wrong way round is refused") {
    const Question question{.zones = "II",
                            .permission_keys = "intensity = \"i.csv\"\n",
                            .texts = {{"i.csv", "zone,lot_min_m2,lot_max_m2\nI,100,40\n"}}};
    CHECK_THROWS_AS(question.law(), ps::core::Error);
}
