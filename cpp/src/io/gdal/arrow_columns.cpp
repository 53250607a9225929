#include "io/gdal/arrow_columns.hpp"

#include <cstring>
#include <utility>

#include "io/gdal/columns.hpp"

namespace petasentra::io::gdal {
namespace {

bool is_variable(const layer::Column& column) {
    return column.format == "u" || column.format == "z";
}

bool bit(const void* bits, std::size_t i) noexcept {
    return ((static_cast<const std::uint8_t*>(bits)[i / 8] >> (i % 8)) & 1) != 0;
}

void append_valid(layer::Column& column, const ArrowArray& array, std::size_t rows) {
    if (array.buffers[0] == nullptr || array.null_count == 0) {
        if (!column.valid.empty()) column.valid.resize(column.size + rows, 1);
        return;
    }
    column.valid.resize(column.size, 1);
    for (std::size_t row = 0; row < rows; ++row) column.valid.push_back(is_there(array, row) ? 1 : 0);
}

void append_variable(layer::Column& column, const ArrowArray& array, std::size_t rows) {
    const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
    const auto shift = column.offsets.back() - offsets[0];
    for (std::size_t row = 1; row <= rows; ++row) column.offsets.push_back(offsets[row] + shift);
    const auto* bytes = static_cast<const std::byte*>(array.buffers[2]);
    if (offsets[rows] > offsets[0]) column.data.insert(column.data.end(), bytes + offsets[0], bytes + offsets[rows]);
}

}  // namespace

std::string plain_format(const OGRFieldDefn& field) {
    const std::string type = type_name(field);
    if (type == "int16") return "s";
    if (type == "int32") return "i";
    if (type == "int64") return "l";
    if (type == "float32") return "f";
    if (type == "float64") return "g";
    if (type == "bool") return "b";
    if (type == "binary") return "z";
    return field.GetType() == OFTString ? "u" : "";
}

layer::Column plain_column(std::string name, std::string format) {
    layer::Column column;
    column.name = std::move(name);
    column.format = std::move(format);
    if (is_variable(column)) column.offsets.assign(1, 0);
    return column;
}

void reserve_rows(layer::Column& column, std::size_t rows) {
    if (is_variable(column)) {
        column.offsets.reserve(rows + 1);
    } else {
        column.data.reserve(rows * layer::fixed_width(column.format));
    }
}

bool fits_column(const layer::Column& column, const ArrowArray& array) {
    const std::int64_t wanted = is_variable(column) ? 3 : 2;
    if (array.offset != 0 || array.length < 0 || array.n_buffers != wanted || array.buffers == nullptr) return false;
    if (array.null_count != 0 && array.buffers[0] == nullptr && array.null_count != -1) return false;
    if (array.length == 0) return true;
    if (array.buffers[1] == nullptr) return false;
    if (!is_variable(column)) return true;
    const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
    if (offsets[0] < 0) return false;
    for (std::int64_t row = 0; row < array.length; ++row) {
        if (offsets[row + 1] < offsets[row]) return false;
    }
    return array.buffers[2] != nullptr || offsets[array.length] == offsets[0];
}

void append_rows(layer::Column& column, const ArrowArray& array) {
    const auto rows = static_cast<std::size_t>(array.length);
    if (rows == 0) return;
    append_valid(column, array, rows);
    if (is_variable(column)) {
        append_variable(column, array, rows);
    } else if (column.format == "b") {
        for (std::size_t row = 0; row < rows; ++row) column.data.push_back(std::byte{bit(array.buffers[1], row)});
    } else {
        const auto* bytes = static_cast<const std::byte*>(array.buffers[1]);
        column.data.insert(column.data.end(), bytes, bytes + rows * layer::fixed_width(column.format));
    }
    column.size += rows;
}

bool is_there(const ArrowArray& array, std::size_t row) noexcept {
    return array.buffers[0] == nullptr || array.null_count == 0 || bit(array.buffers[0], row);
}

}  // namespace petasentra::io::gdal
