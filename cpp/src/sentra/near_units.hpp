#pragma once
#include <cstdint>
#include <petasentra/core/parallel.hpp>
#include <vector>

#include "sentra/shared_forest.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {

/// The units of a cell, in the order of the grid.
struct Cell {
    std::uint32_t row;  ///< in the rows of the UnitGrid
    std::uint32_t begin, end;
};

/// What is known of a unit by counting those near it.
enum class Company : std::uint8_t {
    core,
    border,  ///< all cores near it are of one cluster
    alone,
    unsure  ///< it is no core; somebody has to ask those near it once their clusters are known
};

/// What the passes below look at, and what they leave; all of it in the order of the grid.
struct NearUnits {
    const UnitGrid& grid;
    const GroundRows& ground;
    std::uint32_t min_units;
    core::LargeVector<Company> company;  ///< of each unit, `lanes` more
    /// Of each core one of its cluster, as SharedForest has it, and of each border a core; then the numbers of their
    /// clusters; `lanes` more.
    core::LargeVector<std::uint32_t> cluster;

    [[nodiscard]] bool is_core(std::uint32_t u) const { return company[u] == Company::core; }
};

/// What is found in the cells that begin in a block.
struct FoundInBlock {
    std::size_t begin = 0, end = 0;  ///< their units
    std::vector<Cell> apart;         ///< cells whose cores are joined to each other, but not to all of earlier cells
    bool any_unsure = false;
};

/// Fills `company` of the units of a block, joins cores of the block that are near each other, and fills `found`.
using FindCores = void (*)(NearUnits&, core::Block, FoundInBlock& found);

/// The least cluster with a core near each unsure unit of a block, by number of the unit; `cluster` holds numbers by then.
using FindBorders = void (*)(const NearUnits&, core::Block, std::uint32_t* least);

/// The passes for the processor that this runs on, or those for all: they find the same.
struct NearPasses {
    FindCores find_cores;
    FindBorders find_borders;
};
[[nodiscard]] NearPasses near_passes(bool on_earth, bool wide_registers);

}  // namespace petasentra::sentra
