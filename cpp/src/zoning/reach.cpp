#include <petasentra/zoning/reach.hpp>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

geometry::Box reach_of(const ZoningIndex& index, const geometry::Box& bounds) noexcept {
    if (bounds.empty()) return bounds;
    const auto& blocks = index.cells().blocks;
    // A site that only touches a block from the east or north begins in the next one.
    return {blocks.west_of(blocks.column_of(bounds.min_x)), blocks.south_of(blocks.row_of(bounds.min_y)),
            blocks.west_of(blocks.column_of(bounds.max_x) + 1), blocks.south_of(blocks.row_of(bounds.max_y) + 1)};
}

bool have_same_grid(const ZoningIndex& a, const ZoningIndex& b) noexcept {
    const auto& one = a.cells().blocks;
    const auto& other = b.cells().blocks;
    return one.side == other.side && one.first_column == other.first_column && one.first_row == other.first_row &&
           one.columns == other.columns && one.rows == other.rows;
}

}  // namespace petasentra::zoning
