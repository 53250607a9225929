#include <petasentra/core/error.hpp>
#include <petasentra/io/pack/read_claims.hpp>

#include "catch.hpp"

using namespace petasentra;
using io::pack::parse_csv;
using io::pack::read_claims;

namespace {

const std::string header = "subject,attribute,value,low,high,unit,period,scope,source,verified\n";

core::Error error_of(const std::string& text) {
    try {
        (void)read_claims(parse_csv(text, "facts.csv"));
    } catch (const core::Error& error) {
        return error;
    }
    FAIL("the table was read");
    throw std::logic_error("not reached");
}

}  // namespace

TEST_CASE("claims are read in the order of the table with everything they say of themselves") {
    const auto claims =
        read_claims(parse_csv(header + "sentra A,produksi,400-700,,,t,per tahun,sentra,rekaan,true\n"
                                       "sentra A,omzet,1.5-2 miliar,1.5e9,2e9,Rp,per tahun,sentra,rekaan,\n",
                              "facts.csv"));
    REQUIRE(claims.size() == 2);
    CHECK(claims[0].subject == "sentra A");
    CHECK(claims[0].value == "400-700");
    CHECK(claims[0].low == 400.0);
    CHECK(claims[0].high == 700.0);
    CHECK(claims[0].unit == "t");
    CHECK(claims[0].period == "per tahun");
    CHECK(claims[0].scope == "sentra");
    CHECK(claims[0].source == "rekaan");
    CHECK(claims[0].verified);
    CHECK(claims[1].low == 1.5e9);
    CHECK(claims[1].high == 2e9);
    CHECK_FALSE(claims[1].verified);
}

TEST_CASE("the interval comes from the value only where neither end is given, and open ends stay open") {
    const auto claims =
        read_claims(parse_csv(header + "a,workers,belasan,,,,,,,\na,workers,<20,,,,,,,\na,workers,10-20,12,,,,,,\n"
                                       "a,kecamatan,Sumobito,,,,,,,\n",
                              "facts.csv"));
    REQUIRE(claims.size() == 4);
    CHECK(claims[0].low == 11.0);
    CHECK(claims[0].high == 19.0);
    CHECK_FALSE(claims[1].low);
    CHECK(claims[1].high == 20.0);
    CHECK(claims[2].low == 12.0);
    CHECK_FALSE(claims[2].high);
    CHECK_FALSE(claims[3].low);
    CHECK_FALSE(claims[3].high);
}

TEST_CASE("only subject, attribute and value are needed, and other columns are left unread") {
    const auto claims = read_claims(parse_csv("value,subject,attribute,catatan\n12,a,b,c\n", "facts.csv"));
    REQUIRE(claims.size() == 1);
    CHECK(claims[0].low == 12.0);
    CHECK(claims[0].unit.empty());
    CHECK(read_claims(parse_csv(header, "facts.csv")).empty());
}

TEST_CASE("claims that cannot be read are errors with file, line and column") {
    auto error = error_of("subject,value\na,1\n");
    CHECK(error.code() == core::ErrorCode::column_missing);
    CHECK(error.place().column == "attribute");

    error = error_of(header + "a,b,1,satu,,,,,,\n");
    CHECK(error.code() == core::ErrorCode::pack_value);
    CHECK(error.place().column == "low");
    CHECK(error.message().en == "facts.csv line 2: 'satu' is not a number.");

    error = error_of(header + "a,b,1,5,4,,,,,\n");
    CHECK(error.message().en == "facts.csv line 2: The value of low is above high.");

    error = error_of(header + "a,b,1,,,,,,,mungkin\n");
    CHECK(error.place().column == "verified");
    CHECK_THROWS_AS(io::pack::read_claims_of_file("tidak/ada/facts.csv"), core::Error);
}
