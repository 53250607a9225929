#include "catch.hpp"
#include "places.hpp"
#include "question.hpp"

TEST_CASE("sites that are answered alike share their words; ids, measures and pieces are their own") {
    const auto result = Question{.zones = "IIIIPPPP", .sites = "a.bb.ccd"}.ask();
    const auto rows = result.verdicts.rows();
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].words == rows[1].words);
    CHECK(rows[2].words == rows[3].words);
    CHECK(rows[0].words != rows[2].words);
    const auto a = result.verdicts[0];
    const auto b = result.verdicts[1];
    CHECK(a.site_id != b.site_id);
    CHECK(b.measure == Approx(2.0 * a.measure));
    CHECK(a.reason.id == b.reason.id);
    CHECK(a.first_piece != b.first_piece);
    CHECK(result.pieces[b.first_piece].site == 1);
    CHECK(result.pieces[b.first_piece].measure == Approx(b.measure));
    CHECK_THROWS_AS(result.verdicts.at(4), std::out_of_range);
}

TEST_CASE("a site in two zones has words of its own") {
    const auto result = Question{.zones = "IIIIPPPP", .sites = "..abba.."}.ask();
    const auto rows = result.verdicts.rows();
    for (std::size_t row = 1; row < rows.size(); ++row) CHECK(rows[row].words != rows[0].words);
}

TEST_CASE("the table of shared answers says the words of every row") {
    const auto result = Question{.zones = "IIIIPPPP", .sites = "a.bb.ccd"}.ask();
    const auto table = ps::conformance::table_of(result);
    for (std::size_t row = 0; row < result.verdicts.size(); ++row) {
        const auto site = result.verdicts[row];
        CHECK(table.column("site_id").text_at(row) == site.site_id);
        CHECK(table.column("verdict").text_at(row) == ps::law::to_string(site.verdict));
        CHECK(table.column("reason_en").text_at(row) == site.reason.en);
        CHECK_FALSE(table.column("existing_use_basis").text_at(row).has_value());
    }
    CHECK(table.column("verdict").dictionary.at(0).size == 2);
}
