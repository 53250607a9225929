#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace petasentra::io::gdal {

struct CloseSqlite {
    void operator()(sqlite3* connection) const noexcept;
};
struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const noexcept;
};
using SqlitePtr = std::unique_ptr<sqlite3, CloseSqlite>;
using StatementPtr = std::unique_ptr<sqlite3_stmt, FinishStatement>;

/// A connection that only reads, for one thread at a time, and keeps writers away while it lives. Null where that cannot
/// be had without a trace beside the file: no database, texts not in UTF-8, a write-ahead log, a writer at work.
[[nodiscard]] SqlitePtr open_sqlite(const std::string& path);

/// Null if the database does not understand it (a name that does not exist, a function that only GDAL has).
[[nodiscard]] StatementPtr prepared(sqlite3& connection, const std::string& sql);

/// A name or text in SQL: `"a ""b"""`, `'it''s'`.
[[nodiscard]] std::string quoted(std::string_view name, char mark = '"');

}  // namespace petasentra::io::gdal
