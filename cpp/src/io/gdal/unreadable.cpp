#include "io/gdal/unreadable.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "io/gdal/virtual_file.hpp"

namespace petasentra::io::gdal {
namespace {

// The first letters of a file in lower case, without blanks and a byte order mark before them.
std::string first_letters(const std::string& path) {
    std::string letters;
    for (const auto byte : virtual_head(path, 1024)) {
        const auto letter = static_cast<unsigned char>(byte);
        if (letters.empty() && (letter <= 0x20 || letter >= 0x80)) continue;
        letters.push_back(static_cast<char>(std::tolower(letter)));
    }
    return letters;
}

bool is_web_page(const std::string& letters) {
    return letters.starts_with("<!doctype html") || letters.starts_with("<html") ||
           (letters.starts_with("<?xml") && letters.find("<html") != std::string::npos);
}

}  // namespace

core::Error unreadable(const std::string& path, const core::Text& reason) {
    return unreadable(
        path, reason,
        {"Periksa apakah berkas lengkap dan formatnya didukung (.shp, .zip, .gpkg, .gdb, .geojson, .fgb, .kml, .kmz, "
         ".csv, .xlsx, .parquet).",
         "Check that the file is complete and of a known format (.shp, .zip, .gpkg, .gdb, .geojson, .fgb, .kml, .kmz, "
         ".csv, .xlsx, .parquet)."});
}

core::Error unreadable(const std::string& path, const core::Text& reason, const core::Text& hint) {
    return core::Error(core::ErrorCode::file_unreadable,
                       {"Berkas \"" + path + "\" tidak dapat dibaca: " + reason.id,
                        "File \"" + path + "\" cannot be read: " + reason.en},
                       hint, {.file = path});
}

std::optional<core::Error> known_content(const std::string& path) {
    if (virtual_size(path) == 0U) {
        return unreadable(path, {"berkas kosong (0 byte).", "it is empty (0 bytes)."},
                          {"Unduh atau minta berkas itu sekali lagi.", "Download it or ask for it again."});
    }
    const std::string letters = first_letters(path);
    if (is_web_page(letters)) {
        return unreadable(path,
                          {"isinya halaman web (HTML), bukan geodata.", "it holds a web page (HTML), not geodata."},
                          {"Kemungkinan situs mengirim halaman galat atau halaman masuk; unduh lagi melalui peramban.",
                           "The site probably sent an error or login page; download it again in a browser."});
    }
    if (letters.starts_with("pk\x03\x04")) {
        return unreadable(path, {"isinya arsip ZIP dengan akhiran lain.", "it is a ZIP archive with another ending."},
                          {"Ganti akhirannya menjadi .zip.", "Rename it to end in .zip."});
    }
    return std::nullopt;
}

core::Error unreadable_content(const std::string& path, const std::string& otherwise) {
    if (auto known = known_content(path)) return *known;
    if (otherwise.empty() || otherwise.find("not recognized as") != std::string::npos) {
        return unreadable(path, {"formatnya tidak dikenali.", "its format is not recognised."});
    }
    return unreadable(path, {"GDAL menolaknya dengan pesan \"" + otherwise + "\"", otherwise});
}

}  // namespace petasentra::io::gdal
