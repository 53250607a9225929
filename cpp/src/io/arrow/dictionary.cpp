#include "io/arrow/dictionary.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>
#include <unordered_map>

#include "io/arrow/malformed.hpp"

namespace petasentra::io::arrow {
namespace {

using layer::Column;
using layer::Family;

bool same_values(const Column& a, const Column& b) {
    return a.format == b.format && a.size == b.size && a.null_count() == b.null_count() &&
           (a.null_count() == 0 || a.valid == b.valid) && a.data == b.data && a.offsets == b.offsets &&
           std::ranges::equal(a.children, b.children, same_values) &&
           std::ranges::equal(a.dictionary, b.dictionary, same_values);
}

// The bytes of one value, with a mark for null; only for flat families.
std::string value_key(const Column& values, std::size_t row) {
    if (!values.is_valid(row)) return "n";
    const auto* data = reinterpret_cast<const char*>(values.data.data());
    if (layer::family_of(values.format) == Family::text) {
        const auto begin = static_cast<std::size_t>(values.offsets[row]);
        return "v" + std::string(data + begin, static_cast<std::size_t>(values.offsets[row + 1]) - begin);
    }
    const auto width = layer::fixed_width(values.format);
    return "v" + std::string(data + row * width, width);
}

bool is_flat(const Column& values) {
    const auto family = layer::family_of(values.format);
    return values.dictionary.empty() &&
           (family == Family::text || family == Family::fixed || family == Family::boolean);
}

// `more` rows of a column of the same type, appended.
void append_column(Column& to, const Column& more) {
    if (!to.valid.empty() || !more.valid.empty()) {
        to.valid.resize(to.size, 1);
        for (std::size_t row = 0; row < more.size; ++row) to.valid.push_back(more.is_valid(row) ? 1 : 0);
    }
    if (layer::family_of(to.format) == Family::text || layer::family_of(to.format) == Family::list) {
        const auto base = to.offsets.back();
        for (std::size_t row = 1; row <= more.size; ++row) to.offsets.push_back(base + more.offsets[row]);
    }
    to.data.insert(to.data.end(), more.data.begin(), more.data.end());
    for (std::size_t i = 0; i < to.children.size(); ++i) append_column(to.children[i], more.children[i]);
    to.size += more.size;
}

std::int64_t largest_index(std::string_view format) {
    if (format == "c") return std::numeric_limits<std::int8_t>::max();
    if (format == "C") return std::numeric_limits<std::uint8_t>::max();
    if (format == "s") return std::numeric_limits<std::int16_t>::max();
    if (format == "S") return std::numeric_limits<std::uint16_t>::max();
    if (format == "i") return std::numeric_limits<std::int32_t>::max();
    if (format == "I") return std::numeric_limits<std::uint32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}

// Non-negative integers of any width are their low bytes (the ABI is native, and so are we: little-endian).
void push_index(Column& column, std::int64_t index, std::size_t width) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&index);
    column.data.insert(column.data.end(), bytes, bytes + width);
}

void widen(Column& column, std::string_view format) {
    std::vector<std::int64_t> old(column.data.size() / layer::fixed_width(column.format));
    for (std::size_t row = 0; row < old.size(); ++row) old[row] = index_at(column.data.data(), column.format, row);
    column.format = format;
    column.data.clear();
    for (const auto index : old) push_index(column, index, layer::fixed_width(format));
}

}  // namespace

std::int64_t index_at(const std::byte* data, std::string_view format, std::size_t row) {
    const auto read = [&]<class T>(T value) {
        std::memcpy(&value, data + row * sizeof(T), sizeof(T));
        return static_cast<std::int64_t>(value);
    };
    if (format == "c") return read(std::int8_t{});
    if (format == "C") return read(std::uint8_t{});
    if (format == "s") return read(std::int16_t{});
    if (format == "S") return read(std::uint16_t{});
    if (format == "i") return read(std::int32_t{});
    if (format == "I") return read(std::uint32_t{});
    return read(std::int64_t{});
}

std::vector<std::int64_t> merge_dictionary(Column& column, Column&& values) {
    std::vector<std::int64_t> place(values.size);
    auto& have = column.dictionary[0];
    if (have.size == 0 || same_values(have, values)) {
        for (std::size_t row = 0; row < place.size(); ++row) place[row] = static_cast<std::int64_t>(row);
        if (have.size == 0) have = std::move(values);
        return place;
    }
    if (!is_flat(have)) {
        if (!values.dictionary.empty()) {
            malformed(column.name, "kamus di dalam kamus berubah di tengah aliran",
                      "a dictionary of dictionaries changes in mid-stream");
        }
        for (std::size_t row = 0; row < place.size(); ++row) place[row] = static_cast<std::int64_t>(have.size + row);
        append_column(have, values);
        return place;
    }
    std::unordered_map<std::string, std::int64_t> known;
    for (std::size_t row = 0; row < have.size; ++row)
        known.emplace(value_key(have, row), static_cast<std::int64_t>(row));
    std::vector<std::size_t> fresh;
    for (std::size_t row = 0; row < values.size; ++row) {
        const auto next = static_cast<std::int64_t>(have.size + fresh.size());
        const auto [entry, is_new] = known.emplace(value_key(values, row), next);
        if (is_new) fresh.push_back(row);
        place[row] = entry->second;
    }
    append_column(have, values.take(fresh));
    return place;
}

void append_indices(Column& column, const std::vector<std::int64_t>& indices) {
    const auto highest = static_cast<std::int64_t>(column.dictionary[0].size) - 1;
    if (highest > largest_index(column.format)) widen(column, highest > largest_index("i") ? "l" : "i");
    const auto width = layer::fixed_width(column.format);
    column.data.reserve(column.data.size() + indices.size() * width);
    for (const auto index : indices) push_index(column, index, width);
}

}  // namespace petasentra::io::arrow
