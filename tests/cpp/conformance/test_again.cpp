#include <petasentra/conformance/again.hpp>
#include <petasentra/conformance/rezone.hpp>
#include <petasentra/law/what_if.hpp>

#include "catch.hpp"
#include "question.hpp"

using ps::conformance::BoundPack;
using ps::core::Error;
using ps::core::ErrorCode;

namespace {

const Question three_zones{
    .zones = "IIIIPPPPRRRR\nIIIIPPPPRRRR\nIIIIPPPPRRRR\nIIIIPPPPRRRR",
    .sites = "............\n.aa..bb...cc\n.aa..bb...cc\n............",
};

std::shared_ptr<const BoundPack> bound(const Question& question) {
    std::vector<ps::conformance::PackLayer> layers{
        {"plan", "zona", ascii_map(question.zones, question.sites, 10.0).zones()}};
    return std::make_shared<const BoundPack>(question.law(), std::move(layers));
}

ps::conformance::CheckResult asked(const Question& question, std::shared_ptr<const BoundPack> pack) {
    ps::conformance::CheckOptions options;
    options.as_of = *ps::core::parse_date(question.as_of);
    options.for_activity = question.activity;
    return ps::conformance::check(ascii_map(question.zones, question.sites, 10.0).sites(), std::move(pack), options);
}

/// The same pack with other law, and all of its layers.
std::shared_ptr<const BoundPack> with_law(const std::shared_ptr<const BoundPack>& before, ps::law::PlanPack law) {
    return std::make_shared<const BoundPack>(std::move(law),
                                             std::vector<ps::conformance::PackPart>{{"plan", "zona", before}});
}

void require_same(const ps::conformance::CheckResult& one, const ps::conformance::CheckResult& other) {
    REQUIRE(one.verdicts.size() == other.verdicts.size());
    for (std::size_t row = 0; row < one.verdicts.size(); ++row)
        CHECK(ps::conformance::to_json(ps::conformance::explain(one, row)) ==
              ps::conformance::to_json(ps::conformance::explain(other, row)));
    REQUIRE(one.pieces.size() == other.pieces.size());
    for (std::size_t p = 0; p < one.pieces.size(); ++p) {
        CHECK(one.pieces[p].site == other.pieces[p].site);
        CHECK(one.pieces[p].zone == other.pieces[p].zone);
        CHECK(one.pieces[p].measure == other.pieces[p].measure);
        CHECK(one.pieces[p].share == other.pieces[p].share);
    }
}

}  // namespace

TEST_CASE("layers that do not change are shared with the pack before, indexes and all") {
    const auto before = bound(three_zones);
    const auto after = with_law(before, three_zones.law());
    CHECK(before->layer(0, "zona") == after->layer(0, "zona"));
    CHECK(after->layers().size() == 1);
}

TEST_CASE("a changed cell is asked again where its zone is, and nowhere else") {
    const auto before = bound(three_zones);
    auto law = three_zones.law();
    ps::law::change_cell(law, "plan", "lebur", "P", "I");
    const auto after = with_law(before, std::move(law));
    const auto first = asked(three_zones, before);
    const auto again = ps::conformance::check_again(first, after);
    REQUIRE(again.has_value());
    require_same(*again, asked(three_zones, after));
    CHECK(verdict_of(first, 1) == "prohibited");
    CHECK(verdict_of(*again, 1) == "conforms");
    // Words that are held once are those of the answer before.
    CHECK(again->verdicts.rows()[0].words == first.verdicts.rows()[0].words);
    CHECK(again->verdicts.rows()[1].words != first.verdicts.rows()[1].words);
    CHECK(again->verdicts.rows()[2].words == first.verdicts.rows()[2].words);
}

TEST_CASE("changed dates are for a check from the beginning") {
    const auto before = bound(three_zones);
    auto law = three_zones.law();
    ps::law::change_date(law, "plan", "in_force_from", ps::core::parse_date("2016-01-01"));
    CHECK_FALSE(ps::conformance::check_again(asked(three_zones, before), with_law(before, std::move(law))).has_value());
}

TEST_CASE("rezoned ground leaves other zones as they were, bit by bit, and stands behind them") {
    const auto before = bound(three_zones);
    const auto& zones = *before->layer(0, "zona");
    const auto ground = ascii_map("....NNNN....\n............\n............\n............", ".", 10.0).zones();
    const auto made = ps::conformance::rezoned(zones, ground, before->law().tolerance);
    CHECK(made.row == std::vector<std::int64_t>{0, 1, 2, -1});
    const auto kept = made.geometry.vertices(0);
    const auto was = zones.data.geometry.vertices(0);
    CHECK(std::equal(kept.begin(), kept.end(), was.begin(), was.end()));
    CHECK(ps::geometry::Shape(made.geometry, 1).area() == 1200.0);
}

TEST_CASE("ground beyond the plan cannot be rezoned") {
    const auto before = bound(three_zones);
    const auto ground = ascii_map(".............NN", ".", 10.0).zones();
    try {
        (void)ps::conformance::rezoned(*before->layer(0, "zona"), ground, before->law().tolerance);
        FAIL("it was taken");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::geometry_invalid);
        CHECK(error.message().en.find("outside the zones") != std::string::npos);
    }
}
