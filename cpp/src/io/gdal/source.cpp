#include "io/gdal/source.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <set>

#include "io/gdal/archive.hpp"
#include "io/gdal/unreadable.hpp"

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

Part open_part(const std::string& path, const std::string& gdal_path, const std::string& inner,
               const std::string& encoding) {
    Part part;
    part.gdal_path = gdal_path;
    part.inner = inner;
    CPLStringList options;
    const std::string ending = ending_of(gdal_path);
    if (ending == ".shp") {
        part.files = shapefile_parts(gdal_path);
        note_lengths(part.files, part.notes);
        note_missing_table(part.files, part.notes);
        part.mended = MendedShapefile::of(part.files, path, part.notes);
        if (!part.mended.shp_path().empty()) part.gdal_path = part.mended.shp_path();
    }
    if (ending == ".shp" || ending == ".dbf" || ending == ".shx") {
        part.declared = declared_encoding(gdal_path);
        // An empty ENCODING asks for raw bytes: GDAL's own fallback would silently take ISO-8859-1.
        options.SetNameValue("ENCODING", encoding.empty() ? part.declared.name.c_str() : encoding.c_str());
    }
    part.dataset.reset(GDALDataset::Open(part.gdal_path.c_str(),
                                         GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, allowed_drivers,
                                         options.List(), nullptr));
    return part;
}

std::vector<Part> open_archive(const std::string& path, const std::string& encoding, const MessageLog& log) {
    const Archive archive = list_archive(path);
    std::vector<Part> parts;
    std::optional<Error> refused;
    for (const auto& inner : archive.vector_files) {
        // One broken file does not hide the others.
        try {
            Part part = open_part(path, archive.root + "/" + inner, inner, encoding);
            if (part.dataset != nullptr) parts.push_back(std::move(part));
        } catch (const Error& error) {
            if (!refused) refused = error;
        }
    }
    if (!parts.empty()) return parts;
    if (refused) throw *refused;
    if (archive.files.empty()) throw unreadable(path, {"arsip kosong.", "the archive is empty."});
    const std::string words = log.last_failure("");
    const std::string inside = core::listed(archive.files);
    const core::Text reason{"arsip tidak berisi geodata yang dikenali. " + words + " Isi: " + inside + ".",
                            "the archive holds no geodata that is recognised. " + words + " Inside: " + inside + "."};
    const bool nested = std::any_of(archive.files.begin(), archive.files.end(),
                                    [](const std::string& file) { return ending_of(file) == ".zip"; });
    if (!nested) throw unreadable(path, reason);
    throw unreadable(path, reason,
                     {"Ekstrak dahulu arsip yang ada di dalamnya, lalu baca arsip itu.",
                      "Unpack the archive that lies within it, then read that one."});
}

std::vector<Part> open_parts(const std::string& path, const std::string& encoding, const MessageLog& log) {
    if (ending_of(path) == ".zip") return open_archive(path, encoding, log);
    if (ending_of(path) == ".kmz") require_sound_archive(path);
    std::vector<Part> parts;
    parts.push_back(open_part(path, path, {}, encoding));
    if (parts.back().dataset == nullptr) throw unreadable_content(path, log.last_failure(""));
    return parts;
}

}  // namespace

void require_file(const std::string& path) {
    std::error_code failed;
    const fs::path file(path);
    if (!path.empty() && fs::exists(file, failed)) {
        if (!fs::is_directory(file, failed)) return;
        const auto names = names_in(file);
        if (ending_of(path) == ".gdb") {
            if (!names.empty()) return;
            throw unreadable(path, {"geodatabase itu folder kosong.", "the geodatabase is an empty folder."},
                             {"Salin lagi seluruh folder .gdb beserta isinya, atau minta dalam bentuk .zip.",
                              "Copy the whole .gdb folder again with its content, or ask for it as a .zip."});
        }
        core::Text hint{"Folder itu kosong.", "The folder is empty."};
        if (!names.empty()) {
            hint = {"Sebutkan salah satu berkas di dalamnya: " + core::listed(names) + ".",
                    "Name one of the files in it: " + core::listed(names) + "."};
        }
        throw Error(ErrorCode::file_unreadable,
                    {"\"" + path + "\" adalah folder, bukan berkas.", "\"" + path + "\" is a folder, not a file."},
                    hint, {.file = path});
    }
    const std::string near = core::nearest(file.filename().string(), names_in(file.parent_path()));
    core::Text hint{"Periksa nama dan folder berkas.", "Check the name and the folder of the file."};
    if (!near.empty()) hint = {"Mungkin maksud Anda \"" + near + "\"?", "Did you mean \"" + near + "\"?"};
    throw Error(ErrorCode::file_not_found,
                {"Berkas \"" + path + "\" tidak ditemukan.", "File \"" + path + "\" was not found."}, hint,
                {.file = path});
}

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
    if (source.layers.empty()) throw unreadable(path, {"berkas tidak berisi lapisan.", "it holds no layer."});
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
            {"Berkas \"" + path + "\" berisi " + std::to_string(names.size()) + " lapisan: " + list + ".",
             "File \"" + path + "\" holds " + std::to_string(names.size()) + " layers: " + list + "."},
            {"Pilih satu dengan layer=\"" + names.front() + "\".", "Choose one with layer=\"" + names.front() + "\"."},
            {.file = path});
    }
    const std::string near = core::nearest(wanted, names);
    core::Text hint{"Lapisan yang ada: " + list + ".", "Layers there are: " + list + "."};
    if (!near.empty()) {
        hint = {"Mungkin maksud Anda \"" + near + "\"? " + hint.id, "Did you mean \"" + near + "\"? " + hint.en};
    }
    throw Error(ErrorCode::layer_missing,
                {"Lapisan \"" + wanted + "\" tidak ada di berkas \"" + path + "\".",
                 "There is no layer \"" + wanted + "\" in file \"" + path + "\"."},
                hint, {.file = path, .layer = wanted});
}

}  // namespace petasentra::io::gdal
