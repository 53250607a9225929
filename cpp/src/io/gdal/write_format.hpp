#pragma once
#include <petasentra/io/gdal/write.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

// What each format wants and what it cannot hold.

/// `wanted`, or the driver for the ending of the path; Error(option_value) for an ending that names none.
[[nodiscard]] std::string driver_for(const std::string& path, const std::string& wanted);
[[nodiscard]] CPLStringList layer_options(const layer::Layer& layer, const std::string& driver);
/// Error(crs_mismatch): KML holds WGS 84 only.
void require_crs_of_format(const layer::Layer& layer, const std::string& driver, const std::string& path);
/// What the layer's type (see declared_type) or the format does to the geometries, as notes.
void note_geometry_losses(const layer::Layer& layer, OGRwkbGeometryType type, WriteReport& report);

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
