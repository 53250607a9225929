#include "io/arrow/export_array.hpp"

#include <cstring>
#include <limits>

namespace petasentra::io::arrow {
namespace {

using layer::Column;
using layer::Family;

// Small offsets unless the type asked for large ones or the content is too long for them.
bool small_offsets(const Column& column) {
    const bool large_type = column.format == "U" || column.format == "Z" || column.format == "+L";
    return !large_type && fits_small_offsets(column.offsets.back());
}

std::string exported_format(const Column& column) {
    const auto family = layer::family_of(column.format);
    if (family == Family::text) {
        const bool is_text = column.format == "u" || column.format == "U" || column.format == "vu";
        return small_offsets(column) ? (is_text ? "u" : "z") : (is_text ? "U" : "Z");
    }
    if (family == Family::list && column.format != "+m") return small_offsets(column) ? "+l" : "+L";
    return column.format;
}

void add_made(ArrayNode& node, std::vector<std::byte> bytes) {
    node.made.push_back(std::move(bytes));
    node.buffers.push_back(node.made.back().data());
}

}  // namespace

bool fits_small_offsets(std::int64_t last) noexcept {
    return last <= std::numeric_limits<std::int32_t>::max();
}

std::vector<std::byte> packed_offsets(const std::vector<std::int64_t>& offsets, bool small) {
    std::vector<std::byte> out(offsets.size() * (small ? sizeof(std::int32_t) : sizeof(std::int64_t)));
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        if (small) {
            const auto narrow = static_cast<std::int32_t>(offsets[i]);
            std::memcpy(out.data() + i * sizeof narrow, &narrow, sizeof narrow);
        } else {
            std::memcpy(out.data() + i * sizeof offsets[i], &offsets[i], sizeof offsets[i]);
        }
    }
    return out;
}

std::vector<std::byte> packed_bits(const std::uint8_t* flags, std::size_t size) {
    std::vector<std::byte> out((size + 7) / 8);
    for (std::size_t i = 0; i < size; ++i) {
        if (flags[i] != 0) out[i / 8] |= std::byte{1} << (i % 8);
    }
    return out;
}

SchemaNode schema_of(const Column& column) {
    SchemaNode node;
    node.name = column.name;
    node.format = exported_format(column);
    node.metadata = column.metadata;
    if (column.dictionary_ordered) node.flags |= ARROW_FLAG_DICTIONARY_ORDERED;
    for (const auto& child : column.children) node.children.push_back(schema_of(child));
    for (const auto& values : column.dictionary) node.dictionary.push_back(schema_of(values));
    if (node.format == "+m" && !node.children.empty()) {  // Arrow: neither entries nor keys of a map are ever null
        node.children[0].flags = 0;
        if (!node.children[0].children.empty()) node.children[0].children[0].flags = 0;
    }
    return node;
}

ArrayNode array_of(const Column& column) {
    ArrayNode node;
    node.size = column.size;
    node.null_count = column.null_count();
    node.made.reserve(3);  // buffers point into it
    const auto family = layer::family_of(column.format);
    if (family == Family::nothing) {
        node.null_count = column.size;
        return node;
    }
    if (node.null_count > 0) {
        add_made(node, packed_bits(column.valid.data(), column.size));
    } else {
        node.buffers.push_back(nullptr);
    }
    if (family == Family::boolean) {
        add_made(node, packed_bits(reinterpret_cast<const std::uint8_t*>(column.data.data()), column.size));
    } else if (family == Family::fixed) {
        node.buffers.push_back(column.data.data());
    } else if (family == Family::text || family == Family::list) {
        if (small_offsets(column)) {
            add_made(node, packed_offsets(column.offsets, true));
        } else {
            node.buffers.push_back(column.offsets.data());
        }
        if (family == Family::text) node.buffers.push_back(column.data.data());
    }
    for (const auto& child : column.children) node.children.push_back(array_of(child));
    for (const auto& values : column.dictionary) node.dictionary.push_back(array_of(values));
    return node;
}

}  // namespace petasentra::io::arrow
