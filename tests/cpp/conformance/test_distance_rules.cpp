#include "catch.hpp"
#include "places.hpp"
#include "question.hpp"

using Words = std::vector<std::string>;
using ps::conformance::Outcome;
using ps::conformance::Unmeasured;

namespace {

struct Rule {
    double min_m = 100.0;
    std::string from = "boundary";
    std::string below = "prohibited";
    std::string keys = "";        ///< more lines of the rule
    std::string layer_keys = "";  ///< more lines of the receptor's layer
    std::string activities = "\"lebur\"";
};

/// The site is 20 m x 10 m, its east side at 30 m; receptors stand where they are drawn.
Question near_to(std::vector<places::Drawn> receptors, const Rule& rule = {}, Words names = {}) {
    Question question{.zones = "IIIIIIII", .sites = ".**....."};
    question.rules =
        "[[layer]]\nid = \"sekolah\"\nrole = \"receptor\"\npath = \"sekolah\"\nname = \"nama\"\n" + rule.layer_keys +
        "[[article]]\nid = \"pasal-jarak\"\nlabel = \"contoh: Pasal jarak\"\n"
        "[[distance_rule]]\nid = \"jarak-sekolah\"\nactivities = [" +
        rule.activities + "]\nreceptor = \"sekolah\"\nmin_m = " + std::to_string(rule.min_m) + "\nmeasured_from = \"" +
        rule.from + "\"\nbelow = \"" + rule.below + "\"\narticle = \"pasal-jarak\"\n" + rule.keys;
    if (names.empty()) names.assign(receptors.size(), "SDN");
    if (!receptors.empty())
        question.more_layers.push_back({"plan", "sekolah", places::layer_of(receptors, {{"nama", names}})});
    return question;
}

}  // namespace

TEST_CASE("a school 100 m away keeps the distance and one 99.9 m away does not") {
    const auto at =
        GENERATE(as<std::pair<double, std::string>>{}, std::pair(99.9, "prohibited"),
                 std::pair(100.0 - 0.9e-6, "conforms"), std::pair(100.0, "conforms"), std::pair(100.1, "conforms"));
    const auto result = near_to({places::point(30.0 + at.first, 5.0)}).ask();
    const auto& site = result.verdicts[0];
    CHECK(verdict_of(result) == at.second);
    REQUIRE(site.distances.size() == 1);
    CHECK(site.distances[0].nearest.metres == Approx(at.first).epsilon(1e-12));
    CHECK(site.distances[0].nearest.on_feature.x == MapOrigin{}.x + 30.0 + at.first);
    const bool broken = at.second == "prohibited";
    CHECK(site.articles == (broken ? Words{"pasal-jarak"} : Words{"lampiran"}));
    CHECK(site.share_conforming == (broken ? 0.0 : 1.0));
    CHECK_FALSE(site.needs_officer);
}

TEST_CASE("a receptor on the site, around it or across it is 0 m away") {
    const auto zero = [](places::Drawn receptor) {
        return near_to({std::move(receptor)}).ask().verdicts[0].distances.at(0).nearest.metres == 0.0;
    };
    CHECK(zero(places::point(20.0, 5.0)));
    CHECK(zero(places::point(30.0, 5.0)));
    CHECK(zero(places::box(-50.0, -50.0, 90.0, 90.0)));
    CHECK(zero(places::box(15.0, 2.0, 18.0, 4.0)));
    CHECK(zero(places::line({{20.0, -40.0}, {22.0, 60.0}})));
    CHECK_FALSE(zero(places::line({{30.5, -40.0}, {30.5, 60.0}})));
}

TEST_CASE("distances are measured from the boundary or from the centroid as the rule says") {
    const auto school = places::point(125.0, 5.0);
    CHECK(verdict_of(near_to({school}).ask()) == "prohibited");
    const auto result = near_to({school}, {.from = "centroid"}).ask();
    CHECK(verdict_of(result) == "conforms");
    CHECK(result.verdicts[0].distances[0].nearest.metres == Approx(105.0));
}

TEST_CASE("the nearest of several receptors is named, and of equally near ones that of the smallest row") {
    const auto result = near_to({places::point(150.0, 5.0), places::point(70.0, 5.0), places::point(-30.0, 5.0)}, {},
                                {"jauh", "timur", "barat"})
                            .ask();
    const auto& site = result.verdicts[0];
    CHECK(site.distances[0].nearest.row == 1);
    CHECK(site.distances[0].nearest.metres == Approx(40.0));
    CHECK(site.reason.en.find("40.0 m from timur (sekolah), less than 100.0 m") != std::string::npos);
    CHECK(site.reason.id.find("ketentuan jarak Perda 1/2010 (contoh: Pasal jarak") != std::string::npos);
    const auto told = ps::conformance::to_text(ps::conformance::explain(result, 0), "id");
    CHECK(told.find("40,0 m dari timur (sekolah), kurang dari 100,0 m") != std::string::npos);
}

TEST_CASE("a distance kept is evidence too") {
    const auto result = near_to({places::point(1030.0, 5.0)}, {}, {"SDN 1"}).ask();
    const auto told = ps::conformance::to_text(ps::conformance::explain(result, 0), "en");
    CHECK(told.find("1,000.0 m from SDN 1 (sekolah), no less than 100.0 m") != std::string::npos);
    const auto& unverified = result.verdicts[0].unverified;
    CHECK(std::count(unverified.begin(), unverified.end(), "plan#pasal-jarak") == 0);
}

TEST_CASE("a broken rule tightens every piece as far as it says, and the share follows") {
    auto question = near_to({places::point(31.0, 5.0)}, {.below = "limited"});
    question.zones = "IIPPIIII";
    question.sites = ".****...";
    const auto mild = question.ask();
    CHECK(verdict_of(mild) == "prohibited");
    CHECK(mild.verdicts[0].partial);
    CHECK(mild.verdicts[0].share_conforming == Approx(0.5));
    for (const auto& piece : mild.pieces) CHECK(piece.verdict != ps::law::Verdict::conforms);
    auto harsh = near_to({places::point(31.0, 5.0)});
    harsh.zones = "IIII....";
    harsh.sites = "..****..";
    const auto result = harsh.ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].share_conforming == 0.0);
    CHECK_FALSE(result.verdicts[0].partial);
    const auto& unverified = result.verdicts[0].unverified;
    CHECK(std::count(unverified.begin(), unverified.end(), "plan#pasal-jarak") == 1);
    CHECK(std::count(unverified.begin(), unverified.end(), "plan#sekolah") == 1);
    const auto pieces = ps::conformance::pieces_of(result);
    CHECK(pieces.table.column("rules").children[0].text_at(pieces.table.column("rules").children[0].size - 1) ==
          "plan#jarak-sekolah");
}

TEST_CASE("a new school is measured to the existing places of the activities that must keep away from it") {
    const std::string existing = "[[layer]]\nid = \"ikm\"\nrole = \"existing\"\npath = \"ikm\"\n";
    auto question = near_to({places::point(5000.0, 5.0)}, {.keys = "both_ways = true\n"});
    question.rules = existing + question.rules;
    question.activities = "sekolah,Sekolah,School,8510,2020,\n";
    question.permissions = "activity,I,P,R\nlebur,I,X,I\nsekolah,I,I,I\n";
    question.activity = "sekolah";
    question.more_layers.push_back(
        {"plan", "ikm",
         places::layer_of({places::point(40.0, 5.0), places::point(50.0, 5.0), places::point(35.0, 5.0)},
                          {{"site_id", {"x", "y", "*"}}, {"activity", {"roti", "lebur", "lebur"}}})});
    const auto result = question.ask();
    CHECK(verdict_of(result) == "prohibited");
    REQUIRE(result.verdicts[0].distances.size() == 1);
    CHECK(result.verdicts[0].distances[0].turned);
    CHECK(result.verdicts[0].distances[0].nearest.metres == Approx(20.0));
    CHECK(result.verdicts[0].distances[0].nearest.row == 1);
    question.activity = "85101";
    CHECK(verdict_of(question.ask()) == "prohibited");
    question.activity = "roti";
    CHECK(question.ask().verdicts[0].distances.empty());

    auto one_way = question;
    one_way.activity = "sekolah";
    one_way.rules.replace(one_way.rules.find("both_ways = true"), 16, "both_ways = false");
    CHECK(verdict_of(one_way.ask()) == "conforms");
}

TEST_CASE("what is there counts for a new school on whichever map in force it is, and no map is no pass") {
    auto question = near_to({places::point(5000.0, 5.0)}, {.keys = "both_ways = true\n"});
    question.activities = "sekolah,Sekolah,School,8510,2020,\n";
    question.permissions = "activity,I,P,R\nlebur,I,X,I\nsekolah,I,I,I\n";
    question.activity = "sekolah";
    const auto nowhere = question.ask();
    CHECK(verdict_of(nowhere) == "conforms");
    CHECK(nowhere.verdicts[0].needs_officer);
    question.texts["pack.toml"] =
        "[pack]\nformat = 1\nname = \"uji\"\ncrs = \"EPSG:32749\"\nkbli_version = \"2020\"\n"
        "instruments = [\"plan.toml\", \"sektoral.toml\"]\n";
    question.texts["sektoral.toml"] =
        "[instrument]\nid = \"sektoral\"\ntitle = \"Sektor rekaan\"\nlevel = \"sectoral\"\nin_force_from = 2012-01-01\n"
        "[[layer]]\nid = \"ikm\"\nrole = \"existing\"\npath = \"ikm\"\n";
    question.more_layers.push_back(
        {"sektoral", "ikm",
         places::layer_of({places::point(50.0, 5.0)}, {{"site_id", {"y"}}, {"activity", {"lebur"}}})});
    CHECK(verdict_of(question.ask()) == "prohibited");
    question.as_of = "2011-06-01";
    CHECK(verdict_of(question.ask()) == "conforms");
}

TEST_CASE("case 22: far from a centreline is no pass where the bank is asked for, and too near is too near") {
    const Rule bank{.keys = "measured_to = \"bank\"\n", .layer_keys = "represents = \"centreline\"\n"};
    const auto river = [](double x) { return places::line({{x, -500.0}, {x, 500.0}}); };
    const auto far = near_to({river(400.0)}, bank).ask();
    CHECK(verdict_of(far) == "conforms");
    CHECK(far.verdicts[0].needs_officer);
    CHECK(far.verdicts[0].distances[0].why == Unmeasured::centreline_only);
    CHECK(far.verdicts[0].officer_reasons.at(0).en.find("only the centreline is drawn") != std::string::npos);
    const auto near = near_to({river(60.0)}, bank).ask();
    CHECK(verdict_of(near) == "prohibited");
    auto drawn = bank;
    drawn.layer_keys = "represents = \"bank\"\n";
    const auto right = near_to({river(400.0)}, drawn).ask();
    CHECK_FALSE(right.verdicts[0].needs_officer);
    CHECK(right.verdicts[0].distances[0].outcome == Outcome::met);
}

TEST_CASE("a receptor counts on the days it stands") {
    const auto on = [](const char* day) {
        auto question = near_to({places::point(40.0, 5.0)}, {.layer_keys = "valid_from = \"sejak\"\n"});
        question.more_layers[0].data.table.add(
            ps::layer::Column::of_text("sejak", std::vector<std::string>{"2015-01-01"}));
        question.as_of = day;
        return question.ask();
    };
    CHECK(verdict_of(on("2014-12-31")) == "conforms");
    CHECK(on("2014-12-31").verdicts[0].distances[0].nearest.row == -1);
    CHECK(verdict_of(on("2015-01-01")) == "prohibited");
}

TEST_CASE("a distance rule for one scale tightens where the scale is not stated, with work for an officer") {
    const auto question = near_to({places::point(40.0, 5.0)}, {.keys = "scale = \"besar\"\n"});
    const auto result = question.ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].needs_officer);
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = map.sites();
    sites.table.add(ps::layer::Column::of_text("scale", std::vector<std::string>{"kecil"}));
    CHECK(verdict_of(question.ask(sites, map)) == "conforms");
}

TEST_CASE("a layer of receptors that is not held leaves the rule to an officer") {
    const auto result = near_to({}).ask();
    CHECK(verdict_of(result) == "conforms");
    CHECK(result.verdicts[0].needs_officer);
    CHECK(result.verdicts[0].distances[0].why == Unmeasured::layer_not_held);
}

TEST_CASE("distance rules enter no conflict about the ground and do not hide one") {
    auto question = near_to({places::point(40.0, 5.0)});
    question.rules +=
        "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = [\"lebur\"]\ncell = "
        "\"B1\"\nprecedence = \"unstated\"\narticle = \"pasal-khusus\"\n";
    question.areas = "KKKKKKKK";
    const auto result = question.ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].conflict);
    CHECK(result.verdicts[0].articles == Words{"lampiran", "pasal-jarak", "pasal-khusus"});
    CHECK(result.verdicts[0].reason.en.starts_with("Cannot be stated yet"));
    CHECK(result.verdicts[0].reason.en.find("Broken besides: the distance rule") != std::string::npos);
}

TEST_CASE("an invalid receptor is refused with its place, one without a geometry is told") {
    const auto bow_tie = places::Drawn{ps::geometry::Kind::polygon, {{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}};
    try {
        (void)near_to({bow_tie}).ask();
        FAIL("the receptor was taken");
    } catch (const ps::core::Error& error) {
        CHECK(error.code() == ps::core::ErrorCode::geometry_invalid);
        CHECK(error.place().feature == "0");
    }
    auto question = near_to({places::point(500.0, 5.0), places::point(40.0, 5.0)});
    auto& geometry = question.more_layers[0].data.geometry;
    auto kept = geometry.take(std::vector<std::size_t>{0});
    kept.append_null();
    geometry = kept;
    const auto result = question.ask();
    CHECK(verdict_of(result) == "conforms");
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].code == "GEOMETRY_NULL");
}

TEST_CASE("the same distances for any number of threads and any order of sites") {
    std::vector<places::Drawn> schools;
    for (int i = 0; i < 200; ++i) schools.push_back(places::point(37.0 * (i % 20), 41.0 * (i / 20) - 150.0));
    auto question = near_to(schools, {.min_m = 15.0});
    question.zones = "IIIIIIIIII";
    question.sites = "abcdefghij";
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    const auto few = map.sites();
    std::vector<std::size_t> rows;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < 400; ++i) {
        rows.push_back(i * 7 % few.size());
        ids.push_back("site " + std::to_string(i));
    }
    auto sites = few.take(rows);
    sites.table = {};
    sites.table.size = rows.size();
    sites.table.add(ps::layer::Column::of_text("site_id", ids));
    const auto one = question.ask(sites, map);
    question.threads = 8;
    const auto eight = question.ask(sites, map);
    std::vector<std::size_t> reversed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) reversed[i] = rows.size() - 1 - i;
    const auto back = question.ask(sites.take(reversed), map);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto a = one.verdicts[row].distances.at(0).nearest;
        const auto b = eight.verdicts[row].distances.at(0).nearest;
        CHECK(a.metres == b.metres);
        CHECK(a.row == b.row);
        const auto c = back.verdicts[rows.size() - 1 - row].distances.at(0).nearest;
        CHECK(a.metres == c.metres);
        CHECK(a.row == c.row);
        CHECK(one.verdicts[row].reason.id == eight.verdicts[row].reason.id);
    }
}
