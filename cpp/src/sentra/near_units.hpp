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

/// What is known of a unit by counting those near it: up to `most_listed` how many there are besides itself, all of
/// them listed; or that nobody counted to the end; or that it is a core.
struct Company {
    static constexpr std::uint8_t most_listed = 7;
    static constexpr std::uint8_t unlisted = 8;
    static constexpr std::uint8_t core = 9;
};

/// What the passes below look at, and what they leave.
struct NearUnits {
    const UnitGrid& grid;
    const GroundRows& ground;
    std::uint32_t min_units;
    core::LargeVector<std::uint8_t> company;  ///< Company of each unit, in the order of the grid
    /// Of each core's cluster, no_cluster of other units; `lanes` more.
    core::LargeVector<std::uint32_t> number;
};

/// What is found in the cells that begin in a block.
struct FoundInBlock {
    std::size_t begin = 0, end = 0;     ///< their units
    std::vector<CoreCell> cells;        ///< those that have a core
    std::vector<std::uint32_t> listed;  ///< who is near each unit that is no core, if few
    bool all_listed = true;
};

/// Fills `company` of the units of a block, and `found`.
using FindCores = void (*)(NearUnits&, core::Block, FoundInBlock& found);

/// The least cluster with a core near each unlisted unit of a block, by number of the unit; `number` is known by then.
using FindBorders = void (*)(const NearUnits&, core::Block, std::uint32_t* least);

/// The passes for the processor that this runs on, or those for all: they find the same.
struct NearPasses {
    FindCores find_cores;
    FindBorders find_borders;
};
[[nodiscard]] NearPasses near_passes(bool on_earth, bool wide_registers);

}  // namespace petasentra::sentra
