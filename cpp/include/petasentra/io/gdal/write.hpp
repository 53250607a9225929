#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/layer/layer.hpp>
#include <span>
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
/// All or nothing: the file is written in a hidden folder beside its goal and moved into place when it is complete,
/// closed and counted; after an error, a cancel or the death of the process the old file is as it was. What a dead
/// process leaves is that folder (".petasentra-..."); the next write into the same place removes it. A GeoPackage that
/// is there already keeps its other layers, and the layer of this name is replaced; one that another program has open is
/// refused.
///
/// A Shapefile is several files, which no file system replaces at once: the old .shp goes first and the new one comes
/// last, so that at no moment shapes of one stand beside attributes of the other. An error in between brings the old
/// parts back at once; after the death of the process in between (some renames long) the next write into that folder
/// brings them back.
///
/// Rows keep their order (FlatGeobuf is therefore written without its spatial index), and none is lost: FlatGeobuf has
/// no null or empty geometries and refuses them (Error(geometry_kind)). Polygon and MultiPolygon may mix. A Shapefile
/// holds one dimension only (the same error). GeoJSON follows RFC 7946: WGS 84, nine decimals of a degree (0.1 mm),
/// outer rings counter-clockwise, no "crs"; KML is WGS 84 too: other systems are transformed, with a note. Types that a
/// format lacks become text (ISO 8601 for dates and times, lists joined with "; "), names and values it cannot hold as
/// they are are told in notes.
///
/// Errors: write_failed (folder missing, not writable, disk full, GDAL's words), column_type, option_value (unknown
/// ending), crs_missing and transform_failed (GeoJSON, KML), cancelled.
WriteReport write_layer(const layer::Layer& layer, const std::string& path, const WriteOptions& options = {},
                        const core::Control& control = {});

struct NamedLayer {
    std::string name;
    const layer::Layer* layer;  ///< has to outlive the call
};

/// Writes several layers into one GeoPackage that holds these and no others afterwards; a report for each. All or
/// nothing, as above. Errors: as above; option_value for another ending than .gpkg, no layers, and names that are empty
/// or come twice.
std::vector<WriteReport> write_layers(std::span<const NamedLayer> layers, const std::string& path,
                                      const core::Control& control = {});

}  // namespace petasentra::io::gdal
