#include "catch.hpp"
#include "places.hpp"
#include "question.hpp"

using Words = std::vector<std::string>;
using ps::conformance::Outcome;
using ps::conformance::Unmeasured;

namespace {

const std::string conditions =
    "id,kind,text_id,text_en,predicate,threshold,unit\n"
    "T1,spatial,Paling banyak 20 persen persil,At most 20 percent of the lot,max_share_of_lot,20,%\n"
    "T3,spatial,Jarak 100 m,100 m apart,min_distance_same_activity,100,m\n"
    "T4,spatial,Paling banyak seperempat zona,At most a quarter of the zone,max_share_of_zone,0.25,share\n"
    "T5,spatial,Tidak dikenal,Not known,max_noise,60,dB\n"
    "B1,document,Izin warga,Consent of the neighbours,,,\n";

const std::string existing_layer =
    "[[layer]]\nid = \"ikm\"\nrole = \"existing\"\npath = \"ikm\"\nvalid_from = \"sejak\"\n";

/// Industry I, and R where the cell of smelting is `cell`; the site is 20 m x 10 m, its east side at 30 m.
Question question_of(const std::string& cell, std::vector<places::Drawn> around = {}, Words site_ids = {},
                     Words activities = {}, Words since = {}) {
    Question question{.zones = "RRRRRRRR",
                      .sites = ".**.....",
                      .permissions = "activity,I,P,R\nlebur,I,X,\"" + cell + "\"\nroti,I,X,I\n",
                      .permission_keys = "conditions = \"c.csv\"\n",
                      .texts = {{"c.csv", conditions}}};
    if (!around.empty()) {
        question.rules = existing_layer;
        if (since.empty()) since.assign(around.size(), "2001-01-01");
        question.more_layers.push_back(
            {"plan", "ikm",
             places::layer_of(around, {{"site_id", site_ids}, {"activity", activities}, {"sejak", since}})});
    }
    return question;
}

ps::conformance::CheckResult ask_stating(const Question& question, ps::layer::Column column) {
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = map.sites();
    sites.table.add(std::move(column));
    return question.ask(sites, map);
}

ps::conformance::CheckResult ask_taking(double area_m2, const std::string& cell = "T1,B1") {
    return ask_stating(question_of(cell), ps::layer::Column::of_double("activity_area_m2", std::vector{area_m2}));
}

}  // namespace

TEST_CASE("the same activity may stand 100 m away and not 99.9 m") {
    const auto at = GENERATE(as<std::pair<double, std::string>>{}, std::pair(99.9, "prohibited"),
                             std::pair(99.9999, "prohibited"), std::pair(100.0 - 0.9e-6, "limited_conditional"),
                             std::pair(100.0, "limited_conditional"), std::pair(100.1, "limited_conditional"));
    const auto result = question_of("T3,B1", {places::point(30.0 + at.first, 5.0)}, {"lain"}, {"lebur"}).ask();
    CHECK(verdict_of(result) == at.second);
    CHECK_FALSE(result.verdicts[0].needs_officer);
    REQUIRE(result.pieces[0].conditions.size() == 1);
    const auto& test = result.pieces[0].conditions[0];
    CHECK(test.measure == Approx(at.first).epsilon(1e-12));
    CHECK((test.outcome == Outcome::failed) == (at.second == "prohibited"));
    CHECK(test.nearest.on_site.x == MapOrigin{}.x + 30.0);
    CHECK(result.verdicts[0].articles == Words{"lampiran"});
}

TEST_CASE("neither the site itself, nor another activity, nor what comes later is its neighbour") {
    const auto near = places::point(35.0, 5.0);
    CHECK(verdict_of(question_of("T3", {near}, {"*"}, {"lebur"}).ask()) == "limited");
    CHECK(verdict_of(question_of("T3", {near}, {"lain"}, {"roti"}).ask()) == "limited");
    CHECK(verdict_of(question_of("T3", {near}, {"lain"}, {"lebur"}, {"2016-01-01"}).ask()) == "limited");
    CHECK(verdict_of(question_of("T3", {near}, {"lain"}, {"lebur"}, {"2015-06-01"}).ask()) == "prohibited");
}

TEST_CASE("a failed distance names the neighbour, its measure and the threshold") {
    const auto result =
        question_of("T3", {places::point(129.95, 5.0), places::point(80.0, 5.0)}, {"a", "b"}, {"lebur", "lebur"}).ask();
    CHECK(result.verdicts[0].reason.en.find("T3 is not met: 50.0 m from the nearest similar activity, b (ikm)") !=
          std::string::npos);
    CHECK(result.verdicts[0].reason.id.find("paling dekat 100,0 m") != std::string::npos);
    const auto barely = question_of("T3", {places::point(129.97, 5.0)}, {"a"}, {"lebur"}).ask();
    CHECK(barely.verdicts[0].reason.en.find("99.97 m") != std::string::npos);
    const auto tree = ps::conformance::to_json(ps::conformance::explain(result, 0));
    CHECK(tree.find("\"nearest_x\":640080") != std::string::npos);
    CHECK(tree.find("\"outcome\":\"failed\"") != std::string::npos);
}

TEST_CASE("an activity may take 20 percent of the lot and no more") {
    CHECK(verdict_of(ask_taking(40.0)) == "limited_conditional");
    CHECK(verdict_of(ask_taking(40.0 + 1e-7)) == "limited_conditional");
    CHECK(verdict_of(ask_taking(40.01)) == "prohibited");
    CHECK_FALSE(ask_taking(40.0).verdicts[0].needs_officer);
    const auto over = ask_taking(70.0);
    CHECK(over.verdicts[0].reason.en.find("T1 is not met: 35.0% of the site (at most 20.0%)") != std::string::npos);
    CHECK(over.verdicts[0].share_conforming == 0.0);
}

TEST_CASE("an area nobody states, or states as text, is work for an officer and no pass") {
    const auto silent = question_of("T1,B1").ask();
    CHECK(verdict_of(silent) == "limited_conditional");
    CHECK(silent.verdicts[0].needs_officer);
    REQUIRE(silent.verdicts[0].officer_reasons.size() == 1);
    CHECK(silent.verdicts[0].officer_reasons[0].en.find("T1") != std::string::npos);
    CHECK(silent.verdicts[0].reason.en.find("An officer has to judge: condition T1 (") != std::string::npos);
    CHECK(silent.pieces[0].conditions.at(0).why == Unmeasured::value_missing);

    const auto text = ask_stating(question_of("T1,B1"),
                                  ps::layer::Column::of_text("activity_area_m2", std::vector<std::string>{"1.200"}));
    CHECK(text.verdicts[0].needs_officer);
    REQUIRE(text.findings.size() == 1);
    CHECK(text.findings[0].code == "VALUE_UNREADABLE");
    CHECK(text.findings[0].message.en.find("1.200") != std::string::npos);
}

TEST_CASE("the ground of a site in a zone is compared with all ground of that zone") {
    // Zone R has 800 m2; the site has 200 m2 of it, in the second picture half of its 400 m2.
    CHECK(verdict_of(question_of("T4").ask()) == "limited");
    auto wider = question_of("T4");
    wider.sites = ".***....";
    const auto result = wider.ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.pieces[0].conditions.at(0).measure == Approx(0.375));
    auto half = question_of("T4");
    half.zones = "RRRRIIII";
    half.sites = "...*****";
    const auto partly = half.ask();
    CHECK(verdict_of(partly) == "limited");
    for (const auto& piece : partly.pieces) {
        if (piece.zone_code == "R") CHECK(piece.conditions.at(0).measure == Approx(0.25));
    }
}

TEST_CASE("a point has no share of a lot, and has a distance") {
    const auto question = question_of("T1,T3", {places::point(90.0, 5.0)}, {"lain"}, {"lebur"});
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = map.sites();
    sites.geometry = places::column_of({places::point(30.0, 5.0)});
    const auto result = question.ask(sites, map);
    CHECK(verdict_of(result) == "prohibited");
    CHECK_FALSE(result.verdicts[0].needs_officer);
    auto alone = question_of("T1");
    const auto asked = alone.ask(sites, map);
    CHECK(verdict_of(asked) == "limited");
    CHECK(asked.verdicts[0].needs_officer);
    CHECK(asked.pieces[0].conditions.at(0).why == Unmeasured::not_an_area);
}

TEST_CASE("what cannot be computed is listed: no layer, an unknown predicate, a condition without a row") {
    const auto no_layer = question_of("T3").ask();
    CHECK(no_layer.verdicts[0].needs_officer);
    CHECK(no_layer.pieces[0].conditions.at(0).why == Unmeasured::layer_not_held);
    const auto unknown = question_of("T5").ask();
    CHECK(verdict_of(unknown) == "limited");
    CHECK(unknown.verdicts[0].needs_officer);
    const auto without_row = question_of("B9").ask();
    CHECK(verdict_of(without_row) == "conditional");
    CHECK_FALSE(without_row.verdicts[0].needs_officer);
    const auto told = ps::conformance::to_text(ps::conformance::explain(without_row, 0), "en");
    CHECK(told.find("B9: the pack does not have its words") != std::string::npos);
}

TEST_CASE("documents and duties are listed, and are no reason for work by themselves") {
    const auto result = question_of("B1").ask();
    CHECK(verdict_of(result) == "conditional");
    CHECK_FALSE(result.verdicts[0].needs_officer);
    const auto told = ps::conformance::to_text(ps::conformance::explain(result, 0), "id");
    CHECK(told.find("B1: Izin warga") != std::string::npos);
}

TEST_CASE("what depends on no conforming ground asks no officer") {
    auto question = question_of("T1");
    question.zones = "PPPPPPPP";
    CHECK_FALSE(question.ask().verdicts[0].needs_officer);
    // A distance already too short settles it: that another condition cannot be computed changes nothing.
    const auto broken = question_of("T1,T3", {places::point(40.0, 5.0)}, {"lain"}, {"lebur"}).ask();
    CHECK(verdict_of(broken) == "prohibited");
    CHECK_FALSE(broken.verdicts[0].needs_officer);
}

TEST_CASE("the cell of a special zone is tested like any, and conditions of a replaced cell fall away") {
    const auto special = [](const std::string& cell) {
        return "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = [\"lebur\"]\ncell = "
               "\"" +
               cell + "\"\nprecedence = \"over_zone\"\narticle = \"pasal-khusus\"\n";
    };
    auto relieved = question_of("T3", {places::point(40.0, 5.0)}, {"lain"}, {"lebur"});
    relieved.rules += special("B1");
    relieved.areas = "KKKKKKKK";
    const auto result = relieved.ask();
    CHECK(verdict_of(result) == "conditional");
    CHECK(result.pieces[0].conditions.empty());
    auto tightened = question_of("I", {places::point(40.0, 5.0)}, {"lain"}, {"lebur"});
    tightened.rules += special("T3");
    tightened.areas = "KKKKKKKK";
    const auto failing = tightened.ask();
    CHECK(verdict_of(failing) == "prohibited");
    CHECK(failing.verdicts[0].articles == Words{"pasal-khusus"});
    CHECK(failing.verdicts[0].reason.en.find("T3 is not met") != std::string::npos);
}

TEST_CASE("an overlay that gives the verdict does not hide what the cell could not compute") {
    auto question = question_of("T1");
    question.rules =
        "[[overlay_rule]]\nid = \"sawah\"\nlayer = \"wilayah\"\ncodes = [\"S\"]\nactivities = [\"*\"]\nat_best = "
        "\"limited_conditional\"\narticle = \"pasal-sawah\"\n";
    question.areas = "SSSSSSSS";
    const auto result = question.ask();
    CHECK(verdict_of(result) == "limited_conditional");
    CHECK(result.verdicts[0].needs_officer);
}

TEST_CASE("of an activity that the pack does not know nobody can say that none of it is near") {
    auto question = question_of("I", {places::point(50.0, 5.0)}, {"lain"}, {"99999"});
    question.areas = "KKKKKKKK";
    question.rules +=
        "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = [\"*\"]\n"
        "cell = \"T3\"\nprecedence = \"over_zone\"\narticle = \"pasal-khusus\"\n";
    question.activity = "99999";
    CHECK(verdict_of(question.ask()) == "prohibited");
    question.activity = "88888";
    const auto result = question.ask();
    CHECK(verdict_of(result) == "limited");
    CHECK(result.verdicts[0].needs_officer);
    REQUIRE(result.pieces[0].conditions.size() == 1);
    CHECK(result.pieces[0].conditions[0].why == Unmeasured::activity_not_known);
}

TEST_CASE("a layer of existing places without its columns is refused with the column's name") {
    auto question = question_of("T3", {places::point(40.0, 5.0)}, {"lain"}, {"lebur"});
    question.more_layers[0].data.table.columns[1].name = "aktivitas";
    try {
        (void)question.ask();
        FAIL("the layer was taken");
    } catch (const ps::core::Error& error) {
        CHECK(error.code() == ps::core::ErrorCode::column_missing);
        CHECK(error.message().en.find("activity") != std::string::npos);
    }
}
