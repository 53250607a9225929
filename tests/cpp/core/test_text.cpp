#include <cmath>
#include <cstdlib>
#include <limits>
#include <petasentra/core/json.hpp>
#include <petasentra/core/number_text.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/core/text.hpp>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace petasentra::core;

TEST_CASE("numbers carry the marks of each language") {
    CHECK(number_text(1234.5, 1).id == "1.234,5");
    CHECK(number_text(1234.5, 1).en == "1,234.5");
    CHECK(number_text(1234567.0, 0).id == "1.234.567");
    CHECK(number_text(-1234567.891, 2).en == "-1,234,567.89");
    CHECK(number_text(999.0, 0).id == "999");
    CHECK(number_text(0.05, 3).id == "0,050");
}

TEST_CASE("zero has no sign and not-a-number has a word") {
    CHECK(number_text(-0.0, 1).en == "0.0");
    CHECK(number_text(-0.04, 1).en == "0.0");
    CHECK(number_text(std::nan(""), 1).id == "tidak ada");
    CHECK(number_text(-std::numeric_limits<double>::infinity(), 1).en == "minus infinity");
    CHECK(number_text(1e300, 0).en.size() == 401);  // 301 digits and 100 commas
}

TEST_CASE("a share that is not whole never looks whole") {
    CHECK(percent_text(0.63).id == "63,0 %");
    CHECK(percent_text(0.63).en == "63.0%");
    CHECK(percent_text(0.9997).id == "> 99,9 %");
    CHECK(percent_text(0.9997).en == "> 99.9%");
    CHECK(percent_text(0.9990).en == "99.9%");
    CHECK(percent_text(std::nextafter(1.0, 0.0)).en == "> 99.9%");
    CHECK(percent_text(1.0).en == "100.0%");
    CHECK(percent_text(0.0003).id == "< 0,1 %");
    CHECK(percent_text(0.0).id == "0,0 %");
}

TEST_CASE("JSON keeps order, escapes text and writes numbers that read back") {
    JsonWriter json;
    json.begin_object().key("b").value("a\"\\\n\t\x01").key("a").begin_array();
    json.value(0.1)
        .value(std::int64_t{-7})
        .value(true)
        .null()
        .value(std::nan(""))
        .begin_object()
        .end_object()
        .end_array();
    json.key("c").value(std::string("Desa é")).end_object();

    CHECK(json.str() == "{\"b\":\"a\\\"\\\\\\n\\t\\u0001\",\"a\":[0.1,-7,true,null,null,{}],\"c\":\"Desa \xc3\xa9\"}");
    for (const double number : {1e300, 1.0 / 3.0, -9165699.679277, 5e-324}) {
        JsonWriter one;
        one.value(number);
        CHECK(std::strtod(one.str().c_str(), nullptr) == number);
    }
}

TEST_CASE("the nearest word is suggested, and none where none is near") {
    const std::vector<std::string> columns{"NAMOBJ", "KODE_ZONA", "LUASHA", "luas"};

    CHECK(nearest("kode_zone", columns) == "KODE_ZONA");
    CHECK(nearest("LUASH", columns) == "LUASHA");
    CHECK(nearest("geometry", columns).empty());
    CHECK(nearest("anything", {}).empty());
    CHECK(nearest("x", std::vector<std::string>{""}).empty());
}

TEST_CASE("of equally near words the first in the alphabet is suggested") {
    CHECK(nearest("abc", std::vector<std::string>{"abz", "aba", "abx"}) == "aba");
}

TEST_CASE("one thing is counted in the singular, none and several in the plural") {
    CHECK(counted(1, "row", "rows") == "1 row");
    CHECK(counted(0, "row", "rows") == "0 rows");
    CHECK(counted(21, "vertex", "vertices") == "21 vertices");
}

TEST_CASE("a long list says how many it leaves out") {
    const std::vector<std::string> words{"a", "b", "c"};
    CHECK(listed(words) == "a, b, c");
    CHECK(listed(words, 2) == "a, b, ... (+1)");
    CHECK(listed({}).empty());
}

TEST_CASE("text is trimmed of blanks and no-break spaces at its ends only") {
    CHECK(trimmed(" \t\r\n a b \xC2\xA0 ") == "a b");
    CHECK(trimmed("\xC2\xA0\xC2\xA0x") == "x");
    CHECK(trimmed(" \n\xC2\xA0").empty());
    CHECK(trimmed("").empty());
    CHECK(trimmed("\xA0x\xC2") == "\xA0x\xC2");  // halves of a no-break space are not one
}
