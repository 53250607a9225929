#include "io/gdal/gpkg_range.hpp"

#include <sqlite3.h>

#include <utility>

#include "io/gdal/gpkg_blob.hpp"
#include "io/gdal/gpkg_columns.hpp"

namespace petasentra::io::gdal {
namespace {

// Where a row has what.
constexpr std::size_t id_place = 0;
constexpr std::size_t shape_place = 1;
constexpr std::size_t first_field_place = 2;

}  // namespace

GpkgRange::GpkgRange(std::vector<layer::Column> columns, const Expected& expected) : m_columns(std::move(columns)) {
    for (auto& column : m_columns) reserve_rows(column, expected.rows);
    m_shapes.expect(expected.rows, expected.vertices);
}

bool GpkgRange::add(std::span<sqlite3_value* const> row) {
    if (row.size() != m_columns.size() + first_field_place || !add_shape(row)) return false;
    auto place = first_field_place;
    for (auto& column : m_columns) {
        if (!append_value(column, *row[place++])) return false;
    }
    return true;
}

bool GpkgRange::add_shape(std::span<sqlite3_value* const> row) {
    auto* shape = row[shape_place];
    const auto feature = sqlite3_value_int64(row[id_place]);
    const int type = sqlite3_value_type(shape);
    if (type == SQLITE_NULL) {
        m_shapes.read(nullptr, feature);
        return true;
    }
    if (type != SQLITE_BLOB) return false;
    const auto* bytes = static_cast<const std::byte*>(sqlite3_value_blob(shape));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(shape));
    if (bytes == nullptr) return false;
    const auto wkb = wkb_of_blob({bytes, size});
    return !wkb.empty() && m_shapes.read_wkb(wkb, feature);
}

void GpkgRange::clear() {
    for (auto& column : m_columns) {
        column.size = 0;
        column.valid.clear();
        column.data.clear();
        if (!column.offsets.empty()) column.offsets.resize(1);
    }
    m_shapes.clear();
}

}  // namespace petasentra::io::gdal
