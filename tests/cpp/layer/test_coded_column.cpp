#include <petasentra/layer/coded_column.hpp>

#include "catch.hpp"

using petasentra::layer::coded_text;
using petasentra::layer::coded_text_lists;
using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::uint32_t>;

TEST_CASE("a coded column says of each row what its value says, and nothing where that is nothing") {
    const Texts values{"b", std::nullopt, "a", "b"};
    const auto column = coded_text("kata", values, Numbers{2, 0, 1, 3, 0});
    REQUIRE(column.size == 5);
    CHECK(column.text_at(0) == "a");
    CHECK(column.text_at(1) == "b");
    CHECK_FALSE(column.text_at(2).has_value());
    CHECK(column.text_at(3) == "b");
    CHECK(column.text_at(4) == "b");
}

TEST_CASE("a dictionary holds each word once, in the order of the rows, whatever the order of the values") {
    const auto one = coded_text("kata", Texts{"b", "a", "b"}, Numbers{1, 0, 2});
    const auto other = coded_text("kata", Texts{"a", "b"}, Numbers{0, 1, 1});
    REQUIRE(one.dictionary.size() == 1);
    CHECK(one.dictionary[0].size == 2);
    CHECK(one.dictionary[0].text_at(0) == "a");
    CHECK(one.data == other.data);
    CHECK(one.dictionary[0].data == other.dictionary[0].data);
    CHECK(coded_text("kata", {}, {}).size == 0);
}

TEST_CASE("lists of words share their dictionary, and an empty list has no items") {
    const std::vector<std::vector<std::string>> values{{"y", "x"}, {}, {"x"}};
    const auto column = coded_text_lists("daftar", values, Numbers{2, 1, 0, 2});
    CHECK(column.offsets == std::vector<std::int64_t>{0, 1, 1, 3, 4});
    const auto& items = column.children.at(0);
    REQUIRE(items.size == 4);
    CHECK(items.dictionary.at(0).size == 2);
    CHECK(items.text_at(0) == "x");
    CHECK(items.text_at(1) == "y");
    CHECK(items.text_at(2) == "x");
    CHECK(items.text_at(3) == "x");
}
