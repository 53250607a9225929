#include <algorithm>
#include <cmath>
#include <cstring>
#include <petasentra/layer/column.hpp>

namespace petasentra::layer {
namespace {

Column empty_column(std::string name, std::string format, std::size_t size) {
    Column column;
    column.name = std::move(name);
    column.format = std::move(format);
    column.size = size;
    return column;
}

template <class T>
void copy_values(Column& column, std::span<const T> values) {
    column.data.resize(values.size_bytes());
    if (!values.empty()) std::memcpy(column.data.data(), values.data(), values.size_bytes());
}

void append_text(Column& column, std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
    column.data.insert(column.data.end(), bytes, bytes + text.size());
    column.offsets.push_back(static_cast<std::int64_t>(column.data.size()));
}

void drop_needless_validity(Column& column) {
    if (std::ranges::find(column.valid, std::uint8_t{0}) == column.valid.end()) column.valid.clear();
}

}  // namespace

Column Column::of_text(std::string name, std::span<const std::string> values) {
    auto column = empty_column(std::move(name), "u", values.size());
    column.offsets.push_back(0);
    for (const auto& value : values) append_text(column, value);
    return column;
}

Column Column::of_optional_text(std::string name, std::span<const std::optional<std::string>> values) {
    auto column = empty_column(std::move(name), "u", values.size());
    column.offsets.push_back(0);
    for (const auto& value : values) {
        append_text(column, value ? std::string_view(*value) : std::string_view());
        column.valid.push_back(value ? 1 : 0);
    }
    drop_needless_validity(column);
    return column;
}

Column Column::of_double(std::string name, std::span<const double> values) {
    auto column = empty_column(std::move(name), "g", values.size());
    copy_values(column, values);
    for (const auto value : values) column.valid.push_back(std::isnan(value) ? 0 : 1);
    drop_needless_validity(column);
    return column;
}

Column Column::of_int64(std::string name, std::span<const std::int64_t> values) {
    auto column = empty_column(std::move(name), "l", values.size());
    copy_values(column, values);
    return column;
}

Column Column::of_bool(std::string name, std::span<const std::uint8_t> values) {
    auto column = empty_column(std::move(name), "b", values.size());
    for (const auto value : values) column.data.push_back(std::byte{value != 0});
    return column;
}

Column Column::of_text_lists(std::string name, std::span<const std::vector<std::string>> values) {
    auto column = empty_column(std::move(name), "+l", values.size());
    std::vector<std::string> items;
    column.offsets.push_back(0);
    for (const auto& value : values) {
        items.insert(items.end(), value.begin(), value.end());
        column.offsets.push_back(static_cast<std::int64_t>(items.size()));
    }
    column.children.push_back(of_text("item", items));
    return column;
}

Column Column::of_dates(std::string name, std::span<const std::optional<std::int32_t>> values) {
    auto column = empty_column(std::move(name), "tdD", values.size());
    std::vector<std::int32_t> days;
    for (const auto& value : values) {
        days.push_back(value.value_or(0));
        column.valid.push_back(value ? 1 : 0);
    }
    copy_values(column, std::span<const std::int32_t>(days));
    drop_needless_validity(column);
    return column;
}

}  // namespace petasentra::layer
