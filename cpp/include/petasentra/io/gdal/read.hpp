#pragma once
#include <cstdint>
#include <petasentra/core/text.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <utility>
#include <vector>

namespace petasentra::io::gdal {

/// How a file is to be read; an empty text means "what the file says".
struct ReadOptions {
    std::string layer;     ///< layer of a file with several
    std::string crs;       ///< anything geometry::Crs understands; wins over the file, and the report says so
    std::string encoding;  ///< of attribute text ("CP1252"); Shapefiles only, other formats say it themselves
    bool validity = true;  ///< count invalid geometries (GEOS looks at every ring: often longer than reading)
    bool hash = true;      ///< SHA-256 of the file and of a Shapefile's other parts
};

/// One attribute as it stood in the file.
struct Field {
    std::string name;
    std::string type;  ///< int16 int32 int64 float32 float64 bool text date time datetime binary, or list<...> of these
    int width = 0;     ///< characters the file reserves; 0 where the format has no such limit
};

/// Something the reader decided or noticed: `code` is a word of the findings catalogue.
struct Note {
    std::string code;
    core::Text text;
};

/// What was found while reading, so that nothing is taken on trust: shown to people and kept with results.
struct LoadReport {
    std::string path;                 ///< as the caller gave it
    std::string inner_path;           ///< file inside a .zip, else empty
    std::string driver;               ///< GDAL's name of the format
    std::vector<std::string> layers;  ///< every layer of the source, in its order
    std::string layer;                ///< the one that was read
    std::string crs_name;             ///< empty if the file states none
    std::string crs_code;             ///< "EPSG:4326", empty if the definition carries no code
    std::string crs_from;             ///< "file", "caller" or "none"
    std::string encoding;             ///< "UTF-8", "CP1252" ...; empty if there is no text (a Shapefile without .dbf)
    std::string encoding_from;  ///< "caller", "cpg" (side file), "ldid" (.dbf header), "format", "assumed", "none"
    std::vector<Field> fields;
    std::int64_t features_announced = -1;  ///< what the header says; -1 if the format does not say
    std::int64_t features_read = 0;
    layer::GeometryCounts geometries;  ///< without `invalid` if `validity` was not asked
    std::string sha256;                ///< of the file at `path`; empty if `hash` was not asked
    std::vector<std::pair<std::string, std::string>> sidecars;  ///< a Shapefile's other parts: name, SHA-256
    std::vector<std::string> messages;                          ///< GDAL's own warnings, each once, at most 50
    std::vector<Note> notes;
};

struct LayerFile {
    layer::Layer layer;
    LoadReport report;
};

/// Reads one layer of a vector file: Shapefile, GeoPackage, GeoJSON, FlatGeobuf, KML, whatever else GDAL knows, or a
/// .zip that holds one of them (in a subfolder too).
///
/// Geometry   Kept as it is, Z and M included. Curves become lines (4 degrees a step) and TINs and polyhedral surfaces
///            multipolygons, because nothing here computes on them; unclosed rings are closed; the report counts each.
/// Attributes One column a field, in the file's order, without the feature id. Times keep their offset where the whole
///            column shares one, become UTC where it varies, and stay text where some rows have none.
/// Text       UTF-8. A Shapefile that declares no encoding is read as UTF-8 if every byte fits, else as CP1252
///            (note ENCODING_GUESSED).
/// CRS        From the file, never guessed; GeoPackage's "undefined" systems count as none (note CRS_MISSING).
/// Empty      A layer without rows is a layer of 0 rows (note LAYER_EMPTY).
///
/// Errors: file_not_found (with the nearest name in the folder), file_unreadable (GDAL's words), layer_missing (several
/// layers and none chosen, or a wrong name: the error lists them), no_geometry_column (a bare table), crs_unknown.
/// A broken file gives an error or a layer with notes, never a crash. The file and its folder are not changed.
[[nodiscard]] LayerFile read_layer(const std::string& path, const ReadOptions& options = {});

/// One layer of a source, before it is read.
struct LayerSummary {
    std::string name;
    std::string geometry;        ///< GDAL's word for the declared type: "Polygon", "Unknown (any)", "None"
    std::int64_t features = -1;  ///< as announced; -1 if unknown
};
struct Contents {
    std::string driver;
    std::vector<LayerSummary> layers;
};
/// The layers of a source; the errors of read_layer for files that are missing or unreadable.
[[nodiscard]] Contents list_layers(const std::string& path);

/// The version of GDAL that reads and writes here, such as "3.6.2"; asked of the library that is loaded.
[[nodiscard]] std::string gdal_version();

}  // namespace petasentra::io::gdal
