#pragma once
#include <cmath>
#include <cstdint>
#include <limits>
#include <petasentra/core/control.hpp>
#include <petasentra/sentra/density_clusters.hpp>
#include <span>
#include <utility>
#include <vector>

namespace petasentra::sentra {

/// Where the units are.
struct Extent {
    double west = 0.0, east = 0.0, south = 0.0, north = 0.0;
    double turn_below = -std::numeric_limits<double>::infinity();  ///< longitudes below it count 360 more
};

/// Of the units that have a place; all zeros if none has.
[[nodiscard]] Extent extent_of(std::span<const double> xy, Ground ground, const core::Control& control);

/// What one row of cells has to be known for to say which cells of another are within reach of its own.
struct RowMeasure {
    double width = 0.0;           ///< of its cells, in the unit of x
    double columns_a_unit = 0.0;  ///< 1 / width
    double reach = 0.0;           ///< eps_m in the unit of x, at the least favourable place of the rows beside it
};

/// How the ground is cut into cells so small that any two units of one cell are within eps_m, cells into rows.
///
/// On the plane cells are squares. In degrees a row is a band of latitude, and its cells are as many degrees wide as its
/// end nearer to the equator allows; cells of neighbouring rows then do not stand one above the other. What is within
/// eps_m of a unit stands in its row or the two rows on either side of it; on the plane two columns away at most.
///
/// The key of a cell holds its group, row and column, in this order: sorting keys sorts rows and cells. Between the last
/// row of a group and the first of the next there are two rows of nothing, so rows near each other are of one group.
class GroundRows {
  public:
    /// Errors as for density_clusters.
    GroundRows(std::span<const double> xy, std::span<const std::uint32_t> group, const DensityOptions& options,
               const core::Control& control);

    [[nodiscard]] bool on_earth() const noexcept { return m_on_earth; }
    /// Of the cell of a unit; most_key() if it has no place.
    [[nodiscard]] std::uint64_t key_of(std::size_t unit) const noexcept {
        const double x = m_xy[2 * unit];
        const double y = m_xy[2 * unit + 1];
        if (!has_place(x, y, m_ground)) return m_most;
        // What is not below 0 is rounded down by leaving off the fraction.
        const auto row = static_cast<std::int64_t>((y - m_extent.south) / m_height);
        const double turned = x < m_extent.turn_below ? x + 360.0 : x;
        const double a_unit =
            m_on_earth ? measure_of(static_cast<std::uint64_t>(row)).columns_a_unit : m_columns_a_unit;
        const auto column = static_cast<std::uint64_t>((turned - m_extent.west) * a_unit);
        const std::uint64_t group = m_group.empty() ? 0 : m_group[unit];
        return (group * m_stride + static_cast<std::uint64_t>(row)) * m_columns + column;
    }
    /// Above the keys of all cells.
    [[nodiscard]] std::uint64_t most_key() const noexcept { return m_most; }
    /// Columns of a row: key / columns() is a number of group and row, key % columns() the column.
    [[nodiscard]] std::uint64_t columns() const noexcept { return m_columns; }
    /// Of a row by its number of group and row.
    [[nodiscard]] RowMeasure measure_of(std::uint64_t row) const noexcept {
        row %= m_stride;
        return m_kept.empty() ? measured(row) : m_kept[row];
    }

    /// Whether coordinates are those of a place.
    [[nodiscard]] static bool has_place(double x, double y, Ground ground) noexcept {
        // A difference with itself is 0 for finite numbers and no number for others; this way it needs no branch.
        if (ground == Ground::plane_m) return ((x - x) + (y - y)) == 0.0;
        return std::abs(x) <= 180.0 && std::abs(y) <= 90.0;
    }

  private:
    [[nodiscard]] double side() const noexcept;
    [[nodiscard]] std::pair<double, double> shrink(double first_row, double last_row) const noexcept;
    [[nodiscard]] double width(std::uint64_t row) const noexcept;
    [[nodiscard]] double reach(std::uint64_t row) const noexcept;
    [[nodiscard]] RowMeasure measured(std::uint64_t row) const noexcept;

    std::span<const double> m_xy;
    std::span<const std::uint32_t> m_group;
    Ground m_ground;
    bool m_on_earth;
    double m_eps_m;
    Extent m_extent;
    double m_slack = 0.0;   ///< cells are so much smaller, searches so much wider, that rounding cannot part neighbours
    double m_height = 0.0;  ///< of a row, in the unit of y
    double m_columns_a_unit = 0.0;   ///< on the plane
    std::vector<RowMeasure> m_kept;  ///< of each row on the earth, if they are not too many: cosines are dear
    std::uint64_t m_stride = 1, m_columns = 1, m_most = 1;
};

}  // namespace petasentra::sentra
