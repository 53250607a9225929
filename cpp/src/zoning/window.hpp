#pragma once
#include <algorithm>
#include <cstdint>

#include "zoning/grid.hpp"

namespace petasentra::zoning {

/// Columns and rows of a grid, ends included.
struct Window {
    std::int64_t west;
    std::int64_t east;
    std::int64_t south;
    std::int64_t north;
    /// Those that lie under the bounds.
    [[nodiscard]] static Window under(const geometry::Box& bounds, const Grid& grid) noexcept {
        return {std::max<std::int64_t>(grid.column_of(bounds.min_x), 0),
                std::min<std::int64_t>(grid.column_of(bounds.max_x), std::int64_t{grid.columns} - 1),
                std::max<std::int64_t>(grid.row_of(bounds.min_y), 0),
                std::min<std::int64_t>(grid.row_of(bounds.max_y), std::int64_t{grid.rows} - 1)};
    }
    [[nodiscard]] bool empty() const noexcept { return east < west || north < south; }
};

}  // namespace petasentra::zoning
