#include "io/gdal/archive.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "io/gdal/encoding.hpp"
#include "io/gdal/unreadable.hpp"
#include "io/gdal/virtual_file.hpp"
#include "io/gdal/zip_directory.hpp"

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;

std::string ending_of_entry(const std::string& name) {
    std::string ending = fs::path(name).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return ending;
}

bool is_vector_file(const std::string& name) {
    static const std::set<std::string> endings{".shp", ".gpkg", ".geojson", ".json", ".fgb", ".kml",
                                               ".kmz", ".tab",  ".mif",     ".gpx",  ".dxf", ".gdb"};
    return endings.count(ending_of_entry(name)) != 0;
}

// Paths inside a .zip that may be geodata; a file geodatabase is a folder and counts as one.
std::vector<std::string> vector_files_in_zip(const std::string& root, std::vector<std::string>& everything) {
    const CPLStringList entries(VSIReadDirRecursive(root.c_str()));
    std::vector<std::string> found;
    for (int i = 0; i < entries.Count(); ++i) {
        std::string entry = entries[i];
        const bool folder = !entry.empty() && entry.back() == '/';
        if (folder) entry.pop_back();
        if (entry.compare(0, 9, "__MACOSX/") == 0 || entry.find(".gdb/") != std::string::npos) continue;
        if (!folder) everything.push_back(entry);
        if (is_vector_file(entry) && folder == (ending_of_entry(entry) == ".gdb")) found.push_back(entry);
    }
    std::sort(found.begin(), found.end());
    return found;
}

// Paths that would end up elsewhere if somebody unpacked them. Windows counts: \ separates there, C: begins a path.
bool leads_out(std::string name) {
    std::replace(name.begin(), name.end(), '\\', '/');
    if (name.empty() || name.front() == '/' || (name.size() > 1 && name[1] == ':')) return true;
    const auto parts = fs::path(name);
    return std::find(parts.begin(), parts.end(), "..") != parts.end();
}

void require_inside(const std::string& path, const std::vector<ZipEntry>& entries) {
    for (const auto& entry : entries) {
        if (!leads_out(entry.name)) continue;
        const std::string name = printable(entry.name);
        throw unreadable(path,
                         {"arsip memuat jalur \"" + name + "\" yang keluar dari arsip itu.",
                          "the archive holds the path \"" + name + "\", which leads out of it."},
                         {"Tidak ada yang diekstrak. Minta arsip baru dari sumber yang tepercaya.",
                          "Nothing was unpacked. Get a new archive from a source you trust."});
    }
}

void require_open(const std::string& path, const std::vector<ZipEntry>& entries) {
    const bool any = std::any_of(entries.begin(), entries.end(), [](const ZipEntry& entry) { return entry.encrypted; });
    if (!any) return;
    throw unreadable(path, {"arsip dilindungi kata sandi.", "the archive is protected by a password."},
                     {"Ekstrak dahulu dengan kata sandinya, lalu baca berkas di dalamnya.",
                      "Unpack it with its password, then read the file in it."});
}

void require_no_bomb(const std::string& path, const std::vector<ZipEntry>& entries) {
    std::uint64_t unpacked = 0;
    for (const auto& entry : entries) {
        unpacked =
            entry.size > most_unpacked - std::min(most_unpacked, unpacked) ? most_unpacked + 1 : unpacked + entry.size;
    }
    std::error_code failed;
    const std::uint64_t packed = fs::file_size(path, failed);
    const bool suspicious = unpacked > suspicious_size && unpacked / suspicious_ratio > packed;
    if (unpacked <= most_unpacked && !suspicious) return;
    const std::string limit = std::to_string(suspicious_size >> 20U) + " MiB";
    const std::string ratio = std::to_string(suspicious_ratio);
    const std::string most = std::to_string(most_unpacked >> 30U) + " GiB";
    throw unreadable(path,
                     {"arsip akan mengembang terlalu besar. Batasnya " + most + ", atau " + limit +
                          " bila lebih dari " + ratio + " kali ukuran arsip.",
                      "the archive would unpack to too much. The limit is " + most + ", or " + limit +
                          " where that is more than " + ratio + " times the archive."},
                     {"Jika arsip ini memang benar, ekstrak sendiri lalu baca berkas di dalamnya.",
                      "If the archive is sound, unpack it yourself and read the file in it."});
}

}  // namespace

void require_sound_archive(const std::string& path) {
    const auto entries = zip_entries(path);
    if (!entries) {
        const auto head = virtual_head(path, 2);
        const bool begins_well = head.size() == 2 && head[0] == std::byte{'P'} && head[1] == std::byte{'K'};
        if (const auto known = known_content(path); known && !begins_well) throw *known;
        throw unreadable(path, {"arsip rusak atau terpotong.", "the archive is damaged or was cut off."},
                         {"Unduh atau minta berkas itu sekali lagi.", "Download it or ask for it again."});
    }
    require_inside(path, *entries);
    require_open(path, *entries);
    require_no_bomb(path, *entries);
}

Archive list_archive(const std::string& path) {
    require_sound_archive(path);
    Archive out;
    out.root = "/vsizip/{" + fs::absolute(path).string() + "}";
    out.vector_files = vector_files_in_zip(out.root, out.files);
    return out;
}

}  // namespace petasentra::io::gdal
