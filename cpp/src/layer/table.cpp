#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/layer/table.hpp>

namespace petasentra::layer {

std::vector<std::string> Table::names() const {
    std::vector<std::string> out;
    out.reserve(columns.size());
    for (const auto& column : columns) out.push_back(column.name);
    return out;
}

const Column* Table::find(std::string_view name) const noexcept {
    const auto found = std::ranges::find(columns, name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

const Column& Table::column(std::string_view name, std::string_view layer_name) const {
    if (const auto* found = find(name)) return *found;
    const std::string wanted(name);
    const auto have = names();
    const auto near = core::nearest(name, have);
    core::Text hint{"Kolom yang ada: " + core::listed(have) + ".", "The columns are: " + core::listed(have) + "."};
    if (columns.empty()) hint = {"Tabel ini tidak memiliki kolom.", "The table has no columns."};
    if (!near.empty()) {
        hint = {"Mungkin maksud Anda \"" + near + "\"? " + hint.id, "Did you mean \"" + near + "\"? " + hint.en};
    }
    throw core::Error(core::ErrorCode::column_missing,
                      {"Kolom \"" + wanted + "\" tidak ada.", "There is no column \"" + wanted + "\"."},
                      std::move(hint), {.layer = std::string(layer_name), .column = wanted});
}

Table Table::take(std::span<const std::size_t> rows) const {
    Table out;
    out.size = rows.size();
    out.metadata = metadata;
    out.columns.reserve(columns.size());
    for (const auto& column : columns) out.columns.push_back(column.take(rows));
    return out;
}

void Table::add(Column column) {
    if (columns.empty() && size == 0) size = column.size;
    if (column.size != size) {
        throw core::Error(core::ErrorCode::malformed_table,
                          {"Kolom \"" + column.name + "\" berisi " + std::to_string(column.size) +
                               " baris, sedangkan tabel " + std::to_string(size) + " baris.",
                           "Column \"" + column.name + "\" has " + core::counted(column.size, "row", "rows") +
                               ", the table has " + std::to_string(size) + "."},
                          {}, {.column = column.name});
    }
    columns.push_back(std::move(column));
}

}  // namespace petasentra::layer
