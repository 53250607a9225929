#pragma once
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

struct WriteOptions {
    std::string layer_name;  ///< empty: the name of the file without its ending
    std::string driver;      ///< GDAL's name; empty: by the ending (.gpkg .geojson .json .fgb .shp .kml)
};

/// What happened on the way out: names that a format cut, values that it could not hold as they were.
struct WriteReport {
    std::string path;
    std::string driver;
    std::string layer;
    std::size_t rows = 0;
    std::vector<Note> notes;
    std::vector<std::string> messages;  ///< GDAL's own warnings
};

/// Writes a layer to a new file, or in place of an old one.
///
/// All or nothing: the file is written in a temporary folder beside its goal and moved into place when it is complete
/// and closed; after an error the old file is untouched. (A Shapefile is several files, moved one after another, .shp
/// last.) A GeoPackage that is there already keeps its other layers, and the layer of this name is replaced; one that
/// another program has open is refused.
///
/// Rows keep their order (FlatGeobuf is therefore written without its spatial index), and none is lost: FlatGeobuf has
/// no null or empty geometries and refuses them (Error(geometry_kind)). Polygon and MultiPolygon may mix. A Shapefile
/// holds one dimension only (the same error), cuts names to 10 characters and reads single-part multipolygons back as
/// polygons: notes say which. Lists of text become one text joined with ", ".
///
/// Errors: write_failed (folder missing, not writable, GDAL's words), column_type, option_value (unknown ending),
/// crs_mismatch (KML holds WGS 84 only).
WriteReport write_layer(const layer::Layer& layer, const std::string& path, const WriteOptions& options = {});

}  // namespace petasentra::io::gdal
