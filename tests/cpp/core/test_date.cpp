#include <petasentra/core/date.hpp>

#include "catch.hpp"

using namespace petasentra::core;

TEST_CASE("days count from 1 January 1970") {
    CHECK(parse_date("1970-01-01")->days == 0);
    CHECK(parse_date("1969-12-31")->days == -1);
    CHECK(parse_date("2000-02-29")->days == 11'016);  // as Arrow's date32 has it
    CHECK(parse_date("2021-11-02")->days == 18'933);
}

TEST_CASE("only a day that exists, written YYYY-MM-DD, is a date") {
    for (const char* text :
         {"2021-02-30", "2021-13-01", "2021-00-10", "2021-01-00", "1900-02-29", "2021-1-01", "2021-01-1", "21-01-01",
          "2021/01/01", "2021-01-01 ", " 2021-01-01", "2021-01-01T00:00", "+021-01-01", ""}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text));
    }
    CHECK(parse_date("2000-02-29"));
    CHECK(parse_date("2024-02-29"));
}

TEST_CASE("every day over five centuries is written as it was read") {
    auto expected = parse_date("1700-01-01")->days;
    for (int year = 1700; year < 2200; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= 31; ++day) {
                const auto date = date_from(year, month, day);
                if (!date) continue;
                REQUIRE(date->days == expected++);
                REQUIRE(parse_date(to_string(*date)) == date);
            }
        }
    }
    CHECK(to_string(Date{expected}) == "2200-01-01");
}

TEST_CASE("dates compare as days do") {
    CHECK(*parse_date("2009-12-31") < *parse_date("2010-01-01"));
}
