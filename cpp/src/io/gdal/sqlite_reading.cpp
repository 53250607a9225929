#include "io/gdal/sqlite_reading.hpp"

#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <system_error>

namespace petasentra::io::gdal {
namespace {

// Two bytes of the file's first hundred say by which kind of journal it is written: 1 for a rollback journal.
bool has_rollback_journal(sqlite3& connection) {
    sqlite3_file* file = nullptr;
    // The connection's own file is asked: to open and close another would drop every lock this process has on it.
    if (sqlite3_file_control(&connection, "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file)) != SQLITE_OK)
        return false;
    if (file == nullptr || file->pMethods == nullptr) return false;
    std::array<unsigned char, 2> versions{};
    constexpr sqlite3_int64 place = 18;
    if (file->pMethods->xRead(file, versions.data(), versions.size(), place) != SQLITE_OK) return false;
    return versions[0] == 1 && versions[1] == 1;
}

bool is_utf8(sqlite3& connection) {
    const auto statement = prepared(connection, "PRAGMA main.encoding");
    if (statement == nullptr || sqlite3_step(statement.get()) != SQLITE_ROW) return false;
    const auto* name = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0));
    return name != nullptr && std::string_view(name) == "UTF-8";
}

// Reading begins with the first look into the file and lasts as long as the connection.
bool begin_reading(sqlite3& connection) {
    return sqlite3_exec(&connection, "BEGIN; SELECT 1 FROM main.sqlite_master LIMIT 1", nullptr, nullptr, nullptr) ==
           SQLITE_OK;
}

}  // namespace

void CloseSqlite::operator()(sqlite3* connection) const noexcept {
    sqlite3_close(connection);
}

void FinishStatement::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

SqlitePtr open_sqlite(const std::string& path) {
    if (sqlite3_threadsafe() == 0) return nullptr;
    std::error_code failed;
    // A name that begins with a slash is never taken for an address.
    const auto file = std::filesystem::absolute(path, failed).string();
    if (failed) return nullptr;
    sqlite3* opened = nullptr;
    const auto code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    SqlitePtr connection(opened);
    if (code != SQLITE_OK || !has_rollback_journal(*connection)) return nullptr;
    if (!begin_reading(*connection) || !is_utf8(*connection)) return nullptr;
    return connection;
}

StatementPtr prepared(sqlite3& connection, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const auto size = static_cast<int>(sql.size() + 1);
    if (sqlite3_prepare_v2(&connection, sql.c_str(), size, &statement, nullptr) != SQLITE_OK) return nullptr;
    return StatementPtr(statement);
}

std::string quoted(std::string_view name, char mark) {
    std::string out(1, mark);
    for (const char letter : name) out.append(letter == mark ? 2 : 1, letter);
    return out + mark;
}

}  // namespace petasentra::io::gdal
