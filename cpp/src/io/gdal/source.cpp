#include "io/gdal/source.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <set>

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorCode;

// Formats that live in a file and never reach for the network or for another file's address.
constexpr const char* allowed_drivers[] = {"ESRI Shapefile", "GPKG",   "GeoJSON",     "GeoJSONSeq", "TopoJSON",
                                           "ESRIJSON",       "LIBKML", "FlatGeobuf",  "KML",        "GPX",
                                           "MapInfo File",   "DXF",    "OpenFileGDB", "SQLite",     nullptr};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

std::string ending_of(const std::string& path) {
    return lower(fs::path(path).extension().string());
}

// GDAL's own words are English and stand in both sentences as they are.
core::Text as_said(const std::string& words) {
    return {words, words};
}

Error unreadable(const std::string& path, const core::Text& reason) {
    core::Text hint{"Periksa apakah berkas lengkap dan formatnya didukung (.shp, .zip, .gpkg, .geojson, .fgb, .kml).",
                    "Check that the file is complete and of a known format (.shp, .zip, .gpkg, .geojson, .fgb, .kml)."};
    if (reason.en.find("SHAPE_RESTORE_SHX") != std::string::npos) {
        hint = {"Berkas .shx tidak ada: minta shapefile lengkap (.shp, .shx, .dbf, .prj) dari pengirimnya.",
                "The .shx file is missing: ask the sender for the whole shapefile (.shp, .shx, .dbf, .prj)."};
    }
    return Error(ErrorCode::file_unreadable,
                 {"Berkas \"" + path + "\" tidak dapat dibaca: " + reason.id,
                  "File \"" + path + "\" cannot be read: " + reason.en},
                 hint, {.file = path});
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator at(folder.empty() ? "." : folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        names.push_back(at->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

void require_file(const std::string& path) {
    std::error_code failed;
    const fs::path file(path);
    if (!path.empty() && fs::exists(file, failed)) {
        if (!fs::is_directory(file, failed) || ending_of(path) == ".gdb") return;
        throw Error(ErrorCode::file_unreadable,
                    {"\"" + path + "\" adalah folder, bukan berkas.", "\"" + path + "\" is a folder, not a file."},
                    {"Sebutkan salah satu berkas di dalamnya: " + core::listed(names_in(file)) + ".",
                     "Name one of the files in it: " + core::listed(names_in(file)) + "."},
                    {.file = path});
    }
    const std::string near = core::nearest(file.filename().string(), names_in(file.parent_path()));
    core::Text hint{"Periksa nama dan folder berkas.", "Check the name and the folder of the file."};
    if (!near.empty()) hint = {"Mungkin maksudnya \"" + near + "\".", "Did you mean \"" + near + "\"?"};
    throw Error(ErrorCode::file_not_found,
                {"Berkas \"" + path + "\" tidak ditemukan.", "File \"" + path + "\" was not found."}, hint,
                {.file = path});
}

bool is_vector_file(const std::string& name) {
    static const std::set<std::string> endings{".shp", ".gpkg", ".geojson", ".json", ".fgb", ".kml",
                                               ".kmz", ".tab",  ".mif",     ".gpx",  ".dxf", ".gdb"};
    return endings.count(ending_of(name)) != 0;
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
        if (is_vector_file(entry) && folder == (ending_of(entry) == ".gdb")) found.push_back(entry);
    }
    std::sort(found.begin(), found.end());
    return found;
}

Part open_part(const std::string& gdal_path, const std::string& inner, const std::string& encoding) {
    Part part{nullptr, gdal_path, inner, {}};
    CPLStringList options;
    const std::string ending = ending_of(gdal_path);
    if (ending == ".shp" || ending == ".dbf" || ending == ".shx") {
        part.declared = declared_encoding(gdal_path);
        // An empty ENCODING asks for raw bytes: GDAL's own fallback would silently take ISO-8859-1.
        options.SetNameValue("ENCODING", encoding.empty() ? part.declared.name.c_str() : encoding.c_str());
    }
    part.dataset.reset(GDALDataset::Open(gdal_path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                         allowed_drivers, options.List(), nullptr));
    return part;
}

std::vector<Part> open_parts(const std::string& path, const std::string& encoding, const MessageLog& log) {
    std::vector<Part> parts;
    if (ending_of(path) != ".zip") {
        parts.push_back(open_part(path, {}, encoding));
        if (parts.back().dataset == nullptr) {
            const std::string words = log.last_failure("");
            throw unreadable(path, words.empty()
                                       ? core::Text{"formatnya tidak dikenali.", "its format is not recognised."}
                                       : as_said(words));
        }
        return parts;
    }
    std::vector<std::string> everything;
    const std::string root = "/vsizip/{" + fs::absolute(path).string() + "}";
    for (const auto& inner : vector_files_in_zip(root, everything)) {
        Part part = open_part(root + "/" + inner, inner, encoding);
        if (part.dataset != nullptr) parts.push_back(std::move(part));
    }
    if (parts.empty()) {
        core::Text reason{"arsip kosong atau rusak.", "the archive is empty or damaged."};
        if (!everything.empty()) {
            const std::string words = log.last_failure("");
            reason = {"arsip tidak berisi geodata yang dikenali. " + words + " Isi: " + core::listed(everything) + ".",
                      "the archive holds no geodata that is recognised. " + words +
                          " Inside: " + core::listed(everything) + "."};
        }
        throw unreadable(path, reason);
    }
    return parts;
}

}  // namespace

std::vector<std::string> Source::names() const {
    std::vector<std::string> result;
    for (const auto& layer : layers) result.push_back(layer.name);
    return result;
}

Source open_source(const std::string& path, const std::string& encoding, const MessageLog& log) {
    start_gdal();
    require_file(path);
    Source source;
    source.parts = open_parts(path, encoding, log);
    for (std::size_t p = 0; p < source.parts.size(); ++p) {
        GDALDataset& dataset = *source.parts[p].dataset;
        for (int i = 0; i < dataset.GetLayerCount(); ++i) {
            if (OGRLayer* layer = dataset.GetLayer(i)) source.layers.push_back({printable(layer->GetName()), p, layer});
        }
    }
    std::multiset<std::string> seen;
    for (const auto& layer : source.layers) seen.insert(layer.name);
    for (auto& layer : source.layers) {
        if (seen.count(layer.name) > 1) layer.name = printable(source.parts[layer.part].inner) + ":" + layer.name;
    }
    if (source.layers.empty()) throw unreadable(path, {"berkas tidak berisi layer.", "it holds no layer."});
    return source;
}

const SourceLayer& choose_layer(const Source& source, const std::string& wanted, const std::string& path) {
    if (wanted.empty() && source.layers.size() == 1) return source.layers.front();
    for (const auto& layer : source.layers) {
        if (!wanted.empty() && layer.name == wanted) return layer;
    }
    const auto names = source.names();
    const std::string list = core::listed(names, 20);
    if (wanted.empty()) {
        throw Error(
            ErrorCode::layer_missing,
            {"Berkas \"" + path + "\" berisi " + std::to_string(names.size()) + " layer: " + list + ".",
             "File \"" + path + "\" holds " + std::to_string(names.size()) + " layers: " + list + "."},
            {"Pilih satu dengan layer=\"" + names.front() + "\".", "Choose one with layer=\"" + names.front() + "\"."},
            {.file = path});
    }
    const std::string near = core::nearest(wanted, names);
    core::Text hint{"Layer yang ada: " + list + ".", "Layers there are: " + list + "."};
    if (!near.empty()) {
        hint = {"Mungkin maksudnya \"" + near + "\". " + hint.id, "Did you mean \"" + near + "\"? " + hint.en};
    }
    throw Error(ErrorCode::layer_missing,
                {"Layer \"" + wanted + "\" tidak ada di berkas \"" + path + "\".",
                 "There is no layer \"" + wanted + "\" in file \"" + path + "\"."},
                hint, {.file = path, .layer = wanted});
}

}  // namespace petasentra::io::gdal
