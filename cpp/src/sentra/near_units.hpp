#pragma once
#include <cstdint>
#include <petasentra/core/parallel.hpp>
#include <vector>

#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {

/// A cell that has a core.
struct CoreCell {
    std::int64_t column;
    std::uint32_t row;         ///< in the rows of the UnitGrid
    std::uint32_t begin, end;  ///< its units, in the order of the grid
    std::uint32_t least;       ///< the least number of a core, as the caller counts units
};

/// What is known of a unit by counting those near it.
enum class Company : std::uint8_t { none, some, core };

/// What the two passes below look at, and what they leave.
struct NearUnits {
    const UnitGrid& grid;
    const GroundRows& ground;
    std::uint32_t min_units;
    core::LargeVector<Company> company;       ///< of each unit, in the order of the grid
    core::LargeVector<std::uint32_t> number;  ///< of each core's cluster, no_cluster of other units; `lanes` more
};

/// The cores among the units of a block, `company` for each of them, and the cells that have a core. A cell belongs to
/// the block where it begins.
using FindCores = std::vector<CoreCell> (*)(NearUnits&, core::Block);

/// The least cluster with a core near each unit of a block that is none itself but has company, by `of_unit`; number is
/// known of all units by then.
using FindBorders = void (*)(const NearUnits&, core::Block, std::uint32_t* least);

/// The passes for the processor that this runs on, or those for all. Both find the same.
struct NearPasses {
    FindCores find_cores;
    FindBorders find_borders;
};
[[nodiscard]] NearPasses near_passes(bool on_earth, bool plain = false);

}  // namespace petasentra::sentra
