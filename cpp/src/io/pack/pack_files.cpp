#include "io/pack/pack_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <petasentra/core/sha256.hpp>
#include <span>
#include <system_error>

namespace petasentra::io::pack {
namespace {

namespace fs = std::filesystem;

std::string hash_of(const std::string& text) {
    return core::sha256(std::as_bytes(std::span(text.data(), text.size())));
}

bool is_spreadsheet(std::string_view name) {
    if (name.size() < 5) return false;
    std::string ending(name.substr(name.size() - 5));
    for (auto& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return ending == ".xlsx";
}

bool is_file(const std::string& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// A pack is handed on as a folder: what it names lies inside.
bool stays_inside(const std::string& name) {
    const fs::path path(name);
    return !path.is_absolute() && std::find(path.begin(), path.end(), "..") == path.end();
}

}  // namespace

std::string join_path(const std::string& folder, std::string_view name) {
    if (folder.empty() || name.empty() || name.front() == '/') return std::string(name);
    return folder.back() == '/' ? folder + std::string(name) : folder + '/' + std::string(name);
}

PackFiles::PackFiles(std::string folder, const std::map<std::string, std::string>& texts)
    : m_folder(std::move(folder)), m_texts(texts) {}

SourceFile PackFiles::source(const std::string& name) const {
    return {name, join_path(m_folder, name)};
}

bool PackFiles::exists(const std::string& name) const {
    return m_texts.contains(name) || (!m_folder.empty() && is_file(join_path(m_folder, name)));
}

const std::string& PackFiles::text(const std::string& name, const Where& named_at) {
    if (!stays_inside(name))
        complain(core::ErrorCode::pack_value, named_at,
                 {in_quotes(name) + " berada di luar folder paket.", in_quotes(name) + " lies outside the pack."},
                 {"Simpan berkas itu di dalam folder paket dan tulis namanya saja.",
                  "Put the file into the folder of the pack and write its name alone."});
    const auto path = join_path(m_folder, name);
    const bool on_disk = !m_folder.empty() && is_file(path);
    if (const auto given = m_texts.find(name); given != m_texts.end()) {
        note(name, is_spreadsheet(name) && on_disk ? core::sha256_of_file(path) : hash_of(given->second));
        return given->second;
    }
    if (is_spreadsheet(name))
        complain(
            core::ErrorCode::pack_value, named_at,
            {"Lembar kerja " + in_quotes(name) + " tidak dapat dibaca langsung.",
             "The spreadsheet " + in_quotes(name) + " cannot be read directly."},
            {"Baca paket melalui Python (petasentra.read_plan_pack), yang mengubah lembar kerja menjadi CSV, atau "
             "simpan "
             "matriksnya sebagai CSV.",
             "Read the pack through Python (petasentra.read_plan_pack), which turns spreadsheets into CSV, or save the "
             "matrix as CSV."});
    if (!on_disk) {
        Where where = named_at;
        if (where.file.path.empty()) where.file.path = path;
        const auto known = names();
        complain(core::ErrorCode::file_not_found, where,
                 {"Berkas " + in_quotes(name) + " tidak ditemukan dalam paket.",
                  "File " + in_quotes(name) + " is not in the pack."},
                 allowed_words(name, known));
    }
    const auto [entry, fresh] = m_read.try_emplace(name);
    if (fresh) {
        std::ifstream in(path, std::ios::binary);
        entry->second.assign(std::istreambuf_iterator<char>(in), {});
        if (!in || in.bad())
            complain(core::ErrorCode::file_unreadable, {.file = source(name)},
                     {"Berkas tidak dapat dibaca.", "The file cannot be read."},
                     {"Periksa izin baca berkas itu.", "Check the read permission of that file."});
    }
    note(name, hash_of(entry->second));
    return entry->second;
}

std::vector<std::string> PackFiles::names() const {
    std::vector<std::string> found;
    for (const auto& [name, text] : m_texts) found.push_back(name);
    std::error_code ignored;
    if (!m_folder.empty())
        for (fs::directory_iterator at(m_folder, ignored), end; !ignored && at != end; at.increment(ignored))
            if (at->is_regular_file(ignored)) found.push_back(at->path().filename().string());
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void PackFiles::note(const std::string& name, const std::string& sha256) {
    if (std::none_of(m_files.begin(), m_files.end(), [&](const auto& file) { return file.path == name; }))
        m_files.push_back({name, sha256});
}

}  // namespace petasentra::io::pack
