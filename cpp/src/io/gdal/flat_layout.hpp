#pragma once
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

namespace petasentra::io::gdal {

// Geometry read by several threads goes straight to its place: first every row is planned, then the arrays are laid out,
// then each row is copied, in any order.

/// What the arrays have to hold of one row. `aside`: a row that somebody else has to look at first.
struct RowPlan {
    geometry::Kind kind = geometry::Kind::null;
    bool aside = false;
    std::uint32_t parts = 0;
    std::uint32_t rings = 0;
    std::uint32_t vertices = 0;
};

/// The first part, ring and vertex of a row.
struct RowPlace {
    std::uint64_t part = 0;
    std::uint64_t ring = 0;
    std::uint64_t vertex = 0;
};

/// Where one row is written: its coordinates, and where each of its rings and parts ends, in numbers of the whole column.
struct RowSlot {
    double* xy;
    std::uint64_t* ring_ends;
    std::uint64_t* part_ends;
    RowPlace first;
};

class FlatLayout {
  public:
    explicit FlatLayout(std::span<const RowPlan> plans);

    [[nodiscard]] RowSlot slot(std::size_t row) noexcept;
    /// Writes a row as it stands in another column; its plan has to be plan_of that row.
    void copy(std::size_t row, const geometry::GeometryColumn& other, std::size_t other_row);
    /// Every row has to be written by now.
    [[nodiscard]] geometry::GeometryColumn finish() { return std::move(m_column); }

  private:
    geometry::GeometryColumn m_column;
    std::vector<RowPlace> m_places;
};

/// The plan of a row that is there already.
[[nodiscard]] RowPlan plan_of(const geometry::GeometryColumn& column, std::size_t row);

}  // namespace petasentra::io::gdal
