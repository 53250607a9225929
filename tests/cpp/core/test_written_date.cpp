#include <petasentra/core/json_value.hpp>
#include <petasentra/core/written_date.hpp>

#include "catch.hpp"

namespace core = petasentra::core;

namespace {

using Reading = core::WrittenDate::Reading;

std::string read_one(const std::string& text) {
    const auto found = core::read_dates(std::vector<std::string>{text}).at(0);
    if (found.day) return core::to_string(*found.day);
    return found.reading == Reading::empty ? "empty" : found.reading == Reading::ambiguous ? "ambiguous" : "unreadable";
}

}  // namespace

TEST_CASE("dates are read in the ways registers write them") {
    CHECK(read_one("24-Mei-2022") == "2022-05-24");
    CHECK(read_one("16-Okt-2024") == "2024-10-16");
    CHECK(read_one("24-Dec-2024") == "2024-12-24");
    CHECK(read_one("Selasa, 24 Mei 2022") == "2022-05-24");
    CHECK(read_one("Mei 24, 2022") == "2022-05-24");
    CHECK(read_one("2022-05-24T10:30:00Z") == "2022-05-24");
    CHECK(read_one("20220524") == "2022-05-24");
    CHECK(read_one("24/05/2022") == "2022-05-24");
    CHECK(read_one("05/24/2022") == "2022-05-24");
}

TEST_CASE("a date is never guessed") {
    CHECK(read_one("05/04/2024") == "ambiguous");
    CHECK(read_one("31-Feb-2022") == "unreadable");
    CHECK(read_one("24-Mei-22") == "unreadable");
    CHECK(read_one("1976") == "unreadable");
    CHECK(read_one("tahun 1976") == "unreadable");
    CHECK(read_one(" - ") == "empty");
    CHECK(read_one("") == "empty");
}

TEST_CASE("the order of day and month is decided by the column") {
    const auto found = core::read_dates(std::vector<std::string>{"05/04/2024", "24/05/2022"});
    CHECK(core::to_string(*found[0].day) == "2024-04-05");
    const auto mixed = core::read_dates(std::vector<std::string>{"05/04/2024", "24/05/2022", "05/24/2022"});
    CHECK(mixed[0].reading == Reading::ambiguous);
    CHECK(mixed[1].day == mixed[2].day);
}

TEST_CASE("a JSON document is read whole or not at all") {
    const auto found = core::read_json(R"( [{"kind": "izin \"\u00e9\"", "n": -1.5e1, "x": [true, null]}] )");
    REQUIRE(found);
    const auto& one = found->list()->at(0);
    CHECK(*one.field("kind")->text() == "izin \"\u00e9\"");
    CHECK(std::get<double>(one.field("n")->value) == -15.0);
    CHECK(one.field("x")->list()->size() == 2);
    CHECK(one.field("none") == nullptr);
    for (const auto* bad : {"", "[", "[1,]", "{\"a\" 1}", "\"a", "[] []", "nul", "\"\\ud800\"", "{\"a\":}", "inf"})
        CHECK_FALSE(core::read_json(bad));
    CHECK_FALSE(core::read_json(std::string(100, '[') + std::string(100, ']')));
}
