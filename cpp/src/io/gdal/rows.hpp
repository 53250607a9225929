#pragma once
#include <optional>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/layer/column.hpp>
#include <vector>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// What was read of a layer: one column a field, in the file's order, and the geometry; notes of what had to be changed.
struct Rows {
    std::vector<layer::Column> columns;
    geometry::GeometryColumn geometry;
    std::vector<Note> notes;
};

// Ways to the same rows. The quick ones give nothing where a layer has anything they do not read exactly as the feature
// loop would, or where GDAL complains on the way; then the loop, which reads everything, is asked. They leave no
// messages behind if they give up.

/// What to make room for; both 0 where nothing is known.
struct Expected {
    std::size_t rows = 0;
    std::size_t vertices = 0;
};

/// One feature after the other: any driver, any type.
[[nodiscard]] Rows rows_by_features(OGRLayer& layer, const Expected& expected);

/// A GeoPackage of `bytes` bytes read by ourselves, as the SQLite database it is: ranges of row ids on all threads, each
/// through a connection of its own. Geometry that is not plain goes through GDAL, row by row.
[[nodiscard]] std::optional<Rows> rows_of_geopackage(OGRLayer& layer, const std::string& path, std::size_t bytes,
                                                     const Expected& expected);

/// A Shapefile read by ourselves, blocks of records on all threads: flat shapes and all attributes; `encoding` as GDAL
/// was told. Shapes with Z or M, polygons of several rings and whatever is odd come from GDAL, without their attributes.
[[nodiscard]] std::optional<Rows> rows_of_shapefile(OGRLayer& layer, const std::string& shp_path,
                                                    const std::string& encoding);

/// A FlatGeobuf file read by ourselves, features on all threads: flat shapes, numbers, texts and truth values.
[[nodiscard]] std::optional<Rows> rows_of_flatgeobuf(OGRLayer& layer, const std::string& path);

}  // namespace petasentra::io::gdal
