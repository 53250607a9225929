#pragma once
#include <cstdint>
#include <vector>

#include "zoning/cell_runs.hpp"

namespace petasentra::zoning {

/// Cells whose corner a zone covers: columns west .. east - 1 of one row.
struct Covered {
    std::uint32_t row;
    std::uint32_t west;
    std::uint32_t east;
    std::uint32_t zone;
};

/// From the first turn of a zone on a row to its second the corners are covered, from the third to the fourth, and so
/// on. In the order of zones.
[[nodiscard]] std::vector<Covered> covered_by(const std::vector<RingWalk>& walks, std::uint32_t columns);

}  // namespace petasentra::zoning
