#include <cstring>
#include <petasentra/layer/column.hpp>

namespace petasentra::layer {
namespace {

void take_fixed(const Column& from, std::span<const std::size_t> rows, std::size_t width, Column& to) {
    to.data.resize(rows.size() * width);
    auto* out = to.data.data();
    for (const auto row : rows) {
        std::memcpy(out, from.data.data() + row * width, width);
        out += width;
    }
}

void take_text(const Column& from, std::span<const std::size_t> rows, Column& to) {
    to.offsets.reserve(rows.size() + 1);
    to.offsets.push_back(0);
    for (const auto row : rows) {
        to.data.insert(to.data.end(), from.data.begin() + from.offsets[row], from.data.begin() + from.offsets[row + 1]);
        to.offsets.push_back(static_cast<std::int64_t>(to.data.size()));
    }
}

void take_list(const Column& from, std::span<const std::size_t> rows, Column& to) {
    std::vector<std::size_t> items;
    to.offsets.reserve(rows.size() + 1);
    to.offsets.push_back(0);
    for (const auto row : rows) {
        for (auto item = from.offsets[row]; item < from.offsets[row + 1]; ++item) {
            items.push_back(static_cast<std::size_t>(item));
        }
        to.offsets.push_back(static_cast<std::int64_t>(items.size()));
    }
    to.children.push_back(from.children[0].take(items));
}

void take_fixed_list(const Column& from, std::span<const std::size_t> rows, Column& to) {
    const auto n = fixed_list_size(from.format);
    std::vector<std::size_t> items;
    items.reserve(rows.size() * n);
    for (const auto row : rows) {
        for (std::size_t i = 0; i < n; ++i) items.push_back(row * n + i);
    }
    to.children.push_back(from.children[0].take(items));
}

}  // namespace

Column Column::take(std::span<const std::size_t> rows) const {
    Column out;
    out.name = name;
    out.format = format;
    out.size = rows.size();
    out.dictionary = dictionary;
    out.dictionary_ordered = dictionary_ordered;
    out.metadata = metadata;
    if (!valid.empty()) {
        out.valid.reserve(rows.size());
        for (const auto row : rows) out.valid.push_back(valid[row]);
    }
    switch (family_of(format)) {
        case Family::nothing:
            break;
        case Family::boolean:
        case Family::fixed:
            take_fixed(*this, rows, fixed_width(format), out);
            break;
        case Family::text:
            take_text(*this, rows, out);
            break;
        case Family::list:
            take_list(*this, rows, out);
            break;
        case Family::fixed_list:
            take_fixed_list(*this, rows, out);
            break;
        case Family::structure:
            for (const auto& child : children) out.children.push_back(child.take(rows));
            break;
    }
    return out;
}

}  // namespace petasentra::layer
