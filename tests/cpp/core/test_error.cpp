#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/finding.hpp>
#include <petasentra/core/version.hpp>
#include <string>

#include "catch.hpp"

using namespace petasentra::core;

TEST_CASE("an error says in English what went wrong, where, and what to do") {
    const Error error(ErrorCode::column_missing, {"Kolom tidak ada.", "No such column."},
                      {"Periksa nama.", "Check the name."},
                      {.file = "zona.shp", .layer = "", .feature = "12", .column = "KODE"});

    CHECK(std::string(error.what()) == "No such column. [file zona.shp, feature 12, column KODE] Check the name.");
    CHECK(error.code() == ErrorCode::column_missing);
    CHECK(error.message().id == "Kolom tidak ada.");
    CHECK(error.hint().id == "Periksa nama.");
}

TEST_CASE("an error without place or hint is its message") {
    CHECK(std::string(Error(ErrorCode::internal, {"Salah.", "Wrong."}).what()) == "Wrong.");
}

TEST_CASE("an outer place fills only what the inner one left empty") {
    const Error inner(ErrorCode::geometry_invalid, {"Salah.", "Wrong."}, {}, {.feature = "7"});
    const auto outer = inner.at({.file = "a.gpkg", .layer = "zona", .feature = "99"});

    CHECK(outer.place().feature == "7");
    CHECK(outer.place().layer == "zona");
    CHECK(std::string(outer.what()) == "Wrong. [file a.gpkg, layer zona, feature 7]");
    CHECK(outer.code() == inner.code());
}

TEST_CASE("severities have their words") {
    CHECK(std::string(to_string(Severity::note)) == "note");
    CHECK(std::string(to_string(Severity::warning)) == "warning");
    CHECK(std::string(to_string(Severity::error)) == "error");
}

TEST_CASE("the version has three numbers") {
    const std::string text = version();
    CHECK(text.find_first_not_of("0123456789.") == std::string::npos);
    CHECK(std::count(text.begin(), text.end(), '.') == 2);
}
