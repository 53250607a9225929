#pragma once
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <vector>

#include "zoning/grid.hpp"

namespace petasentra::zoning {

/// All rows, those in one tile of 8 x 8 blocks after one another: who works in this order finds what he needs of the
/// index in the cache, where the neighbour left it. Rows of one tile keep their order. Cost: O(rows + tiles).
[[nodiscard]] std::vector<std::uint32_t> by_tile(const geometry::GeometryColumn& sites, const Grid& blocks);

}  // namespace petasentra::zoning
