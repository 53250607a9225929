#include <sqlite3.h>

#include <atomic>
#include <mutex>
#include <petasentra/core/parallel.hpp>
#include <utility>

#include "io/gdal/gpkg_range.hpp"
#include "io/gdal/gpkg_table.hpp"
#include "io/gdal/plain_columns.hpp"
#include "io/gdal/rows.hpp"
#include "io/gdal/rows_in_order.hpp"
#include "io/gdal/sqlite_reading.hpp"

namespace petasentra::io::gdal {
namespace {

// Large enough that a thread seldom asks for more, small enough that all threads end at about the same time.
constexpr std::size_t bytes_per_range = std::size_t{4} << 20U;

std::optional<std::vector<layer::Column>> plain_fields(const OGRFeatureDefn& definition) {
    if (definition.GetGeomFieldCount() != 1) return std::nullopt;
    std::vector<layer::Column> columns;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const auto& field = *definition.GetFieldDefn(i);
        auto format = plain_format(field);
        if (format.empty()) return std::nullopt;
        columns.push_back(plain_column(field.GetNameRef(), std::move(format)));
    }
    return columns;
}

/// A connection to the file for each thread that reads.
class GpkgConnections {
  public:
    GpkgConnections(std::string path, SqlitePtr first) : m_path(std::move(path)) { give_back(std::move(first)); }

    [[nodiscard]] SqlitePtr taken() {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                auto connection = std::move(m_idle.back());
                m_idle.pop_back();
                return connection;
            }
        }
        return open_sqlite(m_path);
    }
    void give_back(SqlitePtr connection) {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(connection));
    }

  private:
    std::string m_path;
    std::mutex m_mutex;
    std::vector<SqlitePtr> m_idle;
};

// A failed or odd row ends the query.
void take_row(sqlite3_context* context, int count, sqlite3_value** values) {
    try {
        auto& range = *static_cast<GpkgRange*>(sqlite3_user_data(context));
        if (range.add({values, static_cast<std::size_t>(count)})) return;
    } catch (...) {
        // Called from C: nothing may be thrown through SQLite.
    }
    sqlite3_result_error_code(context, SQLITE_ABORT);
}

void take_nothing(sqlite3_context* context) {
    sqlite3_result_null(context);
}

// Rows go through a function of ours within the query, which is handed all values of a row at once: from outside, each step
// and each value asked for would enter and leave the connection.
bool read_range(sqlite3& connection, const GpkgTable& table, RowIds ids, GpkgRange& range) {
    constexpr const char* name = "petasentra_take";
    constexpr int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;  // not for expressions that the file brings along
    if (sqlite3_create_function_v2(&connection, name, -1, flags, &range, nullptr, take_row, take_nothing, nullptr) !=
        SQLITE_OK)
        return false;
    const auto query = prepared(connection, std::string("SELECT ") + name + "(" + table.row + ")" + table.from);
    if (query == nullptr || sqlite3_bind_int64(query.get(), 1, ids.first) != SQLITE_OK ||
        sqlite3_bind_int64(query.get(), 2, ids.last) != SQLITE_OK)
        return false;
    return sqlite3_step(query.get()) == SQLITE_ROW && sqlite3_step(query.get()) == SQLITE_DONE;
}

}  // namespace

std::optional<Rows> rows_of_geopackage(OGRLayer& layer, const std::string& path, std::size_t bytes,
                                       const Expected& expected) {
    const auto columns = plain_fields(*layer.GetLayerDefn());
    auto connection = columns ? open_sqlite(path) : nullptr;
    const auto table = connection == nullptr ? std::nullopt : gpkg_table(*connection, layer);
    if (!table) return std::nullopt;
    const auto ranges = divided(table->ids, bytes / bytes_per_range + 1);
    const Expected in_each{expected.rows / ranges.size() + 1, expected.vertices / ranges.size() + 1};
    GpkgConnections connections(path, std::move(connection));
    RowsInOrder rows(*columns, ranges.size(), in_each, bytes);
    std::atomic<bool> good{true};
    core::for_blocks(ranges.size(), 1, {}, [&](core::Block block) {
        if (!good) return;
        const MessageLog log;
        auto mine = connections.taken();
        auto range = rows.empty_range();
        if (mine == nullptr || !read_range(*mine, *table, ranges[block.begin], *range) || !log.texts().empty()) {
            good = false;
            return;
        }
        connections.give_back(std::move(mine));
        rows.add(block.begin, std::move(range));
    });
    if (!good) return std::nullopt;
    return rows.finish();
}

}  // namespace petasentra::io::gdal
