#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/layer/table.hpp>

#include "catch.hpp"

using namespace petasentra;
using layer::Column;
using layer::Table;

namespace {

template <class Work>
core::Error error_of(Work work) {
    try {
        work();
    } catch (const core::Error& error) {
        return error;
    }
    FAIL("no error was thrown");
    throw std::logic_error("unreachable");
}

Column words() {
    const std::vector<std::optional<std::string>> values{"padi", std::nullopt, "", "tebu"};
    return Column::of_optional_text("tanaman", values);
}

// Indices 1, 0, null, 1 into the words "a", "b".
Column categories() {
    Column column = Column::of_int64("kelas", std::vector<std::int64_t>{1, 0, 0, 1});
    column.valid = {1, 1, 0, 1};
    column.dictionary.push_back(Column::of_text("", std::vector<std::string>{"a", "b"}));
    return column;
}

}  // namespace

TEST_CASE("text comes back as it was put in, nulls apart from empty text") {
    const auto column = words();
    CHECK(column.is_text());
    CHECK(column.null_count() == 1);
    CHECK(column.text_at(0) == "padi");
    CHECK(column.text_at(1) == std::nullopt);
    CHECK(column.text_at(2) == "");
    CHECK(column.text_at(3) == "tebu");
}

TEST_CASE("taken rows may repeat and change their order") {
    const auto taken = words().take(std::vector<std::size_t>{3, 1, 3});
    CHECK(taken.size == 3);
    CHECK(taken.text_at(0) == "tebu");
    CHECK(taken.text_at(1) == std::nullopt);
    CHECK(taken.text_at(2) == "tebu");
    CHECK(words().take({}).size == 0);
}

TEST_CASE("numbers of every width are read as doubles") {
    const auto number = [](const char* format, auto value) {
        Column column;
        column.format = format;
        column.size = 1;
        const auto* bytes = reinterpret_cast<const std::byte*>(&value);
        column.data.assign(bytes, bytes + sizeof value);
        CHECK(column.is_number());
        return column.number_at(0).value();
    };
    CHECK(number("c", std::int8_t{-3}) == -3);
    CHECK(number("C", std::uint8_t{250}) == 250);
    CHECK(number("s", std::int16_t{-300}) == -300);
    CHECK(number("S", std::uint16_t{60000}) == 60000);
    CHECK(number("i", std::int32_t{-70000}) == -70000);
    CHECK(number("I", std::uint32_t{4000000000}) == 4000000000.0);
    CHECK(number("l", std::int64_t{-5}) == -5);
    CHECK(number("L", std::numeric_limits<std::uint64_t>::max()) == 18446744073709551615.0);
    CHECK(number("f", 1.5F) == 1.5);
    CHECK(number("g", 0.1) == 0.1);
    CHECK(number("e", std::uint16_t{0x3e00}) == 1.5);
    CHECK(number("e", std::uint16_t{0xc000}) == -2.0);
    CHECK(number("e", std::uint16_t{0x0001}) == std::ldexp(1.0, -24));
    CHECK(number("e", std::uint16_t{0x7c00}) == std::numeric_limits<double>::infinity());
}

TEST_CASE("a double that is not a number becomes null") {
    const auto column = Column::of_double("luas", std::vector<double>{1.0, std::nan(""), 3.0});
    CHECK(column.null_count() == 1);
    CHECK(column.number_at(1) == std::nullopt);
    CHECK(column.number_at(2) == 3.0);
}

TEST_CASE("integers can be asked for as text, so that numeric ids work") {
    CHECK(Column::of_int64("kode", std::vector<std::int64_t>{3517100}).text_at(0) == "3517100");
}

TEST_CASE("a dictionary column stands for its values") {
    const auto column = categories();
    CHECK(column.is_text());
    CHECK_FALSE(column.is_number());
    CHECK(column.text_at(0) == "b");
    CHECK(column.text_at(2) == std::nullopt);
    const auto taken = column.take(std::vector<std::size_t>{1, 3});
    CHECK(taken.text_at(0) == "a");
    CHECK(taken.text_at(1) == "b");
}

TEST_CASE("a dictionary index that points nowhere is an error, not a read beyond the values") {
    auto column = categories();
    column.dictionary[0] = Column::of_text("", std::vector<std::string>{"a"});
    CHECK(error_of([&] { (void)column.text_at(0); }).code() == core::ErrorCode::malformed_table);
}

TEST_CASE("asking a column of another type names the column and both types") {
    const auto error = error_of([] { (void)words().number_at(0); });
    CHECK(error.code() == core::ErrorCode::column_type);
    CHECK(error.place().column == "tanaman");
    CHECK(error.message().en == "Column \"tanaman\" is of type text; a number is needed.");
    CHECK(error.message().id == "Kolom \"tanaman\" bertipe text, padahal diperlukan angka.");
    CHECK(error_of([] { (void)Column::of_double("x", std::vector<double>{1.0}).text_at(0); }).code() ==
          core::ErrorCode::column_type);
}

TEST_CASE("lists of text keep their items through a choice of rows") {
    const std::vector<std::vector<std::string>> values{{"a", "b"}, {}, {"c"}};
    const auto column = Column::of_text_lists("bendera", values);
    REQUIRE(column.offsets == std::vector<std::int64_t>{0, 2, 2, 3});
    const auto taken = column.take(std::vector<std::size_t>{2, 0});
    CHECK(taken.offsets == std::vector<std::int64_t>{0, 1, 3});
    CHECK(taken.children[0].text_at(0) == "c");
    CHECK(taken.children[0].text_at(2) == "b");
}

TEST_CASE("structs and fixed-size lists take their children along") {
    Column pair;
    pair.format = "+w:2";
    pair.size = 3;
    pair.children.push_back(Column::of_int64("item", std::vector<std::int64_t>{0, 1, 10, 11, 20, 21}));
    const auto taken = pair.take(std::vector<std::size_t>{2, 0});
    CHECK(taken.children[0].number_at(0) == 20);
    CHECK(taken.children[0].number_at(3) == 1);

    Column record;
    record.format = "+s";
    record.size = 3;
    record.children.push_back(Column::of_int64("a", std::vector<std::int64_t>{1, 2, 3}));
    CHECK(record.take(std::vector<std::size_t>{1}).children[0].number_at(0) == 2);
}

TEST_CASE("dates are days and missing dates are null") {
    const auto column = Column::of_dates("berlaku", std::vector<std::optional<std::int32_t>>{18993, std::nullopt});
    CHECK(column.format == "tdD");
    CHECK(column.data.size() == 8);
    CHECK(column.is_valid(0));
    CHECK_FALSE(column.is_valid(1));
}

TEST_CASE("widths follow Arrow's format texts") {
    CHECK(layer::fixed_width("b") == 1);
    CHECK(layer::fixed_width("tdD") == 4);
    CHECK(layer::fixed_width("tdm") == 8);
    CHECK(layer::fixed_width("tsu:Asia/Jakarta") == 8);
    CHECK(layer::fixed_width("d:10,2") == 16);
    CHECK(layer::fixed_width("d:10,2,256") == 32);
    CHECK(layer::fixed_width("w:42") == 42);
    CHECK(layer::fixed_width("tin") == 16);
    CHECK(layer::fixed_width("u") == 0);
    CHECK(layer::fixed_width("+s") == 0);
    for (const auto* unknown :
         {"", "?", "+us:0,1", "+r", "+vl", "d:10", "d:10,2,7", "ts", "tsx:", "w:", "w:-1", "+w:x"}) {
        CAPTURE(unknown);
        CHECK(error_of([&] {
                  (void)layer::family_of(unknown);
                  (void)layer::fixed_list_size(unknown);
              }).code() == core::ErrorCode::column_type);
    }
}

TEST_CASE("a missing column is answered with the nearest name and the list of columns") {
    Table table;
    table.add(words());
    table.add(Column::of_int64("unit", std::vector<std::int64_t>{1, 2, 3, 4}));
    CHECK(table.find("unit") != nullptr);
    CHECK(table.find("UNIT") == nullptr);
    const auto error = error_of([&] { (void)table.column("tanamn", "zona"); });
    CHECK(error.code() == core::ErrorCode::column_missing);
    CHECK(error.place().layer == "zona");
    CHECK(error.place().column == "tanamn");
    CHECK(error.hint().en == "Did you mean \"tanaman\"? The columns are: tanaman, unit.");
    CHECK(error.hint().id == "Mungkin maksud Anda \"tanaman\"? Kolom yang ada: tanaman, unit.");
}

TEST_CASE("a column of another length is not let into a table") {
    Table table;
    table.add(words());
    const auto error = error_of([&] { table.add(Column::of_int64("unit", std::vector<std::int64_t>{1})); });
    CHECK(error.code() == core::ErrorCode::malformed_table);
    CHECK(error.message().en.starts_with("Column \"unit\" has 1 row, the table has "));
}
