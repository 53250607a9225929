#pragma once
#include <optional>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <vector>

#include "io/gdal/session.hpp"
#include "io/gdal/shp_records.hpp"

namespace petasentra::io::gdal {

/// The geometry of a .shp of a flat type, blocks of records on all threads; what is put aside is asked of GDAL, record by
/// record. Nothing if the file cannot be read to its end or GDAL has no answer.
[[nodiscard]] std::optional<geometry::GeometryColumn> shapes_of_shp(const FileBytes& file, const ShpIndex& index,
                                                                    OGRLayer& layer, std::vector<Note>& notes);

}  // namespace petasentra::io::gdal
