#include "io/gdal/target.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <petasentra/core/error.hpp>
#include <system_error>
#include <vector>

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorCode;

Error cannot_write(const fs::path& goal, const core::Text& reason, const core::Text& hint) {
    return Error(ErrorCode::write_failed,
                 {"Berkas \"" + goal.string() + "\" tidak dapat ditulis: " + reason.id,
                  "File \"" + goal.string() + "\" cannot be written: " + reason.en},
                 hint, {.file = goal.string()});
}

}  // namespace

Target::Target(const std::string& goal) : m_goal(goal) {
    std::error_code failed;
    const fs::path parent = m_goal.has_parent_path() ? m_goal.parent_path() : fs::path(".");
    if (!m_goal.has_filename() || fs::is_directory(m_goal, failed)) {
        throw cannot_write(m_goal, {"itu sebuah folder.", "it is a folder."},
                           {"Beri nama berkas.", "Give a file name."});
    }
    if (!fs::is_directory(parent, failed)) {
        throw cannot_write(
            m_goal,
            {"folder \"" + parent.string() + "\" tidak ada.", "there is no folder \"" + parent.string() + "\"."},
            {"Buat folder itu lebih dahulu.", "Make that folder first."});
    }
    require_unused();
    std::string pattern = (parent / ".petasentra-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        const std::string words = std::strerror(errno);
        throw cannot_write(
            m_goal, {words + ".", words + "."},
            {"Periksa hak akses folder dan ruang simpan.", "Check the folder's permissions and the free space."});
    }
    m_folder = pattern;
}

Target::~Target() {
    std::error_code ignored;
    if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
}

std::string Target::path() const {
    return (m_folder / m_goal.filename()).string();
}

void Target::require_unused() const {
    // SQLite's side files mean that a program has the old file open; replacing it under them would ruin it.
    std::error_code failed;
    for (const char* tail : {"-wal", "-journal"}) {
        if (!fs::exists(m_goal.string() + tail, failed)) continue;
        throw cannot_write(m_goal, {"program lain sedang membukanya.", "another program has it open."},
                           {"Tutup program itu (misalnya QGIS) atau pakai nama lain.",
                            "Close that program (QGIS, for one) or use another name."});
    }
}

void Target::remove_old_parts() const {
    // Side files of an old Shapefile describe the old rows: an old index would make readers skip new features.
    if (m_goal.extension() != ".shp") return;
    for (const char* ending :
         {".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qpj", ".cst", ".idm", ".ind"}) {
        fs::path part(m_goal);
        std::error_code ignored;
        fs::remove(part.replace_extension(ending), ignored);
    }
}

void Target::finish() {
    try {
        remove_old_parts();
        const fs::path parent = m_goal.parent_path();
        for (const auto& entry : fs::directory_iterator(m_folder)) {
            const auto name = entry.path().filename();
            if (name != m_goal.filename()) fs::rename(entry.path(), parent / name);
        }
        fs::rename(m_folder / m_goal.filename(), m_goal);
    } catch (const fs::filesystem_error& error) {
        const std::string words = error.code().message();
        throw cannot_write(
            m_goal, {words + ".", words + "."},
            {"Periksa hak akses folder dan ruang simpan.", "Check the folder's permissions and the free space."});
    }
}

}  // namespace petasentra::io::gdal
