#include "catch.hpp"
#include "question.hpp"

namespace {

std::size_t count(const ps::conformance::Reason& reason, const std::string& kind) {
    std::size_t n = reason.kind == kind ? 1 : 0;
    for (const auto& child : reason.because) n += count(child, kind);
    return n;
}

}  // namespace

TEST_CASE("an explanation goes from the site down to the cell and its article") {
    const auto result = Question{.zones = "IIIIPPPP", .sites = "..****.."}.ask();
    const auto reason = ps::conformance::explain(result, 0);
    CHECK(reason.kind == "site");
    CHECK(count(reason, "piece") == 2);
    CHECK(count(reason, "rule") == 2);
    CHECK(count(reason, "instrument") == 1);
    const auto text = ps::conformance::to_text(reason, "id");
    CHECK(text.find("contoh: Lampiran") != std::string::npos);
    CHECK(text.find("belum diverifikasi") != std::string::npos);
    CHECK(text.find("50,0 %") != std::string::npos);
    const auto english = ps::conformance::to_text(reason, "en");
    CHECK(english.find("not verified") != std::string::npos);
}

TEST_CASE("the table and the pieces have one row each and the columns of the contract") {
    const auto result = Question{.zones = "IIIIPPPP", .sites = "a.****.b"}.ask();
    const auto table = ps::conformance::table_of(result);
    CHECK(table.size == 3);
    CHECK(table.names() == std::vector<std::string>{"site_id",
                                                    "activity",
                                                    "as_of",
                                                    "verdict",
                                                    "flags",
                                                    "share_conforming",
                                                    "share_min",
                                                    "share_max",
                                                    "probability_conforming",
                                                    "instrument",
                                                    "article",
                                                    "existing_use",
                                                    "existing_use_until",
                                                    "existing_use_basis",
                                                    "route",
                                                    "verified",
                                                    "unverified_rules",
                                                    "reason_id",
                                                    "reason_en",
                                                    "schematic"});
    const auto pieces = ps::conformance::pieces_of(result);
    CHECK(pieces.size() == 4);
    CHECK(pieces.table.size == 4);
}
