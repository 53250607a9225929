#include <petasentra/conformance/disagreements.hpp>

#include "catch.hpp"
#include "question.hpp"

namespace {

const std::string special =
    "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = [\"lebur\"]\ncell = \"B1\"\n"
    "precedence = \"unstated\"\narticle = \"pasal-khusus\"\n";

}  // namespace

TEST_CASE("a special zone without precedence and the matrix disagree on their common ground, with both citations") {
    const auto result = Question{.zones = "PPPPPP", .sites = "******", .rules = special, .areas = "KK...."}.ask();
    const auto found = ps::conformance::disagreements(result);
    REQUIRE(found.size() == 1);
    CHECK(found[0].measure == Approx(200.0));
    CHECK(found[0].a.rule.kind == ps::conformance::AppliedRule::Kind::area);
    CHECK(found[0].a.rule.says == ps::law::Verdict::conditional);
    CHECK(found[0].b.rule.says == ps::law::Verdict::prohibited);
    CHECK(found[0].b.zone == "P");
    const auto table = ps::conformance::table_of(result, found);
    CHECK(table.column("rule_a").text_at(0) == "khusus");
    CHECK(table.column("rule_b").text_at(0) == "permissions");
    CHECK(table.column("article_b").text_at(0) == "lampiran");
    CHECK(table.column("citation_en_a").text_at(0)->find("contoh: Pasal khusus") != std::string::npos);
}

TEST_CASE("where rules agree, or the law says which prevails, nothing is in dispute") {
    CHECK(ps::conformance::disagreements(Question{.zones = "IIII", .sites = "****"}.ask()).empty());
    auto stated = special;
    stated.replace(stated.find("unstated"), 8, "over_zone");
    CHECK(ps::conformance::disagreements(
              Question{.zones = "PPPP", .sites = "****", .rules = stated, .areas = "KKKK"}.ask())
              .empty());
}

TEST_CASE("a zone of two classes is in dispute with itself") {
    const Question question{.zones = "ZZZZ", .sites = "****"};
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto zones = map.zones();
    std::vector<std::string> codes{"I/P"};
    for (auto& column : zones.table.columns)
        if (column.name == "code") column = ps::layer::Column::of_text("code", codes);
    ps::conformance::CheckOptions options;
    options.as_of = *ps::core::parse_date("2015-06-01");
    options.for_activity = "lebur";
    const auto pack = std::make_shared<const ps::conformance::BoundPack>(
        question.law(), std::vector<ps::conformance::PackLayer>{{"plan", "zona", zones}});
    const auto result = ps::conformance::check(map.sites(), pack, options);
    const auto found = ps::conformance::disagreements(result);
    REQUIRE(found.size() == 1);
    CHECK(found[0].a.zone == "I");
    CHECK(found[0].b.zone == "P");
    CHECK(found[0].measure == Approx(400.0));
}
