#include <petasentra/law/plan_pack.hpp>

#include "catch.hpp"

using namespace petasentra;
using namespace petasentra::law;

namespace {

core::Date day_of_year(const char* text) {
    return *core::parse_date(text);
}

// Perda 9/2000 until 2010, Perda 21/2009 from then on.
PlanPack two_plans() {
    Instrument old;
    old.id = "perda-9-2000";
    old.kind = "perda";
    old.number = 9;
    old.year = 2000;
    old.in_force_from = day_of_year("2000-01-01");
    old.in_force_to = day_of_year("2010-10-28");
    old.articles = {{.id = "pasal-lama"}};
    Instrument plan;
    plan.id = "perda-21-2009";
    plan.kind = "perda";
    plan.number = 21;
    plan.year = 2009;
    plan.in_force_from = day_of_year("2010-10-28");
    plan.replaces = {"perda-9-2000"};
    plan.articles = {{.id = "pasal-1", .label = "contoh: Pasal 1"}};
    PlanPack pack;
    pack.instruments = {old, plan};
    return pack;
}

std::vector<core::Finding> with_code(const PlanPack& pack, const std::string& code) {
    std::vector<core::Finding> found;
    for (auto& finding : lint(pack))
        if (finding.code == code) found.push_back(finding);
    return found;
}

std::size_t repealed(const std::string& label) {
    auto pack = two_plans();
    pack.instruments[1].articles[0].label = label;
    return with_code(pack, "REPEALED_CITED").size();
}

}  // namespace

TEST_CASE("an article that rests on a repealed plan is found, however it is written") {
    CHECK(repealed("contoh: Pasal 1") == 0);
    CHECK(repealed("Pasal 1 Perda 9/2000") == 1);
    CHECK(repealed("pasal 1 perda nomor 9 tahun 2000") == 1);
    CHECK(repealed("Peraturan Daerah Kabupaten Contoh No. 9 Tahun 2000 Pasal 1") == 1);
    CHECK(repealed("lihat perda-9-2000") == 1);
}

TEST_CASE("a number within a number, another kind of regulation and a repeal are no citation") {
    CHECK(repealed("Perda 19/2000") == 0);
    CHECK(repealed("Perda 9/20001") == 0);
    CHECK(repealed("Perbup Nomor 9 Tahun 2000") == 0);
    CHECK(repealed("Perda 9/2000 dicabut dan dinyatakan tidak berlaku") == 0);
    CHECK(repealed("Pasal 1 Perda 21/2009") == 0);
}

TEST_CASE("a plan may cite one that was in force when it was made") {
    auto pack = two_plans();
    pack.instruments[0].in_force_to = day_of_year("2010-10-29");
    pack.instruments[1].articles[0].label = "Pasal 1 Perda 9/2000";
    CHECK(with_code(pack, "REPEALED_CITED").empty());
}

TEST_CASE("a rule that cites an article of a repealed plan is not merely dangling") {
    auto pack = two_plans();
    pack.instruments[1].overlay_rules = {{.id = "kp2b", .activities = {"*"}, .article = "pasal-lama"}};
    const auto found = with_code(pack, "REPEALED_CITED");
    REQUIRE(found.size() == 1);
    CHECK(found[0].feature == "kp2b");
    CHECK(found[0].message.en.find("Perda 9/2000") != std::string::npos);
    CHECK(with_code(pack, "ARTICLE_DANGLING").empty());
}

TEST_CASE("sources of layers and matrix count as what a value rests on") {
    auto pack = two_plans();
    pack.instruments[1].layers = {{.id = "zona", .source = "peta lampiran Perda 9/2000"}};
    pack.instruments[1].permissions.source = "disalin dari Perda 9/2000";
    const auto found = with_code(pack, "REPEALED_CITED");
    REQUIRE(found.size() == 2);
    CHECK(found[0].feature == "zona");
    CHECK(found[1].feature == "permissions");
}

TEST_CASE("verified without who, when or the hash is found") {
    auto pack = two_plans();
    auto& article = pack.instruments[1].articles[0];
    article.verified = true;
    article.verified_by = "Contoh";
    article.verified_on = "2026-11-23";
    CHECK(with_code(pack, "VERIFIED_WITHOUT_RECORD").size() == 1);
    article.text_sha256 = article_text_sha256("naskah");
    CHECK(with_code(pack, "VERIFIED_WITHOUT_RECORD").empty());
}

TEST_CASE("words that are no longer those of the hash are found") {
    auto pack = two_plans();
    auto& article = pack.instruments[1].articles[0];
    article.text = "  naskah\r\nrekaan \n";
    article.text_sha256 = article_text_sha256("naskah\nrekaan");
    CHECK(with_code(pack, "ARTICLE_TEXT_CHANGED").empty());
    article.text += "lagi";
    CHECK(with_code(pack, "ARTICLE_TEXT_CHANGED").size() == 1);
}

TEST_CASE("the hash of an article does not depend on line ends and outer blanks") {
    CHECK(article_text_sha256("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    CHECK(article_text_sha256("\n a\rb \r\n") == article_text_sha256("a\nb"));
    CHECK(article_text_sha256("a  b") != article_text_sha256("a b"));
}

TEST_CASE("an empty matrix and empty cells are found, as grave as what the pack says of them") {
    auto pack = two_plans();
    auto& permissions = pack.instruments[1].permissions;
    permissions.path = "izin.csv";
    CHECK(with_code(pack, "MATRIX_EMPTY").size() == 1);
    permissions.matrix = {{"slag", "batik"}, {"KPI", "P-1"}, {"I", "", " ", "X"}};
    CHECK(with_code(pack, "MATRIX_EMPTY").empty());
    auto found = with_code(pack, "CELL_MISSING");
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == core::Severity::warning);
    CHECK(found[0].feature == "slag x P-1");
    CHECK(found[0].measure == 2.0);
    permissions.absent = Absent::prohibited;
    found = with_code(pack, "CELL_MISSING");
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == core::Severity::note);
}

TEST_CASE("activities without KBLI are found together") {
    auto pack = two_plans();
    pack.activities.resize(3);
    pack.activities[0].id = "slag";
    pack.activities[0].kbli = "38301";
    pack.activities[1].id = "batik";
    pack.activities[2].id = "tahu";
    const auto found = with_code(pack, "ACTIVITY_WITHOUT_KBLI");
    REQUIRE(found.size() == 1);
    CHECK(found[0].feature == "batik");
    CHECK(found[0].measure == 2.0);
}
