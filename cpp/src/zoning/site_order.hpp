#pragma once
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

#include "zoning/grid.hpp"

namespace petasentra::zoning {

/// The places in `rows` in the order in which to visit them: those of sites in one tile of 8 x 8 blocks after one
/// another. Who works in this order finds what he needs of the index in the cache, where the neighbour left it. Sites of
/// one tile keep their order; where a site begins says in which tile it lies. Cost: O(rows + tiles).
[[nodiscard]] std::vector<std::uint32_t> by_tile(std::span<const std::uint32_t> rows,
                                                 const geometry::GeometryColumn& sites, const Grid& blocks);

}  // namespace petasentra::zoning
