#pragma once
#include <optional>
#include <petasentra/core/control.hpp>
#include <petasentra/io/gdal/write.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

// What each format wants and what it cannot hold.

/// `wanted`, or the driver for the ending of the path; Error(option_value) for an ending that names none.
[[nodiscard]] std::string driver_for(const std::string& path, const std::string& wanted);
[[nodiscard]] CPLStringList layer_options(const layer::Table& table, std::size_t rows, const std::string& driver);
/// What the layer's type (see declared_type) or the format does to the geometries, as notes.
void note_geometry_losses(const geometry::GeometryColumn& geometry, OGRwkbGeometryType type, WriteReport& report);

/// The geometry in WGS 84 for the formats that hold nothing else (GeoJSON, KML), and a note that says from what it was
/// transformed; for GeoJSON with nine decimals. Nothing where it can go out as it is. Error(crs_missing): a layer without CRS has no place in these formats.
[[nodiscard]] std::optional<geometry::GeometryColumn> in_crs_of_format(const layer::Layer& layer, WriteReport& report,
                                                                       const core::Control& control);

/// While it lives, formats that carry a time stamp take the one of SOURCE_DATE_EPOCH, if that is set.
class StampedTime {
  public:
    StampedTime();
    StampedTime(const StampedTime&) = delete;
    StampedTime& operator=(const StampedTime&) = delete;
    ~StampedTime();

  private:
    bool m_set = false;
};

}  // namespace petasentra::io::gdal
