#include "catch.hpp"
#include "question.hpp"

using Words = std::vector<std::string>;

TEST_CASE("a site wholly in one zone has the verdict of its cell and all of its ground in one piece") {
    const auto result = Question{.zones = R"(
        IIIIPPPP
        IIIIPPPP
    )",
                                 .sites = R"(
        .**.....
        .**.....
    )"}
                            .ask();
    CHECK(verdict_of(result) == "conforms");
    CHECK(result.verdicts[0].share_conforming == 1.0);
    REQUIRE(result.pieces.size() == 1);
    CHECK(result.pieces[0].measure == Approx(400.0));
    CHECK(result.verdicts[0].articles == Words{"lampiran"});
    CHECK_FALSE(result.verdicts[0].partial);
}

TEST_CASE("a site across two zones takes the worse verdict and offers the conforming part") {
    const auto result = Question{.zones = R"(
        IIIIPPPP      I industry, P rice field
    )",
                                 .sites = R"(
        ..****..
    )"}
                            .ask();
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].share_conforming == Approx(0.5));
    CHECK(result.verdicts[0].partial);
    CHECK(result.pieces.size() == 2);
}

TEST_CASE("T and B together are a class of their own, and their conditions are listed") {
    const auto result = Question{.zones = "RRRR", .sites = ".**."}.ask();
    CHECK(verdict_of(result) == "limited_conditional");
    CHECK(result.pieces[0].cell.conditions == Words{"T1", "B1"});
}

TEST_CASE("ground that no zone covers is outside the plan, and is a piece") {
    const auto result = Question{.zones = "II..", .sites = ".**."}.ask();
    CHECK(verdict_of(result) == "outside_plan");
    REQUIRE(result.pieces.size() == 2);
    CHECK(result.pieces[0].measure + result.pieces[1].measure == Approx(200.0));
    CHECK(result.verdicts[0].partial);
}

TEST_CASE("an absent cell means what the pack says") {
    const auto absent = GENERATE(as<std::pair<std::string, std::string>>{}, std::pair("prohibited", "prohibited"),
                                 std::pair("not_regulated", "not_regulated"), std::pair("missing", "no_data"));
    const auto result =
        Question{
            .zones = "IIII", .sites = ".**.", .permissions = "activity,I\nlebur,\nroti,I\n", .absent = absent.first}
            .ask();
    CHECK(verdict_of(result) == absent.second);
}

TEST_CASE("a rule that cannot be read is neither yes nor no") {
    CHECK(verdict_of(Question{.zones = "PPPP", .sites = ".**.", .activity = "roti"}.ask()) == "unreadable_rule");
}

TEST_CASE("KBLI digits find the activity by their longest prefix; other words are not known") {
    CHECK(verdict_of(Question{.zones = "IIII", .sites = ".**.", .activity = "24202"}.ask()) == "conforms");
    CHECK(verdict_of(Question{.zones = "RRRR", .sites = ".**.", .activity = "10710"}.ask()) == "conditional");
    CHECK(verdict_of(Question{.zones = "IIII", .sites = ".**.", .activity = "99999"}.ask()) == "prohibited");
    CHECK(verdict_of(Question{.zones = "IIII", .sites = ".**.", .activity = "kerajinan"}.ask()) == "no_data");
}

TEST_CASE("the plan is in force from its first day to the day before its last") {
    auto on = [](const char* day) {
        return verdict_of(Question{.zones = "IIII", .sites = ".**.", .as_of = day}.ask());
    };
    CHECK(on("2009-12-31") == "no_data");
    CHECK(on("2010-01-01") == "conforms");
    CHECK(on("2020-12-31") == "conforms");
    CHECK(on("2021-01-01") == "no_data");
}

TEST_CASE("what was not yet published is not known") {
    CHECK(verdict_of(Question{.zones = "IIII", .sites = ".**.", .known_on = "2010-01-31"}.ask()) == "no_data");
    CHECK(verdict_of(Question{.zones = "IIII", .sites = ".**.", .known_on = "2010-02-01"}.ask()) == "conforms");
}

TEST_CASE("a plan whose zones are not held gives no data and says so") {
    const auto result = Question{.zones = "IIII", .sites = ".**.", .hold_zones = false}.ask();
    CHECK(verdict_of(result) == "no_data");
    CHECK(result.verdicts[0].reason.id.find("tidak tersedia") != std::string::npos);
    CHECK(result.verdicts[0].instruments == Words{"plan"});
}

TEST_CASE("a reason names the four largest grounds and counts the rest") {
    const auto reason_in = [](const char* zones, const char* sites) {
        const auto law = "activity,I,J,K,L,M,N\nlebur,X,X,X,X,X,X\n";
        return Question{.zones = zones, .sites = sites, .permissions = law}.ask().verdicts[0].reason;
    };
    const auto five = reason_in("IIJJKKLLMM", "**********");
    CHECK(five.en.find("and 1 other kind of ground") != std::string::npos);
    CHECK(five.id.find("dan 1 jenis lahan lain") != std::string::npos);
    const auto six = reason_in("IIJJKKLLMMNN", "************");
    CHECK(six.en.find("and 2 other kinds of ground") != std::string::npos);
    CHECK(reason_in("IIJJKKLL", "********").en.find("other kind") == std::string::npos);
}

TEST_CASE("slivers are reported and never decide") {
    const auto result = Question{.zones = "IIIIPPPP", .sites = "****....", .tolerance = "sliver_m2 = 150.0\n"}.ask();
    CHECK(verdict_of(result) == "conforms");
    const auto over = Question{.zones = "IIIIPPPP", .sites = "*****...", .tolerance = "sliver_m2 = 150.0\n"}.ask();
    CHECK(verdict_of(over) == "conforms");
    REQUIRE(over.pieces.size() == 2);
    CHECK(over.verdicts[0].share_conforming == Approx(0.8));
}

TEST_CASE("enough conforming ground is enough, where the pack says how much") {
    const auto result =
        Question{.zones = "IIIIPPPP", .sites = "*****...", .tolerance = "conforming_share = 0.8\n"}.ask();
    CHECK(verdict_of(result) == "conforms");
}

TEST_CASE("points and lines on a border lie in both zones") {
    const Question question{.zones = "IIIIPPPP", .sites = "........"};
    const auto map = ascii_map(question.zones, "*.......", 10.0);
    auto sites = map.sites();
    sites.geometry = {};
    ps::geometry::GeometryColumn point;
    point.kind = {ps::geometry::Kind::point};
    point.has_z = point.has_m = {0};
    point.part_of_row = point.ring_of_part = point.vertex_of_ring = {0, 1};
    point.xy = {MapOrigin{}.x + 40.0, MapOrigin{}.y + 5.0};
    sites.geometry.append(point, 0);
    const auto result = question.ask(sites, map);
    CHECK(result.pieces.size() == 2);
    CHECK(verdict_of(result) == "prohibited");
    CHECK(result.verdicts[0].conflict);

    auto line = point;
    line.kind = {ps::geometry::Kind::line_string};
    line.vertex_of_ring = {0, 2};
    line.xy = {MapOrigin{}.x + 20.0, MapOrigin{}.y + 5.0, MapOrigin{}.x + 60.0, MapOrigin{}.y + 5.0};
    sites.geometry = {};
    sites.geometry.append(line, 0);
    const auto along = question.ask(sites, map);
    CHECK(along.pieces.size() == 2);
    CHECK(along.verdicts[0].share_conforming == Approx(0.5));
    CHECK_FALSE(along.verdicts[0].conflict);
}

TEST_CASE("the same rows for any number of threads") {
    Question question{.zones = "IIIIPPPPRRRR", .sites = "abbccdeeffgh"};
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    // Several blocks of sites, so that threads do meet.
    const auto few = map.sites();
    std::vector<std::size_t> rows;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < 400; ++i) {
        rows.push_back(i % few.size());
        ids.push_back("site " + std::to_string(i));
    }
    auto sites = few.take(rows);
    sites.table = {};
    sites.table.size = rows.size();
    sites.table.add(ps::layer::Column::of_text("site_id", ids));
    const auto one = question.ask(sites, map);
    question.threads = 8;
    const auto eight = question.ask(sites, map);
    REQUIRE(one.verdicts.size() == 400);
    REQUIRE(one.verdicts.size() == eight.verdicts.size());
    for (std::size_t row = 0; row < one.verdicts.size(); ++row) {
        CHECK(one.verdicts[row].reason.id == eight.verdicts[row].reason.id);
        CHECK(one.verdicts[row].share_conforming == eight.verdicts[row].share_conforming);
    }
}
