#pragma once
#include <petasentra/io/gdal/read.hpp>
#include <string>
#include <vector>

#include "io/gdal/encoding.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/shapefile_parts.hpp"

namespace petasentra::io::gdal {

/// One opened file: the path itself, or a file inside a .zip.
struct Part {
    MendedShapefile mended;  ///< what GDAL reads in place of a Shapefile without its index; outlives the dataset
    DatasetPtr dataset;
    std::string gdal_path;
    std::string inner;        ///< path inside the .zip; empty otherwise
    TextEncoding declared;    ///< Shapefiles only
    ShapefileParts files;     ///< the same
    std::vector<Note> notes;  ///< of opening
};

/// One layer of a source and the name it is called by (made unique where two files of a .zip have layers of one name).
struct SourceLayer {
    std::string name;
    std::size_t part = 0;
    OGRLayer* layer = nullptr;
};

struct Source {
    std::vector<Part> parts;
    std::vector<SourceLayer> layers;

    [[nodiscard]] std::vector<std::string> names() const;
};

/// Throws if there is nothing to open at `path`: Error(file_not_found) names the nearest file, Error(file_unreadable) says
/// that it is a folder; the folder of a geodatabase passes.
void require_file(const std::string& path);

/// Opens what stands at `path` (see read_layer for formats and errors). `encoding` is used for Shapefiles; where it is
/// empty and the file declares none, text comes as raw bytes. `log` must be the MessageLog now listening.
[[nodiscard]] Source open_source(const std::string& path, const std::string& encoding, const MessageLog& log);

/// The layer that `wanted` names; if empty, the only one. Error(layer_missing) lists the names otherwise.
[[nodiscard]] const SourceLayer& choose_layer(const Source& source, const std::string& wanted, const std::string& path);

}  // namespace petasentra::io::gdal
