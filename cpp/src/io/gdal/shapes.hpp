#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <span>
#include <string>
#include <vector>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// What had to be changed of geometries: how many, and the feature ids of those that could not be read.
struct ShapeChanges {
    std::size_t curves = 0;
    std::size_t surfaces = 0;
    std::size_t unclosed = 0;
    std::vector<std::string> refused;

    /// Adds those of the features that come after.
    void add(const ShapeChanges& later);
    /// A note for each kind of change there is.
    void say(std::vector<Note>& notes) const;
};

/// Takes OGR geometries into a geometry column and counts what had to be changed for that.
class ShapeReader {
  public:
    /// Room for so many rows and vertices: memory that is asked for and never touched costs nothing, growing does.
    void expect(std::size_t rows, std::size_t vertices);

    /// Null gives a null row. A geometry that has no flat form becomes a null row and is counted.
    void read(std::unique_ptr<OGRGeometry> geometry, GIntBig feature);

    /// The same from WKB. False, with nothing changed, if GDAL cannot make a geometry of it.
    [[nodiscard]] bool read_wkb(std::span<const std::byte> wkb, GIntBig feature);

    /// A null row for a geometry that is there and cannot be read; it is counted.
    void refuse(GIntBig feature);

    [[nodiscard]] geometry::GeometryColumn finish(std::vector<Note>& notes);

    /// What was taken so far; `clear` forgets it and keeps the memory.
    [[nodiscard]] const geometry::GeometryColumn& column() const noexcept { return m_column; }
    [[nodiscard]] const ShapeChanges& changes() const noexcept { return m_changes; }
    void clear();

  private:
    [[nodiscard]] std::unique_ptr<OGRGeometry> flat(std::unique_ptr<OGRGeometry> geometry);

    geometry::GeometryColumn m_column;
    std::vector<unsigned char> m_wkb;
    ShapeChanges m_changes;
};

}  // namespace petasentra::io::gdal
