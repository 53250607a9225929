#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <span>
#include <string>
#include <vector>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// Takes OGR geometries into a geometry column and counts what had to be changed for that.
class ShapeReader {
  public:
    /// Room for so many rows and vertices: memory that is asked for and never touched costs nothing, growing does.
    void expect(std::size_t rows, std::size_t vertices);

    /// Null gives a null row. A geometry that has no flat form becomes a null row and is counted.
    void read(std::unique_ptr<OGRGeometry> geometry, GIntBig feature);

    /// The same from WKB. False, with nothing changed, if GDAL cannot make a geometry of it.
    [[nodiscard]] bool read_wkb(std::span<const std::byte> wkb, GIntBig feature);

    [[nodiscard]] geometry::GeometryColumn finish(std::vector<Note>& notes);

  private:
    [[nodiscard]] std::unique_ptr<OGRGeometry> flat(std::unique_ptr<OGRGeometry> geometry);

    geometry::GeometryColumn m_column;
    std::vector<unsigned char> m_wkb;
    std::size_t m_curves = 0;
    std::size_t m_surfaces = 0;
    std::size_t m_unclosed = 0;
    std::vector<std::string> m_refused;  // feature ids
};

}  // namespace petasentra::io::gdal
