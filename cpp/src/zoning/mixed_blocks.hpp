#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "zoning/cell_runs.hpp"
#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// A run in a block.
struct BlockRun {
    std::uint32_t place;
    std::uint32_t zone;
    Run run;
};

/// Cells of a block whose corner a zone covers, a bit each.
struct BlockCover {
    std::uint32_t zone;
    std::uint64_t cells;
};

/// Mixed blocks that follow one another, with numbers that count from the first of them.
class BlockWriter {
  public:
    /// Adds a block. `runs` in ascending zones, and within a zone in the order of its rings; `covers` in ascending
    /// zones, any number for each. Both are used up.
    void add(std::span<BlockRun> runs, std::span<const BlockCover> covers);
    /// Appends what was written to the arrays of `out`.
    void append_to(Cells& out) const;

  private:
    void gather(std::span<const BlockCover> covers);
    void add_unnamed(std::span<const BlockRun> runs, std::uint32_t first_zone);
    void add_cell(unsigned place, std::span<const BlockRun> runs);

    std::vector<MixedBlock> m_blocks;
    std::vector<std::uint32_t> m_palette;
    std::vector<std::uint32_t> m_group_of_cell;
    std::vector<Group> m_groups;
    std::vector<Run> m_runs;
    std::vector<BlockCover> m_covers;  ///< of the block at hand, one a zone
};

}  // namespace petasentra::zoning
