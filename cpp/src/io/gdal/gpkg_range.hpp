#pragma once
#include <petasentra/layer/column.hpp>
#include <span>
#include <vector>

#include "io/gdal/rows.hpp"
#include "io/gdal/shapes.hpp"

struct sqlite3_value;

namespace petasentra::io::gdal {

/// The rows of one range of ids, as they come out of the database.
class GpkgRange {
  public:
    /// `columns` are empty, of plain formats.
    GpkgRange(std::vector<layer::Column> columns, const Expected& expected);

    /// Takes a row: feature id, geometry, fields. False for one that needs the feature loop.
    [[nodiscard]] bool add(std::span<sqlite3_value* const> row);

    [[nodiscard]] const std::vector<layer::Column>& columns() const noexcept { return m_columns; }
    [[nodiscard]] const geometry::GeometryColumn& geometry() const noexcept { return m_shapes.column(); }
    [[nodiscard]] const ShapeChanges& changes() const noexcept { return m_shapes.changes(); }
    /// Forgets all rows and keeps the memory.
    void clear();

  private:
    [[nodiscard]] bool add_shape(std::span<sqlite3_value* const> row);

    std::vector<layer::Column> m_columns;
    ShapeReader m_shapes;
};

}  // namespace petasentra::io::gdal
