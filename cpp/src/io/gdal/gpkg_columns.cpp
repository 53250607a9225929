#include "io/gdal/gpkg_columns.hpp"

#include <sqlite3.h>

#include <cstring>
#include <limits>

namespace petasentra::io::gdal {
namespace {

using layer::Column;

template <class Value>
bool append_number(Column& column, Value number) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&number);
    column.data.insert(column.data.end(), bytes, bytes + sizeof number);
    return true;
}

template <class Value>
bool append_whole(Column& column, sqlite3_value& value) {
    if (sqlite3_value_type(&value) != SQLITE_INTEGER) return false;
    const auto number = sqlite3_value_int64(&value);
    if (number < std::numeric_limits<Value>::min() || number > std::numeric_limits<Value>::max()) return false;
    return append_number(column, static_cast<Value>(number));
}

bool append_truth(Column& column, sqlite3_value& value) {
    if (sqlite3_value_type(&value) != SQLITE_INTEGER) return false;
    const auto number = sqlite3_value_int64(&value);
    return (number == 0 || number == 1) && append_number(column, static_cast<std::uint8_t>(number));
}

template <class Value>
bool append_real(Column& column, sqlite3_value& value) {
    if (sqlite3_value_type(&value) != SQLITE_FLOAT) return false;
    return append_number(column, static_cast<Value>(sqlite3_value_double(&value)));
}

bool append_bytes(Column& column, sqlite3_value& value, int type) {
    if (sqlite3_value_type(&value) != type) return false;
    // Of a text too: it is UTF-8 already, and to ask for the text would copy it for the sake of a zero behind it.
    const auto* bytes = static_cast<const std::byte*>(sqlite3_value_blob(&value));
    auto size = static_cast<std::size_t>(sqlite3_value_bytes(&value));
    if (bytes == nullptr) size = 0;
    if (size > 0 && type == SQLITE_TEXT && std::memchr(bytes, 0, size) != nullptr) return false;
    column.data.insert(column.data.end(), bytes, bytes + size);
    column.offsets.push_back(static_cast<std::int64_t>(column.data.size()));
    return true;
}

void append_null(Column& column) {
    column.valid.resize(column.size, 1);
    column.valid.push_back(0);
    if (column.offsets.empty()) {
        column.data.resize(column.data.size() + layer::fixed_width(column.format));
    } else {
        column.offsets.push_back(column.offsets.back());
    }
}

bool append_present(Column& column, sqlite3_value& value) {
    switch (column.format.front()) {
        case 's':
            return append_whole<std::int16_t>(column, value);
        case 'i':
            return append_whole<std::int32_t>(column, value);
        case 'l':
            return append_whole<std::int64_t>(column, value);
        case 'f':
            return append_real<float>(column, value);
        case 'g':
            return append_real<double>(column, value);
        case 'b':
            return append_truth(column, value);
        case 'z':
            return append_bytes(column, value, SQLITE_BLOB);
        default:
            return append_bytes(column, value, SQLITE_TEXT);
    }
}

}  // namespace

bool append_value(Column& column, sqlite3_value& value) {
    if (sqlite3_value_type(&value) == SQLITE_NULL) {
        append_null(column);
    } else {
        if (!append_present(column, value)) return false;
        if (!column.valid.empty()) column.valid.push_back(1);
    }
    ++column.size;
    return true;
}

void reserve_rows(Column& column, std::size_t rows) {
    if (column.offsets.empty()) {
        column.data.reserve(rows * layer::fixed_width(column.format));
    } else {
        column.offsets.reserve(rows + 1);
    }
}

}  // namespace petasentra::io::gdal
