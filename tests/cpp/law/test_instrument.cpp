#include <petasentra/law/plan_pack.hpp>

#include "catch.hpp"

using namespace petasentra::law;

TEST_CASE("an instrument is cited as people write it") {
    Instrument instrument;
    instrument.id = "perda-21-2009";
    CHECK(instrument.citation() == "perda-21-2009");
    instrument.title = "RTRW";
    CHECK(instrument.citation() == "RTRW");
    instrument.kind = "perda";
    instrument.number = 21;
    instrument.year = 2009;
    CHECK(instrument.citation() == "Perda 21/2009");
    instrument.kind = "pp";
    CHECK(instrument.citation() == "PP 21/2009");
}

TEST_CASE("an article that is not described is its own label and verified by nobody") {
    Instrument instrument;
    instrument.articles.push_back({.id = "pasal-a", .label = "contoh: Pasal 1", .verified = true});
    instrument.articles.push_back({.id = "pasal-b"});
    CHECK(instrument.article_label("pasal-a") == "contoh: Pasal 1");
    CHECK(instrument.article_label("pasal-b") == "pasal-b");
    CHECK(instrument.article_label("pasal-c") == "pasal-c");
    CHECK(instrument.article_verified("pasal-a"));
    CHECK_FALSE(instrument.article_verified("pasal-b"));
    CHECK_FALSE(instrument.article_verified("pasal-c"));
}

TEST_CASE("layers, conditions and the zone layer are found by id, or are null") {
    Instrument instrument;
    CHECK(instrument.zones() == nullptr);
    instrument.layers = {{.id = "kp2b", .role = LayerRole::overlay}, {.id = "pola", .role = LayerRole::zones}};
    instrument.conditions.push_back({.id = "T1"});
    REQUIRE(instrument.zones() != nullptr);
    CHECK(instrument.zones()->id == "pola");
    CHECK(instrument.layer("kp2b") == &instrument.layers[0]);
    CHECK(instrument.layer("sungai") == nullptr);
    CHECK(instrument.condition("T1") == &instrument.conditions[0]);
    CHECK(instrument.condition("t1") == nullptr);
}

TEST_CASE("a matrix answers with the text as written, and with nothing where it has no row, column or cell") {
    const Matrix matrix{{"batik", "slag"}, {"KPI", "P"}, {"I", "X", "T1,B3", ""}};
    CHECK(matrix.at("batik", "P") == "X");
    CHECK(matrix.at("slag", "KPI") == "T1,B3");
    CHECK(matrix.at("slag", "P").empty());
    CHECK(matrix.at("slag", "kpi").empty());
    CHECK(matrix.at("garam", "P").empty());
    CHECK(matrix.has_zone("KPI"));
    CHECK_FALSE(matrix.has_zone("KP"));
    CHECK(matrix.has_activity("slag"));
    CHECK_FALSE(matrix.has_activity(""));
    CHECK(Matrix{}.at("a", "b").empty());
}

TEST_CASE("only detailed plans and the plan of a kabupaten or kota give the base verdict") {
    CHECK(is_governing(Level::rdtr));
    CHECK(is_governing(Level::rtrw_kabupaten));
    CHECK(is_governing(Level::rtrw_kota));
    CHECK_FALSE(is_governing(Level::rtrw_provinsi));
    CHECK_FALSE(is_governing(Level::sectoral));
    CHECK(std::string(to_string(Level::rtrw_provinsi)) == "rtrw-provinsi");
    CHECK(std::string(to_string(Precedence::over_overlay)) == "over_overlay");
}

TEST_CASE("three codes of one kecamatan are one unit by the table, and by nothing but the table") {
    const Crosswalk crosswalk({{"35.17.11", "3517100", "id3517100", "Sumobito", "kecamatan"},
                               {"35.17.10", "3517130", "id3517130", "satuan lain", "kecamatan"},
                               {"35.17.12", "", "id3517090", "Kesamben", "kecamatan"}});
    CHECK(crosswalk.same_unit("id3517100", "35.17.11"));
    CHECK(crosswalk.same_unit("3517100", "35.17.11"));
    CHECK(crosswalk.same_unit("id3517100", "3517100"));
    CHECK_FALSE(crosswalk.same_unit("3517110", "35.17.11"));
    CHECK_FALSE(crosswalk.same_unit("351711", "35.17.11"));
    CHECK_FALSE(crosswalk.same_unit("35.17.10", "3517100"));
    CHECK_FALSE(crosswalk.same_unit("35.17.12", "35.17.11"));
    CHECK(crosswalk.codes_of("3517100") == std::vector<std::string>{"3517100", "35.17.11", "id3517100"});
    CHECK(crosswalk.codes_of("id3517090") == std::vector<std::string>{"id3517090", "35.17.12"});
    CHECK(crosswalk.codes_of("tak dikenal") == std::vector<std::string>{"tak dikenal"});
}

TEST_CASE("a code without a row still names itself, and an unknown code names nothing") {
    const Crosswalk crosswalk({{"35.17.12", "", "id3517090", "Kesamben", "kecamatan"},
                               {"35.17.11", "", "id3517100", "Sumobito", "kecamatan"}});
    CHECK(crosswalk.same_unit("zona-a", "zona-a"));
    CHECK_FALSE(crosswalk.same_unit("zona-a", "zona-b"));
    CHECK_FALSE(crosswalk.same_unit("", ""));
    CHECK_FALSE(crosswalk.same_unit("", "35.17.11"));
    CHECK_FALSE(Crosswalk().same_unit("id3517100", "35.17.11"));
}
