#include <petasentra/core/error.hpp>
#include <petasentra/io/arrow/stream.hpp>

#include "catch.hpp"
#include "io/arrow/by_hand.hpp"

using namespace petasentra;
using by_hand::node;
using by_hand::Node;
using by_hand::Stream;
using by_hand::table;

namespace {

using I32 = std::vector<std::int32_t>;
using I64 = std::vector<std::int64_t>;
using Bits = std::vector<std::uint8_t>;

std::unique_ptr<Node> text_column(const I32& offsets, const std::string& bytes, std::int64_t length) {
    auto column = node("kata", "u", length);
    column->no_buffer().buffer(offsets).bytes(bytes);
    return column;
}

layer::Column only_column(Stream& stream) {
    auto read = io::arrow::import_table(stream.stream);
    REQUIRE(read.columns.size() == 1);
    return std::move(read.columns[0]);
}

std::vector<std::string> texts(const layer::Column& column) {
    std::vector<std::string> out;
    for (std::size_t row = 0; row < column.size; ++row) out.push_back(column.text_at(row).value_or("null"));
    return out;
}

// 16 bytes of a string view: up to 12 bytes stand in it, longer text in buffer `which` at `offset`.
void add_view(std::vector<std::byte>& views, const std::string& text, std::int32_t which = 0, std::int32_t offset = 0) {
    std::byte view[16]{};
    const auto length = static_cast<std::int32_t>(text.size());
    std::memcpy(view, &length, 4);
    if (text.size() <= 12) {
        std::memcpy(view + 4, text.data(), text.size());
    } else {
        std::memcpy(view + 4, text.data(), 4);
        std::memcpy(view + 8, &which, 4);
        std::memcpy(view + 12, &offset, 4);
    }
    views.insert(views.end(), view, view + 16);
}

}  // namespace

TEST_CASE("an array that starts in the middle of its buffers is read from there") {
    auto column = node("n", "l", 3);
    column->buffer(Bits{0b11011}).buffer(I64{7, 8, 9, 10, 11});
    column->array.offset = 2;
    column->array.null_count = -1;
    Stream stream(table(3, std::move(column)));
    const auto read = only_column(stream);
    CHECK(read.number_at(0) == std::nullopt);
    CHECK(read.number_at(1) == 10);
    CHECK(read.number_at(2) == 11);
    CHECK(stream.released == 1);
}

TEST_CASE("an offset of the table shifts every column, children with offsets of their own included") {
    auto numbers = node("n", "i", 4);
    numbers->no_buffer().buffer(I32{0, 1, 2, 3, 4});
    numbers->array.offset = 1;
    auto batch = table(2, std::move(numbers));
    batch->array.offset = 2;
    batch->array.length = 2;
    Stream stream(std::move(batch));
    const auto read = only_column(stream);
    REQUIRE(read.size == 2);
    CHECK(read.number_at(0) == 3);
    CHECK(read.number_at(1) == 4);
}

TEST_CASE("batches follow one another, with nulls that appear late") {
    Stream stream(table(2, text_column({0, 1, 3}, "abb", 2)));
    auto second = node("kata", "u", 2);
    second->buffer(Bits{0b10}).buffer(I32{5, 5, 8}).bytes("-----ccc");
    second->array.null_count = 1;
    stream.and_then(table(2, std::move(second)));
    const auto read = only_column(stream);
    CHECK(texts(read) == std::vector<std::string>{"a", "bb", "null", "ccc"});
    CHECK(read.valid == Bits{1, 1, 0, 1});
    CHECK(read.offsets == I64{0, 1, 3, 3, 6});
}

TEST_CASE("large text, text views and booleans arrive as what they mean") {
    auto large = node("besar", "U", 2);
    large->no_buffer().buffer(I64{0, 2, 3}).bytes("xyz");
    std::vector<std::byte> views;
    add_view(views, "pendek");
    add_view(views, "teks yang lebih panjang", 0, 3);
    auto view = node("tampilan", "vu", 2);
    view->no_buffer().buffer(views).bytes("...teks yang lebih panjang").buffer(I64{26});
    auto flags = node("ya", "b", 2);
    flags->no_buffer().buffer(Bits{0b100});
    flags->array.offset = 1;
    Stream stream(table(2, std::move(large), std::move(view), std::move(flags)));
    const auto read = io::arrow::import_table(stream.stream);
    CHECK(texts(read.column("besar")) == std::vector<std::string>{"xy", "z"});
    CHECK(texts(read.column("tampilan")) == std::vector<std::string>{"pendek", "teks yang lebih panjang"});
    CHECK(read.column("tampilan").format == "u");
    CHECK(read.column("ya").data == std::vector<std::byte>{std::byte{0}, std::byte{1}});
}

TEST_CASE("of a list only the items its rows use are kept") {
    auto items = node("item", "i", 6);
    items->no_buffer().buffer(I32{0, 1, 2, 3, 4, 5});
    auto list = node("daftar", "+l", 2);
    list->no_buffer().buffer(I32{0, 1, 3, 6}).child(std::move(items));
    list->array.offset = 1;
    Stream stream(table(2, std::move(list)));
    const auto read = only_column(stream);
    CHECK(read.offsets == I64{0, 2, 5});
    CHECK(read.children[0].size == 5);
    CHECK(read.children[0].number_at(0) == 1);
}

TEST_CASE("batches with different dictionaries become one column without a repeated value") {
    const auto batch = [](const std::vector<std::string>& words, const std::vector<std::int8_t>& indices) {
        auto column = node("kelas", "c", static_cast<std::int64_t>(indices.size()));
        column->no_buffer().buffer(indices);
        I32 offsets{0};
        std::string bytes;
        for (const auto& word : words) {
            bytes += word;
            offsets.push_back(static_cast<std::int32_t>(bytes.size()));
        }
        column->dictionary = node("", "u", static_cast<std::int64_t>(words.size()));
        column->dictionary->no_buffer().buffer(offsets).bytes(bytes);
        return table(static_cast<std::int64_t>(indices.size()), std::move(column));
    };
    Stream stream(batch({"padi", "tebu"}, {1, 0}));
    stream.and_then(batch({"padi", "tebu"}, {0})).and_then(batch({"jagung", "padi"}, {0, 1}));
    const auto read = only_column(stream);
    CHECK(texts(read) == std::vector<std::string>{"tebu", "padi", "padi", "jagung", "padi"});
    CHECK(texts(read.dictionary[0]) == std::vector<std::string>{"padi", "tebu", "jagung"});
    CHECK(read.format == "c");
}

TEST_CASE("a merged dictionary that outgrows its index type gets a wider one") {
    const auto batch = [](int first) {
        auto column = node("kelas", "c", 100);
        std::vector<std::int8_t> indices;
        I32 offsets{0};
        std::string bytes;
        for (int i = 0; i < 100; ++i) {
            indices.push_back(static_cast<std::int8_t>(i));
            bytes += "kode" + std::to_string(first + i);
            offsets.push_back(static_cast<std::int32_t>(bytes.size()));
        }
        column->no_buffer().buffer(indices);
        column->dictionary = node("", "u", 100);
        column->dictionary->no_buffer().buffer(offsets).bytes(bytes);
        return table(100, std::move(column));
    };
    Stream stream(batch(0));
    stream.and_then(batch(100));
    const auto read = only_column(stream);
    CHECK(read.format == "i");
    CHECK(read.text_at(0) == "kode0");
    CHECK(read.text_at(199) == "kode199");
}

TEST_CASE("a table without rows and one without columns are tables") {
    Stream no_rows(table(0, text_column({}, "", 0)));
    CHECK(only_column(no_rows).size == 0);
    Stream no_columns(table(3));
    const auto read = io::arrow::import_table(no_columns.stream);
    CHECK(read.size == 3);
    CHECK(read.columns.empty());
}

TEST_CASE("metadata of the schema and of columns is kept") {
    auto column = text_column({0, 1}, "a", 1);
    column->add_metadata({{"satuan", "ha"}});
    auto batch = node("", "+s", 1);
    batch->no_buffer().add_metadata({{"pandas", "{}"}, {"kosong", ""}}).child(std::move(column));
    batch->finish();
    Stream stream(std::move(batch));
    const auto read = io::arrow::import_table(stream.stream);
    CHECK(read.metadata == layer::Metadata{{"pandas", "{}"}, {"kosong", ""}});
    CHECK(read.columns[0].metadata_value("satuan") == "ha");
    CHECK(read.columns[0].metadata_value("tidak ada").empty());
}

TEST_CASE("the producer's own words reach the user, and its stream is released") {
    Stream stream(table(1, text_column({0, 1}, "a", 1)));
    stream.fail_at = 1;
    try {
        (void)io::arrow::import_table(stream.stream);
        FAIL("no error was thrown");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::malformed_table);
        CHECK(error.message().en.find("the disk is on fire") != std::string::npos);
        CHECK(error.message().id.find("the disk is on fire") != std::string::npos);
    }
    CHECK(stream.released == 1);
}
