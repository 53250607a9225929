#include <atomic>
#include <functional>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/io/arrow/stream.hpp>

#include "catch.hpp"
#include "io/arrow/by_hand.hpp"

// Streams that break the rules of the interface. Each has to end in Error(malformed_table), without a read beyond a buffer
// (AddressSanitizer watches) and with the stream released.

using namespace petasentra;
using by_hand::node;
using by_hand::Node;
using by_hand::Stream;
using by_hand::table;

namespace {

using I32 = std::vector<std::int32_t>;
using Bits = std::vector<std::uint8_t>;

core::ErrorCode refusal(std::unique_ptr<Node> batch) {
    Stream stream(std::move(batch));
    try {
        (void)io::arrow::import_table(stream.stream);
    } catch (const core::Error& error) {
        CHECK(stream.released == 1);
        CHECK_FALSE(error.message().id.empty());
        return error.code();
    }
    FAIL("no error was thrown");
    return core::ErrorCode::internal;
}

std::unique_ptr<Node> numbers(std::int64_t length) {
    auto column = node("n", "i", length);
    column->no_buffer().buffer(I32(static_cast<std::size_t>(length)));
    return column;
}

// A table of one column that is broken after the structs are filled in.
core::ErrorCode refusal_of(std::unique_ptr<Node> column, const std::function<void(Node&)>& break_it) {
    const auto length = column->array.length;
    auto batch = table(length, std::move(column));
    break_it(*batch->children[0]);
    return refusal(std::move(batch));
}

constexpr auto malformed = core::ErrorCode::malformed_table;

}  // namespace

TEST_CASE("lengths and offsets beyond the data are refused") {
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.length = 1; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.length = -1; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.offset = -1; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.offset = std::numeric_limits<std::int64_t>::max(); }) ==
          malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.length = std::numeric_limits<std::int64_t>::max(); }) ==
          malformed);
}

TEST_CASE("null and missing buffers are refused") {
    CHECK(refusal_of(numbers(2), [](Node& n) { n.buffers[1] = nullptr; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.buffers = nullptr; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.n_buffers = 1; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.n_buffers = -1; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.null_count = 1; }) == malformed);
    CHECK(refusal_of(numbers(2), [](Node& n) { n.array.release = nullptr; }) == malformed);
    auto text = node("kata", "u", 1);
    text->no_buffer().buffer(I32{0, 3}).no_buffer();
    CHECK(refusal_of(std::move(text), [](Node&) {}) == malformed);
}

TEST_CASE("offsets that run backwards or below zero are refused") {
    for (const auto& offsets : {I32{0, 2, 1}, I32{-1, 0, 1}, I32{2, 1, 3}}) {
        auto text = node("kata", "u", 2);
        text->no_buffer().buffer(offsets).bytes("abc");
        CHECK(refusal(table(2, std::move(text))) == malformed);
    }
}

TEST_CASE("lists that reach beyond their items are refused") {
    auto list = node("daftar", "+l", 1);
    list->no_buffer().buffer(I32{0, 3}).child(numbers(2));
    CHECK(refusal(table(1, std::move(list))) == malformed);
    auto pairs = node("pasangan", "+w:2", 2);
    pairs->no_buffer().child(numbers(3));
    CHECK(refusal(table(2, std::move(pairs))) == malformed);
    auto record = node("catatan", "+s", 3);
    record->no_buffer().child(numbers(2));
    CHECK(refusal(table(3, std::move(record))) == malformed);
    auto huge = node("raksasa", "+w:2147483647", std::int64_t{1} << 39);
    huge->no_buffer().child(numbers(3));
    CHECK(refusal(table(std::int64_t{1} << 39, std::move(huge))) == malformed);
}

TEST_CASE("offsets near the largest number are refused before anything is added to them") {
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    using I64 = std::vector<std::int64_t>;

    // A slice of a list begins at item 1 of a child whose own offset is the largest.
    auto items = numbers(3);
    auto* child = items.get();
    auto list = node("daftar", "+l", 1);
    list->no_buffer().buffer(I32{1, 3}).child(std::move(items));
    CHECK(refusal_of(std::move(list), [child](Node&) { child->array.offset = largest; }) == malformed);

    auto record = node("catatan", "+s", 2);
    record->no_buffer().child(numbers(3));
    CHECK(refusal_of(std::move(record), [](Node& n) {
              n.array.offset = 1;
              n.array.length = 2;
              n.children[0]->array.offset = largest;
          }) == malformed);

    for (const auto& offsets : {I64{largest - 1, largest}, I64{0, largest}}) {
        auto text = node("kata", "U", 1);
        text->no_buffer().buffer(offsets).bytes("abc");
        CHECK(refusal(table(1, std::move(text))) == malformed);
        auto wide = node("daftar", "+L", 1);
        wide->no_buffer().buffer(offsets).child(numbers(2));
        CHECK(refusal(table(1, std::move(wide))) == malformed);
    }
    auto second = node("kata", "U", 1);  // the content of the first batch is added to the offsets of the second
    second->no_buffer().buffer(I64{0, largest}).bytes("abc");
    auto first = node("kata", "U", 1);
    first->no_buffer().buffer(I64{0, 3}).bytes("abc");
    Stream two(table(1, std::move(first)));
    two.and_then(table(1, std::move(second)));
    CHECK_THROWS_AS(io::arrow::import_table(two.stream), core::Error);

    auto fat = node("gemuk", "w:2147483647", 1);
    fat->no_buffer().buffer(I32{0});
    CHECK(refusal_of(std::move(fat), [](Node& n) { n.array.offset = std::int64_t{1} << 40; }) == malformed);
}

TEST_CASE("an import stops when it is asked to, and releases the stream") {
    const std::atomic<bool> cancel{true};
    Stream stream(table(2, numbers(2)));
    try {
        (void)io::arrow::import_table(stream.stream, {.cancel = &cancel});
        FAIL("not stopped");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::cancelled);
    }
    CHECK(stream.released == 1);
    CHECK(stream.next == 0);
}

TEST_CASE("wrong numbers of children are refused") {
    const auto list = [] {
        auto made = node("daftar", "+l", 1);
        made->no_buffer().buffer(I32{0, 2}).child(numbers(2));
        return made;
    };
    CHECK(refusal_of(list(), [](Node& n) { n.array.n_children = 0; }) == malformed);
    CHECK(refusal_of(list(), [](Node& n) { n.array.n_children = 2; }) == malformed);
    CHECK(refusal_of(list(), [](Node& n) { n.schema.n_children = 0; }) == malformed);
    CHECK(refusal_of(list(), [](Node& n) { n.schema.n_children = -1; }) == malformed);
    CHECK(refusal_of(list(), [](Node& n) { n.schema.children = nullptr; }) == malformed);
    CHECK(refusal_of(list(), [](Node& n) { n.array.children = nullptr; }) == malformed);
    CHECK(refusal_of(list(), [](Node& n) { n.array_children[0] = nullptr; }) == malformed);
    CHECK(refusal_of(list(), [](Node& n) { n.schema_children[0] = nullptr; }) == malformed);
    CHECK(refusal_of(numbers(1), [](Node& n) { n.schema.format = nullptr; }) == malformed);
    auto number_with_child = numbers(1);
    number_with_child->child(numbers(1));
    CHECK(refusal(table(1, std::move(number_with_child))) == malformed);
}

TEST_CASE("dictionary indices that point nowhere are refused") {
    for (const auto index : {-1, 2, 127}) {
        auto column = node("kelas", "c", 1);
        column->no_buffer().buffer(std::vector<std::int8_t>{static_cast<std::int8_t>(index)});
        column->dictionary = node("", "u", 2);
        column->dictionary->no_buffer().buffer(I32{0, 1, 2}).bytes("ab");
        CHECK(refusal(table(1, std::move(column))) == malformed);
    }
    auto lost = node("kelas", "c", 1);
    lost->no_buffer().buffer(std::vector<std::int8_t>{0});
    lost->dictionary = node("", "u", 1);
    lost->dictionary->no_buffer().buffer(I32{0, 1}).bytes("a");
    CHECK(refusal_of(std::move(lost), [](Node& n) { n.array.dictionary = nullptr; }) == malformed);
    auto real = node("kelas", "g", 1);
    real->no_buffer().buffer(std::vector<double>{0});
    real->dictionary = node("", "u", 1);
    real->dictionary->no_buffer().buffer(I32{0, 1}).bytes("a");
    CHECK(refusal(table(1, std::move(real))) == malformed);
}

TEST_CASE("text views that point outside their buffers are refused") {
    const auto view = [](std::int32_t length, std::int32_t which, std::int32_t offset) {
        auto column = node("tampilan", "vu", 1);
        column->no_buffer()
            .buffer(I32{length, 0, which, offset})
            .bytes("0123456789abcdef")
            .buffer(std::vector<std::int64_t>{16});
        return table(1, std::move(column));
    };
    CHECK(refusal(view(13, 0, 4)) == malformed);
    CHECK(refusal(view(13, 1, 0)) == malformed);
    CHECK(refusal(view(13, -1, 0)) == malformed);
    CHECK(refusal(view(13, 0, -1)) == malformed);
    CHECK(refusal(view(-1, 0, 0)) == malformed);
    CHECK(refusal(view(std::numeric_limits<std::int32_t>::max(), 0, std::numeric_limits<std::int32_t>::max())) ==
          malformed);
}

TEST_CASE("types nested without end are refused") {
    auto deep = numbers(1);
    for (int i = 0; i < 100; ++i) {
        auto outer = node("dalam", "+s", 1);
        outer->no_buffer().child(std::move(deep));
        deep = std::move(outer);
    }
    CHECK(refusal(table(1, std::move(deep))) == malformed);
}

TEST_CASE("types we do not carry are refused by name") {
    auto column = node("campur", "+us:0,1", 1);
    CHECK(refusal(table(1, std::move(column))) == core::ErrorCode::column_type);
    auto unknown = node("aneh", "?!", 1);
    CHECK(refusal(table(1, std::move(unknown))) == core::ErrorCode::column_type);
}

TEST_CASE("a stream that is no table, was read before or has no functions is refused") {
    auto single = numbers(1);
    single->finish();
    CHECK(refusal(std::move(single)) == malformed);
    auto nulls = node("", "+s", 1);
    nulls->buffer(Bits{0}).child(numbers(1));
    nulls->array.null_count = 1;
    nulls->finish();
    CHECK(refusal(std::move(nulls)) == malformed);

    Stream read(table(1, numbers(1)));
    (void)io::arrow::import_table(read.stream);
    CHECK_THROWS_AS(io::arrow::import_table(read.stream), core::Error);
    CHECK(read.released == 1);
    ArrowArrayStream empty{};
    CHECK_THROWS_AS(io::arrow::import_table(empty), core::Error);
    Stream mute(table(1, numbers(1)));
    mute.stream.get_next = nullptr;
    CHECK_THROWS_AS(io::arrow::import_table(mute.stream), core::Error);
    Stream silent(table(1, numbers(1)));
    silent.fail_at = 0;
    silent.stream.get_last_error = nullptr;
    CHECK_THROWS_AS(io::arrow::import_table(silent.stream), core::Error);
}

TEST_CASE("metadata with negative lengths is refused") {
    auto column = numbers(1);
    const std::int32_t minus = -1;
    column->metadata.assign(reinterpret_cast<const char*>(&minus), sizeof minus);
    CHECK(refusal(table(1, std::move(column))) == malformed);
}
