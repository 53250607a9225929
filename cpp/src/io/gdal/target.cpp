#include "io/gdal/target.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <petasentra/core/error.hpp>
#include <system_error>
#include <vector>

#include "io/gdal/left_behind.hpp"

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
    clear_left_behind(parent);
    std::string pattern = (parent / (draft_prefix + std::to_string(getpid()) + "-XXXXXX")).string();
    if (mkdtemp(pattern.data()) == nullptr) {
        const std::string words = std::strerror(errno);
        throw cannot_write(
            m_goal, {words + ".", words + "."},
            {"Periksa hak akses folder dan ruang simpan.", "Check the folder's permissions and the free space."});
    }
    m_folder = pattern;
    m_lock = lock_folder(m_folder);
}

Target::~Target() {
    std::error_code ignored;
    if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
    if (m_lock >= 0) close(m_lock);
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

std::vector<fs::path> Target::old_parts() const {
    // Side files of an old Shapefile describe the old rows: an old index would make readers skip new features. The .shp
    // comes first.
    std::vector<fs::path> parts;
    for (const char* ending :
         {".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qpj", ".cst", ".idm", ".ind"}) {
        fs::path part(m_goal);
        std::error_code failed;
        if (fs::exists(part.replace_extension(ending), failed)) parts.push_back(part.filename());
    }
    return parts;
}

void Target::replace_parts() {
    const fs::path parent = m_goal.parent_path();
    const fs::path old = m_folder / old_parts_folder;
    std::vector<fs::path> fresh;
    for (const auto& entry : fs::directory_iterator(m_folder)) fresh.push_back(entry.path().filename());
    fs::create_directory(old);
    std::vector<fs::path> aside;
    std::vector<fs::path> placed;
    const auto place = [&](const fs::path& name) {
        fs::rename(m_folder / name, parent / name);
        placed.push_back(name);
    };
    try {
        for (const auto& name : old_parts()) {
            fs::rename(parent / name, old / name);
            aside.push_back(name);
        }
        for (const auto& name : fresh) {
            if (name != m_goal.filename()) place(name);
        }
        place(m_goal.filename());
    } catch (const fs::filesystem_error&) {
        std::error_code ignored;
        for (const auto& name : placed) fs::remove(parent / name, ignored);
        for (auto name = aside.rbegin(); name != aside.rend(); ++name) fs::rename(old / *name, parent / *name, ignored);
        throw;
    }
}

void Target::finish() {
    try {
        if (m_goal.extension() == ".shp") {
            replace_parts();
        } else {
            fs::rename(m_folder / m_goal.filename(), m_goal);
        }
    } catch (const fs::filesystem_error& error) {
        const std::string words = error.code().message();
        throw cannot_write(
            m_goal, {words + ".", words + "."},
            {"Periksa hak akses folder dan ruang simpan.", "Check the folder's permissions and the free space."});
    }
}

}  // namespace petasentra::io::gdal
