#pragma once
#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/geometry/orientation.hpp>

#include "zoning/grid.hpp"

namespace petasentra::zoning {

/// Columns and rows to look at, ends included.
struct Window {
    std::int64_t west;
    std::int64_t east;
    std::int64_t south;
    std::int64_t north;
    [[nodiscard]] static Window of(const Grid& grid) noexcept {
        return {0, std::int64_t{grid.columns} - 1, 0, std::int64_t{grid.rows} - 1};
    }
    /// Those that lie under the bounds.
    [[nodiscard]] static Window under(const geometry::Box& bounds, const Grid& grid) noexcept {
        return {std::max<std::int64_t>(grid.column_of(bounds.min_x), 0),
                std::min<std::int64_t>(grid.column_of(bounds.max_x), std::int64_t{grid.columns} - 1),
                std::max<std::int64_t>(grid.row_of(bounds.min_y), 0),
                std::min<std::int64_t>(grid.row_of(bounds.max_y), std::int64_t{grid.rows} - 1)};
    }
    [[nodiscard]] bool empty() const noexcept { return east < west || north < south; }
};

/// Finds the cells that an edge touches, borders of cells included: never one too few, at times one too many. How far
/// beside an edge a cell still counts is more than all rounding on the way, and less than a millionth of a cell.
class TouchedCells {
  public:
    explicit TouchedCells(const Grid& grid, const Window& window) : m_grid(grid), m_window(window) {
        const auto far = std::max({std::fabs(grid.west_of(0)), std::fabs(grid.west_of(grid.columns)),
                                   std::fabs(grid.south_of(0)), std::fabs(grid.south_of(grid.rows))});
        m_rounding = 8.0 * std::numeric_limits<double>::epsilon() * far;
        m_beside = m_rounding + 1e-9 * grid.side;
    }

    /// Calls visit(row, first column, last column) for every row of the window with cells the edge touches.
    template <class Visit>
    void visit(const geometry::Point& a, const geometry::Point& b, Visit&& visit) const {
        const auto south = std::max(m_grid.row_of(std::min(a.y, b.y) - m_beside), m_window.south);
        const auto north = std::min(m_grid.row_of(std::max(a.y, b.y) + m_beside), m_window.north);
        const auto west = std::max(m_grid.column_of(std::min(a.x, b.x) - m_beside), m_window.west);
        const auto east = std::min(m_grid.column_of(std::max(a.x, b.x) + m_beside), m_window.east);
        if (south > north || west > east) return;
        const double rise = b.y - a.y;
        // Where the edge is in one column, in one row or nearly level, its box is the answer.
        if (west == east || south == north || std::fabs(rise) < 1e-3 * m_grid.side) {
            for (auto row = south; row <= north; ++row) visit(row, west, east);
            return;
        }
        const double slope = (b.x - a.x) / rise;
        const double beside = m_beside + std::fabs(slope) * m_rounding;
        for (auto row = south; row <= north; ++row) {
            const auto x_at = [&](double y) {
                const double within = std::clamp(y, std::min(a.y, b.y), std::max(a.y, b.y));
                return a.x + (within - a.y) * slope;
            };
            const double first = x_at(m_grid.south_of(row) - m_beside);
            const double last = x_at(m_grid.south_of(row + 1) + m_beside);
            const auto from = std::max(m_grid.column_of(std::min(first, last) - beside), west);
            const auto to = std::min(m_grid.column_of(std::max(first, last) + beside), east);
            if (from <= to) visit(row, from, to);
        }
    }

    /// How far beside an edge a cell counts as touched, for edges that are not nearly level.
    [[nodiscard]] double beside() const noexcept { return m_beside; }

  private:
    const Grid& m_grid;
    Window m_window;
    double m_rounding;
    double m_beside;
};

}  // namespace petasentra::zoning
