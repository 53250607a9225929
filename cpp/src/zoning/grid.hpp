#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>

namespace petasentra::zoning {

/// Square cells over the bounds of the zones. A cell holds its western and southern border, not the others.
///
/// The side of a cell is a power of two of metres (256, 1/8 ...) and borders lie at multiples of it, so that the cell
/// of a coordinate and the borders of a cell are exact in double arithmetic: no coordinate is ever west of the border
/// of the cell it is said to lie in.
struct Grid {
    std::int64_t first_column = 0;  ///< floor(min_x / side)
    std::int64_t first_row = 0;
    std::uint32_t columns = 0;
    std::uint32_t rows = 0;
    double side = 1.0;
    double per_side = 1.0;  ///< 1 / side, exact

    /// The finest grid over `bounds` with at most `cells` cells, or four where that is less. No bounds: no cells.
    [[nodiscard]] static Grid over(const geometry::Box& bounds, std::size_t cells);

    /// The same ground with 2^bits x 2^bits cells for each of these.
    [[nodiscard]] Grid finer(int bits) const;

    [[nodiscard]] std::size_t size() const noexcept { return std::size_t{columns} * rows; }
    /// May be outside 0..columns-1, for x outside the bounds.
    [[nodiscard]] std::int64_t column_of(double x) const noexcept {
        return floor_of(bounded(x * per_side)) - first_column;
    }
    [[nodiscard]] std::int64_t row_of(double y) const noexcept { return floor_of(bounded(y * per_side)) - first_row; }
    [[nodiscard]] double west_of(std::int64_t column) const noexcept {
        return static_cast<double>(first_column + column) * side;
    }
    [[nodiscard]] double south_of(std::int64_t row) const noexcept {
        return static_cast<double>(first_row + row) * side;
    }
    /// Far beyond any zone, where whole numbers still hold it.
    [[nodiscard]] static double bounded(double value) noexcept { return std::clamp(value, -0x1p61, 0x1p61); }
    /// floor(value) for values below 2^62; std::floor is a call where the compiler may not use SSE 4.1.
    [[nodiscard]] static std::int64_t floor_of(double value) noexcept {
        const auto whole = static_cast<std::int64_t>(value);
        return whole - (value < static_cast<double>(whole) ? 1 : 0);
    }
    [[nodiscard]] std::size_t cell(std::int64_t column, std::int64_t row) const noexcept {
        return static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column);
    }
};

}  // namespace petasentra::zoning
