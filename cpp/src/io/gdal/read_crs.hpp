#pragma once
#include <petasentra/core/text.hpp>
#include <petasentra/geometry/crs.hpp>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// The CRS a layer states, or why that is no use.
struct StatedCrs {
    geometry::Crs crs;   ///< unknown for none, for GeoPackage's "undefined" systems, and where `refused` says something
    core::Text refused;  ///< a local system, as of a CAD drawing, or a definition that PROJ does not take
};
[[nodiscard]] StatedCrs crs_of(const OGRSpatialReference* stated);

}  // namespace petasentra::io::gdal
