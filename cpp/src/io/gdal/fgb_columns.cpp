#include "io/gdal/fgb_columns.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "io/gdal/file_bytes.hpp"
#include "io/gdal/flat_buffer.hpp"
#include "io/gdal/plain_columns.hpp"

namespace petasentra::io::gdal {
namespace {

using Bytes = std::span<const std::byte>;

enum PropertyField : unsigned { properties_field = 1, own_columns_field = 2 };

// The format a column type of the file has here; empty for those left to GDAL.
const char* format_of(std::uint8_t type) {
    switch (type) {
        case 2:
            return "b";
        case 3:
            return "s";
        case 5:
            return "i";
        case 7:
            return "l";
        case 9:
            return "f";
        case 10:
            return "g";
        case 11:
            return "u";
        default:
            return "";
    }
}

Bytes taken(Bytes& from, std::size_t size) {
    if (size > from.size()) throw BrokenBuffer();
    const auto out = from.first(size);
    from = from.subspan(size);
    return out;
}

}  // namespace

bool FgbColumns::add(const OGRFieldDefn& field, std::uint8_t type) {
    const std::string format = format_of(type);
    if (format.empty() || format != plain_format(field)) return false;
    OneColumn one;
    one.column = plain_column(field.GetNameRef(), format);
    one.column.size = m_rows;
    one.valid.resize(m_rows);
    one.width = layer::fixed_width(format);
    if (format == "u") {
        one.column.offsets.resize(m_rows + 1);
        one.pieces.resize(core::block_count(m_rows, m_rows_per_block));
    } else {
        one.column.data.resize(m_rows * one.width);
    }
    m_columns.push_back(std::move(one));
    return true;
}

bool FgbColumns::take(OneColumn& one, std::size_t row, std::size_t block, Bytes& properties) {
    one.valid[row] = 1;
    auto* data = one.column.data.data();
    if (one.width > 0) {
        const auto value = taken(properties, one.width);
        std::memcpy(data + row * one.width, value.data(), one.width);
        // Any byte but zero is true.
        if (one.column.format == "b") data[row] = value[0] == std::byte{0} ? std::byte{0} : std::byte{1};
        return true;
    }
    const auto size = taken(properties, 4);
    const auto text = taken(properties, little_u32(size.data()));
    if (!text.empty() && std::memchr(text.data(), 0, text.size()) != nullptr) return false;
    // Lengths go where offsets will stand, texts into a piece for each block.
    one.column.offsets[row + 1] = static_cast<std::int64_t>(text.size());
    one.pieces[block].insert(one.pieces[block].end(), text.begin(), text.end());
    return true;
}

bool FgbColumns::fill(core::Block block, std::span<const Bytes> features) {
    for (auto row = block.begin; row < block.end; ++row) {
        const auto feature = FlatTable::root(features[row]);
        if (feature.has(own_columns_field)) return false;
        auto properties = feature.vector(properties_field, 1);
        while (!properties.empty()) {
            const std::size_t column = little_u16(taken(properties, 2).data());
            if (column >= m_columns.size() || m_columns[column].valid[row] != 0) return false;
            if (!take(m_columns[column], row, block.index, properties)) return false;
        }
    }
    return true;
}

std::vector<layer::Column> FgbColumns::finish() {
    std::vector<layer::Column> out;
    for (auto& one : m_columns) {
        auto& column = one.column;
        if (std::ranges::find(one.valid, 0) != one.valid.end()) column.valid = std::move(one.valid);
        if (column.format == "u") {
            for (std::size_t row = 0; row < m_rows; ++row) column.offsets[row + 1] += column.offsets[row];
            column.data.reserve(static_cast<std::size_t>(column.offsets.back()));
            for (auto& piece : one.pieces) {
                column.data.insert(column.data.end(), piece.begin(), piece.end());
                piece = {};
            }
        }
        out.push_back(std::move(column));
    }
    return out;
}

}  // namespace petasentra::io::gdal
