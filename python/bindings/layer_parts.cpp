#include "bindings/layer_parts.hpp"

#include <petasentra/core/error.hpp>

#include "bindings/numpy_views.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;

namespace petasentra::bindings {
namespace {

void set_entry(layer::Metadata& metadata, const std::string& key, const std::optional<std::string>& value) {
    std::erase_if(metadata, [&](const auto& entry) { return entry.first == key; });
    if (value) metadata.emplace_back(key, *value);
}

}  // namespace

std::vector<std::size_t> checked_rows(const RowNumbers& rows, std::size_t size) {
    std::vector<std::size_t> out;
    out.reserve(static_cast<std::size_t>(rows.size()));
    for (const auto row : span_of<std::int64_t>(rows)) {
        if (row < 0 || static_cast<std::size_t>(row) >= size) {
            throw core::Error(
                core::ErrorCode::option_value,
                {"Baris " + std::to_string(row) + " tidak ada; jumlah baris " + std::to_string(size) + ".",
                 "There is no row " + std::to_string(row) + " among " + std::to_string(size) + "."});
        }
        out.push_back(static_cast<std::size_t>(row));
    }
    return out;
}

py::typing::Dict<py::str, py::str> metadata_dict(const layer::Metadata& metadata) {
    py::dict out;
    for (const auto& [key, value] : metadata) out[python_text(key)] = python_text(value);
    return py::typing::Dict<py::str, py::str>(std::move(out));
}

layer::Table with_column_metadata(const layer::Table& table, const std::string& name, const std::string& key,
                                  const std::optional<std::string>& value) {
    const auto position = static_cast<std::size_t>(&table.column(name) - table.columns.data());
    layer::Table out = table;
    set_entry(out.columns[position].metadata, key, value);
    return out;
}

layer::Table with_metadata(const layer::Table& table, const std::string& key, const std::optional<std::string>& value) {
    layer::Table out = table;
    set_entry(out.metadata, key, value);
    return out;
}

layer::Table with_columns(const layer::Table& table, const layer::Table& more) {
    layer::Table out = table;
    for (const auto& column : more.columns) out.add(column);
    return out;
}

}  // namespace petasentra::bindings
