#include <cmath>
#include <limits>
#include <petasentra/sentra/claim.hpp>

#include "catch.hpp"

using namespace petasentra::sentra;
using Groups = std::vector<std::vector<std::size_t>>;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

void check_interval(const char* text, double low, double high) {
    INFO("text '" << text << "'");
    const auto read = parse_interval(text);
    REQUIRE(read);
    CHECK(read->low == low);
    CHECK(read->high == high);
}

Claim claim(const char* value, const char* scope = "sentra", const char* unit = "t/tahun") {
    Claim made{.subject = "sentra contoh", .attribute = "produksi", .value = value, .unit = unit, .scope = scope};
    if (const auto read = parse_interval(value)) {
        if (std::isfinite(read->low)) made.low = read->low;
        if (std::isfinite(read->high)) made.high = read->high;
    }
    return made;
}

}  // namespace

TEST_CASE("published figures are read as intervals") {
    check_interval("200-300", 200, 300);
    check_interval(" 1.5 - 2 ", 1.5, 2);
    check_interval("400\u2013700", 400, 700);
    check_interval("1.5", 1.5, 1.5);
    check_interval("-3", -3, -3);
    check_interval("-3--1", -3, -1);
    check_interval("belasan", 11, 19);
    check_interval("<20", -infinite, 20);
    check_interval("<= 20", -infinite, 20);
    check_interval(">=5", 5, infinite);
    check_interval("\u22655", 5, infinite);
    check_interval(">5", 5, infinite);
}

TEST_CASE("text that is no number gives no interval") {
    for (const char* text : {"", " ", "banyak", "200-300 juta", "19,786", "1.2.3", "300-200", "5-", "-", "--5", "<",
                             "< >", "<5-7", "inf", "nan", "1e999", "0x10", "~26", "."})
        CHECK_FALSE(parse_interval(text));
}

TEST_CASE("sources whose intervals do not meet stand side by side as one group") {
    const std::vector<Claim> claims{claim("400-700"), claim("1257"), claim("500-1300"), claim("banyak")};
    CHECK(disagreements(claims) == Groups{{0, 1}});
}

TEST_CASE("figures of another scope or unit are no contradiction") {
    const std::vector<Claim> claims{claim("400-700"), claim("1257", "koperasi"), claim("50", "sentra", "t/bulan")};
    CHECK(disagreements(claims).empty());
}

TEST_CASE("intervals that share an end meet, and an open end reaches everything beyond it") {
    CHECK(disagreements(std::vector<Claim>{claim("10-20"), claim("20-30")}).empty());
    CHECK(disagreements(std::vector<Claim>{claim("<20"), claim("12")}).empty());
    CHECK(disagreements(std::vector<Claim>{claim(">=5"), claim("<4")}) == Groups{{0, 1}});
}

TEST_CASE("groups come in the order of their first claim and nothing is in two of them") {
    const std::vector<Claim> claims{claim("1", "desa"), claim("1"), claim("2"), claim("3", "desa"), claim("2")};
    CHECK(disagreements(claims) == Groups{{0, 3}, {1, 2, 4}});
    CHECK(disagreements({}).empty());
}
