#pragma once
#include <petasentra/geometry/crs.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <vector>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// The CRS a layer states, through PROJJSON (WKT where that cannot be written); unknown for none, for GeoPackage's
/// "undefined" systems and for a definition that PROJ refuses (a note says so).
[[nodiscard]] geometry::Crs crs_of(const OGRSpatialReference* stated, std::vector<Note>& notes);

}  // namespace petasentra::io::gdal
