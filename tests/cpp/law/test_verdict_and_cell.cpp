#include <petasentra/law/cell.hpp>
#include <petasentra/law/verdict.hpp>

#include "catch.hpp"

using namespace petasentra::law;
using Strings = std::vector<std::string>;

namespace {

void check_cell(const char* text, Verdict verdict, const Strings& conditions, bool noted = false) {
    INFO("cell '" << text << "'");
    const auto cell = parse_cell(text);
    CHECK(cell.raw == text);
    CHECK(cell.verdict == verdict);
    CHECK_FALSE(cell.absent);
    CHECK(cell.conditions == conditions);
    CHECK(cell.note.empty() != noted);
}

}  // namespace

TEST_CASE("every verdict has a word that reads back, and words for people in both languages") {
    for (int i = 0; i < verdict_count; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        CHECK(verdict_from(to_string(verdict)) == verdict);
        CHECK_FALSE(words(verdict).id.empty());
        CHECK_FALSE(words(verdict).en.empty());
    }
    CHECK(words(Verdict::limited_conditional).id == "terbatas dan bersyarat");
    CHECK(words(Verdict::prohibited).id == "tidak diperbolehkan");
    CHECK_FALSE(verdict_from("Conforms"));
    CHECK_FALSE(verdict_from(""));
}

TEST_CASE("prohibited is the worst verdict and only the four first let an activity stand") {
    CHECK(worse(Verdict::prohibited, Verdict::unreadable_rule) == Verdict::prohibited);
    CHECK(worse(Verdict::no_data, Verdict::outside_plan) == Verdict::no_data);
    CHECK(worse(Verdict::limited_conditional, Verdict::not_regulated) == Verdict::not_regulated);
    CHECK(is_conforming(Verdict::limited_conditional));
    CHECK_FALSE(is_conforming(Verdict::not_regulated));
}

TEST_CASE("the letters of a matrix cell are read whatever their case and blanks") {
    check_cell("X", Verdict::prohibited, {});
    check_cell(" x ", Verdict::prohibited, {});
    check_cell("I", Verdict::conforms, {});
    check_cell("i\n", Verdict::conforms, {});
    check_cell("\xC2\xA0I", Verdict::conforms, {});
    check_cell("T", Verdict::limited, {"T"});
    check_cell("B", Verdict::conditional, {"B"});
    check_cell("T1", Verdict::limited, {"T1"});
    check_cell("B12", Verdict::conditional, {"B12"});
}

TEST_CASE("a cell with both T and B is limited and conditional, its conditions in the order written") {
    check_cell("T1,B1,B3", Verdict::limited_conditional, {"T1", "B1", "B3"});
    check_cell("T1, B2", Verdict::limited_conditional, {"T1", "B2"});
    check_cell("T1 ,B2", Verdict::limited_conditional, {"T1", "B2"});
    check_cell("t1,b1", Verdict::limited_conditional, {"T1", "B1"});
    check_cell("B1,T1", Verdict::limited_conditional, {"B1", "T1"});
    check_cell("B1,B1", Verdict::conditional, {"B1"});
    check_cell("T1,T2", Verdict::limited, {"T1", "T2"});
}

TEST_CASE("a separator other than a comma is read and noted") {
    check_cell("B1.B2", Verdict::conditional, {"B1", "B2"}, true);
    check_cell("T1;B2", Verdict::limited_conditional, {"T1", "B2"}, true);
    check_cell("T1/B2", Verdict::limited_conditional, {"T1", "B2"}, true);
    check_cell("T1 B2", Verdict::limited_conditional, {"T1", "B2"}, true);
    CHECK(parse_cell("B1.B2").note == "separator '.' read as ','");
    CHECK(parse_cell("B1.B2.B3").note == "separator '.' read as ','");
}

TEST_CASE("what the grammar does not know is kept raw and never guessed") {
    for (const char* text :
         {"Q7", "TB", "T1B2", "XI", "X,I", "I,T1", "T1,", ",T1", "T1,,B2", "T 1", "-", "1", "T1,Q7", "T1+B2"})
        check_cell(text, Verdict::unreadable_rule, {});
}

TEST_CASE("an empty cell is absent, which is not yet a verdict") {
    for (const char* text : {"", "   ", "\t", "\xC2\xA0"}) {
        const auto cell = parse_cell(text);
        CHECK(cell.absent);
        CHECK(cell.verdict == Verdict::no_data);
        CHECK(cell.raw == text);
        CHECK(cell.note.empty());
    }
}
