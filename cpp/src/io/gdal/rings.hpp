#pragma once
#include <petasentra/geometry/geometry_column.hpp>

namespace petasentra::io::gdal {

/// Whether every polygon ring of a row ends where it begins, in Z too.
[[nodiscard]] bool is_closed(const geometry::GeometryColumn& column, std::size_t row) noexcept;

/// Remembers where a column ends, to take back a row that turned out to need a closer look.
class ColumnEnd {
  public:
    explicit ColumnEnd(const geometry::GeometryColumn& column) noexcept
        : m_rows(column.size()),
          m_parts(column.ring_of_part.size()),
          m_rings(column.vertex_of_ring.size()),
          m_xy(column.xy.size()),
          m_z(column.z.size()),
          m_m(column.m.size()) {}
    void cut(geometry::GeometryColumn& column) const;

  private:
    std::size_t m_rows;
    std::size_t m_parts;
    std::size_t m_rings;
    std::size_t m_xy;
    std::size_t m_z;
    std::size_t m_m;
};

}  // namespace petasentra::io::gdal
