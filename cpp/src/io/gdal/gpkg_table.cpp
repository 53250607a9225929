#include "io/gdal/gpkg_table.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace petasentra::io::gdal {
namespace {

// Views and virtual tables have no page of their own; a column may have taken the name by which row ids go.
bool is_table(sqlite3& connection, const std::string& name) {
    const auto text = quoted(name, '\'');
    const auto statement = prepared(
        connection, "SELECT 1 FROM main.sqlite_master WHERE lower(name) = lower(" + text +
                        ") AND type = 'table' AND rootpage > 0 AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(" +
                        text + ") WHERE lower(name) = '_rowid_')");
    return statement != nullptr && sqlite3_step(statement.get()) == SQLITE_ROW;
}

std::optional<RowIds> ids_of(sqlite3& connection, const std::string& from) {
    // In one query of both, SQLite would look at every row.
    const auto statement =
        prepared(connection, "SELECT (SELECT MIN(_rowid_)" + from + "), (SELECT MAX(_rowid_)" + from + ")");
    if (statement == nullptr || sqlite3_step(statement.get()) != SQLITE_ROW) return std::nullopt;
    if (sqlite3_column_type(statement.get(), 0) != SQLITE_INTEGER) return std::nullopt;
    return RowIds{sqlite3_column_int64(statement.get(), 0), sqlite3_column_int64(statement.get(), 1)};
}

}  // namespace

std::optional<GpkgTable> gpkg_table(sqlite3& connection, OGRLayer& layer) {
    const std::string_view id = layer.GetFIDColumn();
    const std::string_view shape = layer.GetGeometryColumn();
    if (id.empty() || shape.empty() || !is_table(connection, layer.GetName())) return std::nullopt;
    const auto from = " FROM main." + quoted(layer.GetName()) + " AS t NOT INDEXED";
    const auto ids = ids_of(connection, from);
    if (!ids) return std::nullopt;
    GpkgTable table{*ids, {}, from + " WHERE t._rowid_ BETWEEN ?1 AND ?2"};
    // Without its table's name, a column that does not exist would be read as a text.
    table.row = "t." + quoted(id) + ", t." + quoted(shape);
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        table.row += ", t." + quoted(definition.GetFieldDefn(i)->GetNameRef());
    return table;
}

std::vector<RowIds> divided(RowIds ids, std::size_t ranges) {
    // Negative ids are good ids: their distance may need all 64 bits.
    const auto first = static_cast<std::uint64_t>(ids.first);
    const auto span = static_cast<std::uint64_t>(ids.last) - first;
    const auto step = span / std::max<std::size_t>(ranges, 1);
    std::vector<RowIds> out;
    for (std::uint64_t begin = 0;; begin += step + 1) {
        const bool is_last = span - begin <= step;
        const auto end = is_last ? span : begin + step;
        out.push_back({static_cast<std::int64_t>(first + begin), static_cast<std::int64_t>(first + end)});
        if (is_last) return out;
    }
}

}  // namespace petasentra::io::gdal
