// Step 11 of the contract against closed forms. One industrial ground in a rice field, errors of the map in metres.
#include <cmath>
#include <numbers>

#include "catch.hpp"
#include "places.hpp"
#include "question.hpp"

using places::box;
using places::Drawn;
using places::layer_of;
using places::line;
using places::point;

namespace {

constexpr double far = 1000.0;

/// Industry on `ground`, rice around it.
struct Plan {
    std::vector<Drawn> industry;
    std::vector<Drawn> rice;
};
const Plan half_plane{{box(-far, -far, 0, far)}, {box(0, -far, far, far)}};
const Plan strip{{box(-10, -far, 10, far)}, {box(-far, -far, -10, far), box(10, -far, far, far)}};
const Plan square{{box(-10, -10, 10, 10)},
                  {box(-far, -far, far, -10), box(-far, 10, far, far), box(-far, -10, -10, 10), box(10, -10, far, 10)}};
const Drawn around = box(-40, -40, 40, 40);

ps::conformance::CheckResult checked(const Plan& plan, const std::string& error, const std::vector<Drawn>& sites,
                                     const std::string& tolerance = "sliver_m2 = 1.0\n", unsigned threads = 1,
                                     bool uncertainty = true) {
    std::vector<Drawn> zones = plan.industry;
    std::vector<std::string> codes(zones.size(), "I");
    zones.insert(zones.end(), plan.rice.begin(), plan.rice.end());
    codes.resize(zones.size(), "P");
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < sites.size(); ++i) ids.push_back("tapak " + std::to_string(i));
    Question question{.zones = "I", .tolerance = tolerance};
    auto law = question.law();
    if (!error.empty()) law.instruments[0].horizontal_accuracy_m = std::stod(error);
    const auto pack = std::make_shared<const ps::conformance::BoundPack>(
        std::move(law), std::vector<ps::conformance::PackLayer>{{"plan", "zona", layer_of(zones, {{"code", codes}})}});
    ps::conformance::CheckOptions options;
    options.as_of = *ps::core::parse_date("2015-06-01");
    options.for_activity = "lebur";
    options.uncertainty = uncertainty;
    ps::core::Control control;
    control.threads = threads;
    return ps::conformance::check(layer_of(sites, {{"site_id", ids}}), pack, options, control);
}
ps::conformance::SiteVerdict asked(const Plan& plan, double error, const Drawn& site,
                                   const std::string& tolerance = "sliver_m2 = 1.0\n") {
    return checked(plan, std::to_string(error), {site}, tolerance).verdicts.at(0);
}

double normal(double deviations) {
    return 0.5 * std::erfc(-deviations / std::sqrt(2.0));
}

}  // namespace

TEST_CASE("the edge of a half plane moves by the error either way") {
    for (const double e : {0.5, 3.0, 12.0, 39.0, 60.0}) {
        const auto site = asked(half_plane, e, around);
        CHECK(*site.share_min == Approx(std::max(0.0, 40 - e) / 80).margin(1e-9));
        CHECK(*site.share_max == Approx(std::min(80.0, 40 + e) / 80).margin(1e-9));
        CHECK(site.boundary_uncertain == (e > 40));
    }
}

TEST_CASE("a strip loses and wins on both sides until it is gone") {
    for (const double e : {0.5, 3.0, 9.9, 10.1, 25.0, 40.0}) {
        const auto site = asked(strip, e, around);
        CHECK(*site.share_min == Approx(std::max(0.0, 20 - 2 * e) / 80).margin(1e-9));
        CHECK(*site.share_max == Approx(std::min(80.0, 20 + 2 * e) / 80).margin(1e-9));
    }
}

TEST_CASE("a square shrinks with sharp corners and grows with round ones, as round as its chords") {
    for (const double e : {0.5, 3.0, 9.9, 25.0}) {
        const auto site = asked(square, e, around);
        CHECK(*site.share_min * 6400 == Approx(std::pow(std::max(0.0, 20 - 2 * e), 2)).margin(1e-3));
        const auto discs = std::numbers::pi * e * e;
        const auto grown = 400 + 80 * e + discs;
        // 64 chords a quarter leave out 1e-4 of a disc.
        CHECK(*site.share_max * 6400 <= grown + 1e-3);
        CHECK(*site.share_max * 6400 >= grown - 1.1e-4 * discs - 1e-3);
    }
}

TEST_CASE("without error the interval is the share itself and certain") {
    for (const auto* plan : {&half_plane, &strip, &square}) {
        const auto site = asked(*plan, 0.0, around);
        CHECK(*site.share_min == *site.share_conforming);
        CHECK(*site.share_max == *site.share_conforming);
        CHECK(*site.probability_conforming == 0.0);
        CHECK_FALSE(site.boundary_uncertain);
    }
    CHECK(*asked(half_plane, 0.0, box(-20, 0, -10, 10)).probability_conforming == 1.0);
}

TEST_CASE("the interval holds the share and grows with the error") {
    for (const auto* plan : {&half_plane, &strip, &square}) {
        double low = 1.0;
        double high = 0.0;
        for (const double e : {0.1, 1.0, 2.0, 5.0, 13.0, 40.0}) {
            const auto site = asked(*plan, e, box(-33, -7, 21, 18));
            CHECK(*site.share_min <= *site.share_conforming);
            CHECK(*site.share_conforming <= *site.share_max);
            CHECK(*site.share_min <= low);
            CHECK(*site.share_max >= high);
            low = *site.share_min;
            high = *site.share_max;
        }
    }
}

TEST_CASE("an accuracy that nobody states gives no interval, no flag and a line in the explanation") {
    const auto result = checked(half_plane, "", {around});
    const auto& site = result.verdicts[0];
    CHECK_FALSE(site.share_min);
    CHECK_FALSE(site.share_max);
    CHECK_FALSE(site.probability_conforming);
    CHECK_FALSE(site.boundary_uncertain);
    const auto reason = ps::conformance::explain(result, 0);
    const auto english = ps::conformance::to_text(reason, "en");
    CHECK(english.find("the accuracy of the map of Perda 1/2010 is not stated") != std::string::npos);
    CHECK(ps::conformance::to_text(reason, "id").find("ketelitian peta") != std::string::npos);
}

TEST_CASE("who does not ask for uncertainty gets none and is told so") {
    const auto result = checked(half_plane, "5", {around}, "", 1, false);
    CHECK_FALSE(result.verdicts[0].share_min);
    CHECK(ps::conformance::to_text(ps::conformance::explain(result, 0), "en").find("it was not asked for") !=
          std::string::npos);
}

TEST_CASE("the explanation gives the interval, the error and the chance") {
    const auto result = checked(half_plane, "45", {around});
    const auto text = ps::conformance::to_text(ps::conformance::explain(result, 0), "en");
    CHECK(text.find("If borders lie up to 45.0 m either way") != std::string::npos);
    CHECK(text.find("The boundary is uncertain") != std::string::npos);
    CHECK(ps::conformance::flags_of(result.verdicts[0])[0] == "boundary_uncertain");
}

TEST_CASE("a site that all conforms does so until the border reaches it: the chance is that of a normal error") {
    const auto site = asked(half_plane, 10.0, box(-25, 0, -5, 10));
    CHECK(*site.share_min == Approx(0.75));
    CHECK(*site.share_max == 1.0);
    CHECK(site.boundary_uncertain);
    CHECK(*site.probability_conforming == Approx(normal(5.0 / (10.0 / 1.6448536269514722))).margin(1e-12));
}

TEST_CASE("a site that has to conform by half is as likely to as not where the border halves it") {
    const auto site = asked(half_plane, 10.0, around, "conforming_share = 0.5\n");
    CHECK(site.boundary_uncertain);
    CHECK(*site.probability_conforming == Approx(0.5).margin(1e-3));
    const auto more = asked(half_plane, 10.0, around, "conforming_share = 0.6\n");
    CHECK(*more.share_max == Approx(0.625));
    CHECK(*more.probability_conforming == Approx(normal(-8.0 / (10.0 / 1.6448536269514722))).margin(1e-3));
    const auto never = asked(half_plane, 10.0, around);
    CHECK(*never.probability_conforming == 0.0);
}

TEST_CASE("the outline of the site is certain and a border beyond the error does not matter") {
    const auto site = asked(half_plane, 5.0, box(-30, 0, -6, 10));
    CHECK(*site.share_min == 1.0);
    CHECK(*site.share_max == 1.0);
    CHECK_FALSE(site.boundary_uncertain);
    CHECK(*site.probability_conforming > 0.95);
    CHECK(*asked(half_plane, 5.0, box(-80, 0, -60, 10)).probability_conforming == 1.0);
}

TEST_CASE("a point is certain where the error does not reach the border") {
    const auto near = asked(half_plane, 5.0, point(-4, 0));
    CHECK(*near.share_min == 0.0);
    CHECK(*near.share_max == 1.0);
    CHECK(near.boundary_uncertain);
    CHECK(*near.probability_conforming == Approx(normal(4.0 / (5.0 / 1.6448536269514722))).margin(1e-12));
    const auto beyond = asked(half_plane, 5.0, point(-6, 0));
    CHECK(*beyond.share_min == 1.0);
    CHECK_FALSE(beyond.boundary_uncertain);
    const auto other = asked(half_plane, 5.0, point(3, 0));
    CHECK(*other.share_min == 0.0);
    CHECK(*other.share_max == 1.0);
    CHECK(*other.probability_conforming == Approx(normal(-3.0 / (5.0 / 1.6448536269514722))).margin(1e-12));
}

TEST_CASE("a line is cut by the border wherever it may lie") {
    const auto site = asked(half_plane, 5.0, line({{-20, 0}, {20, 0}}));
    CHECK(*site.share_min == Approx(15.0 / 40));
    CHECK(*site.share_max == Approx(25.0 / 40));
}

TEST_CASE("a gap between zones too small to count has no border that could lie elsewhere") {
    // 1 mm wide, 200 m long: 0.2 m2 in the middle of the industrial ground.
    const Plan plan{
        {box(-far, -far, 0, far), box(0.001, -100, far, 100), box(0, -far, far, -100), box(0, 100, far, far)}, {}};
    const auto site = asked(plan, 5.0, around);
    CHECK(*site.share_conforming == Approx(1.0 - 0.001 / 80).margin(1e-9));
    CHECK(*site.share_min == *site.share_conforming);
    CHECK(*site.share_max == *site.share_conforming);
    CHECK_FALSE(site.boundary_uncertain);
    const auto counted = asked(plan, 5.0, around, "sliver_m2 = 0.1\n");
    CHECK(*counted.share_min == Approx(1.0 - 10.001 / 80).margin(1e-6));
    CHECK(*counted.share_max == Approx(1.0).margin(1e-9));
}

TEST_CASE("an overlay that prohibits has a border too") {
    Question question{.zones = "IIIIIIII",
                      .sites = "..****..",
                      .rules =
                          "[[overlay_rule]]\nid = \"sawah\"\nlayer = \"wilayah\"\ncodes = [\"S\"]\nactivities = "
                          "[\"*\"]\nat_best = \"prohibited\"\narticle = \"pasal-khusus\"\n",
                      .areas = "....SSSS"};
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto law = question.law();
    law.instruments[0].horizontal_accuracy_m = 5.0;
    const auto pack = std::make_shared<const ps::conformance::BoundPack>(
        std::move(law), std::vector<ps::conformance::PackLayer>{
                            {"plan", "zona", map.zones()},
                            {"plan", "wilayah", ascii_map(question.areas, question.sites, 10.0).zones()}});
    ps::conformance::CheckOptions options;
    options.as_of = *ps::core::parse_date(question.as_of);
    options.for_activity = question.activity;
    const auto site = ps::conformance::check(map.sites(), pack, options).verdicts.at(0);
    // The end of the plan, 10 m high, moves too: outside it nothing conforms.
    CHECK(*site.share_min == Approx(0.0).margin(1e-9));
    CHECK(*site.share_max == Approx(25.0 / 40));
    CHECK(site.verdict == ps::law::Verdict::prohibited);
}

TEST_CASE("the same intervals for one, two and eight threads") {
    std::vector<Drawn> sites;
    for (int i = 0; i < 300; ++i) sites.push_back(box(-60 + 0.4 * i, i, -40 + 0.4 * i, i + 20));
    const auto one = checked(square, "7", sites);
    for (const unsigned threads : {2U, 8U}) {
        const auto many = checked(square, "7", sites, "sliver_m2 = 1.0\n", threads);
        for (std::size_t row = 0; row < sites.size(); ++row) {
            CHECK(one.verdicts[row].share_min == many.verdicts[row].share_min);
            CHECK(one.verdicts[row].share_max == many.verdicts[row].share_max);
            CHECK(one.verdicts[row].probability_conforming == many.verdicts[row].probability_conforming);
        }
    }
}
