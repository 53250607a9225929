#include <petasentra/core/error.hpp>
#include <petasentra/io/pack/csv.hpp>

#include "catch.hpp"

using namespace petasentra;
using petasentra::io::pack::Csv;
using petasentra::io::pack::parse_csv;
using Strings = std::vector<std::string>;

namespace {

void check_refused(const std::string& text, core::ErrorCode code, const std::string& told) {
    INFO(text);
    try {
        (void)parse_csv(text, "tabel.csv");
        FAIL("the text was read");
    } catch (const core::Error& error) {
        CHECK(error.code() == code);
        CHECK(error.place().file == "tabel.csv");
        INFO(error.what());
        CHECK(error.message().en.find(told) != std::string::npos);
        CHECK_FALSE(error.hint().id.empty());
    }
}

}  // namespace

TEST_CASE("a table is read whatever its line ends, blanks and byte-order mark") {
    for (const char* text : {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2",
                             "\xEF\xBB\xBF"
                             "a,b\n1,2",
                             " a , b \n 1 ,\t2 \n", "a,b\n\n1,2\n   \n", "# keterangan\na,b\n # lagi\n1,2\n"}) {
        INFO(text);
        const auto csv = parse_csv(text, "tabel.csv");
        CHECK(csv.header == Strings{"a", "b"});
        REQUIRE(csv.rows.size() == 1);
        CHECK(csv.rows[0] == Strings{"1", "2"});
    }
}

TEST_CASE("quoted cells may hold commas, quotes and line ends") {
    const auto csv = parse_csv("a,b,c\n\"1,5\", \"kata \"\"x\"\"\" ,\"dua\nbaris\"\nx,5\" pipa,\n", "tabel.csv");
    REQUIRE(csv.rows.size() == 2);
    CHECK(csv.rows[0] == Strings{"1,5", "kata \"x\"", "dua\nbaris"});
    CHECK(csv.rows[1] == Strings{"x", "5\" pipa", ""});
    CHECK(csv.lines == std::vector<std::size_t>{2, 4});
}

TEST_CASE("a short row is filled with empty cells and each row knows its line") {
    const auto csv = parse_csv("a,b,c\n1\n\n2,3\n", "tabel.csv");
    CHECK(csv.rows == std::vector<Strings>{{"1", "", ""}, {"2", "3", ""}});
    CHECK(csv.lines == std::vector<std::size_t>{2, 4});
}

TEST_CASE("a header alone is a table without rows") {
    CHECK(parse_csv("a,b", "tabel.csv").rows.empty());
    CHECK(parse_csv("a,b\n\n", "tabel.csv").rows.empty());
}

TEST_CASE("broken tables are refused with file and line") {
    using core::ErrorCode;
    check_refused("", ErrorCode::pack_syntax, "no header line");
    check_refused("\n# a,b\n", ErrorCode::pack_syntax, "no header line");
    check_refused("a,b\n1,2,3\n", ErrorCode::pack_syntax, "tabel.csv line 2: This row has 3 cells, the header only 2.");
    check_refused("a,b\n\"1,2\n", ErrorCode::pack_syntax, "tabel.csv line 2: A double quote is never closed.");
    check_refused("a,b\n\"1\"x,2\n", ErrorCode::pack_syntax, "text after a closing double quote");
    check_refused("a;b;c\n1;2;3\n", ErrorCode::pack_syntax, "semicolons");
    check_refused("a,b\n1,2\n\xE9t\xE9,2\n", ErrorCode::pack_syntax, "tabel.csv line 3: The file is not UTF-8 text.");
    check_refused(std::string("a,b\n\0,2\n", 8), ErrorCode::pack_syntax, "not UTF-8");
    check_refused("a,b,a\n1,2,3\n", ErrorCode::duplicate_id, "Column 'a' appears more than once.");
}

TEST_CASE("a column is found by name; a missing one is told with the nearest, or is npos where it may be absent") {
    const auto csv = parse_csv("subject,attribute\n", "facts.csv");
    CHECK(csv.column("attribute") == 1);
    CHECK(csv.column("unit", false) == Csv::npos);
    try {
        (void)csv.column("subjek");
        FAIL("a missing column was found");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::column_missing);
        CHECK(error.place().column == "subjek");
        CHECK(error.hint().en.find("'subject'") != std::string::npos);
    }
}
