#include <petasentra/core/error.hpp>
#include <petasentra/law/what_if.hpp>

#include "catch.hpp"

using namespace petasentra;
using namespace petasentra::law;

namespace {

PlanPack one_plan() {
    Instrument plan;
    plan.id = "plan";
    plan.in_force_from = *core::parse_date("2010-01-01");
    plan.verified = true;
    plan.verified_dates = {{"in_force_from", true}};
    plan.permissions.path = "p.csv";
    plan.permissions.article = "lampiran";
    plan.permissions.verified = true;
    plan.permissions.matrix = {{"lebur"}, {"I", "P"}, {"I", "X"}};
    plan.articles = {{.id = "lampiran", .verified = true}};
    plan.overlay_rules = {{.id = "kp2b", .layer = "sawah"}};
    PlanPack pack;
    pack.instruments = {plan};
    pack.activities = {{.id = "lebur"}, {.id = "roti"}};
    return pack;
}

template <class Change>
core::ErrorCode code_of(Change change) {
    auto pack = one_plan();
    try {
        change(pack);
    } catch (const core::Error& error) {
        return error.code();
    }
    return core::ErrorCode::internal;
}

}  // namespace

TEST_CASE("a changed cell is read, and neither its table nor its article is verified any more") {
    auto pack = one_plan();
    change_cell(pack, "plan", "lebur", "P", "T1");
    const auto& permissions = pack.instruments[0].permissions;
    CHECK(permissions.matrix.at("lebur", "P") == "T1");
    CHECK(permissions.matrix.at("lebur", "I") == "I");
    CHECK_FALSE(permissions.verified);
    CHECK_FALSE(pack.instruments[0].article_verified("lampiran"));
}

TEST_CASE("an activity without a row gets one of absent cells") {
    auto pack = one_plan();
    change_cell(pack, "plan", "roti", "I", "B1");
    CHECK(pack.instruments[0].permissions.matrix.at("roti", "I") == "B1");
    CHECK(pack.instruments[0].permissions.matrix.at("roti", "P").empty());
}

TEST_CASE("a changed date is not verified") {
    auto pack = one_plan();
    change_date(pack, "plan", "in_force_from", core::parse_date("2012-01-01"));
    CHECK(pack.instruments[0].in_force_from == *core::parse_date("2012-01-01"));
    CHECK_FALSE(pack.instruments[0].verified_dates.at("in_force_from"));
}

TEST_CASE("a rule that is taken away is gone") {
    auto pack = one_plan();
    remove_rule(pack, "plan", "kp2b");
    CHECK(pack.instruments[0].overlay_rules.empty());
    CHECK_FALSE(pack.instruments[0].verified);
}

TEST_CASE("names that the pack does not have are refused") {
    using core::ErrorCode;
    CHECK(code_of([](auto& pack) { change_cell(pack, "plam", "lebur", "P", "I"); }) == ErrorCode::rule_dangling);
    CHECK(code_of([](auto& pack) { change_cell(pack, "plan", "lebr", "P", "I"); }) == ErrorCode::activity_unknown);
    CHECK(code_of([](auto& pack) { change_cell(pack, "plan", "lebur", "Q", "I"); }) == ErrorCode::zone_unknown);
    CHECK(code_of([](auto& pack) { change_cell(pack, "plan", "lebur", "P", "Ya"); }) == ErrorCode::pack_value);
    CHECK(code_of([](auto& pack) { change_date(pack, "plan", "berlaku", {}); }) == ErrorCode::option_value);
    CHECK(code_of([](auto& pack) { remove_rule(pack, "plan", "kp2"); }) == ErrorCode::rule_dangling);
    CHECK(code_of([](auto& pack) { doubt_layer(pack, "plan", "zona"); }) == ErrorCode::rule_dangling);
}

TEST_CASE("no instrument ends before it begins") {
    CHECK(code_of([](auto& pack) {
              change_date(pack, "plan", "in_force_to", core::parse_date("2010-01-01"));
              require_ends_after_beginnings(pack);
          }) == core::ErrorCode::option_value);
}
