#pragma once
#include <cstdint>
#include <petasentra/core/large_memory.hpp>
#include <span>
#include <vector>

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

/// How many entries arrays of Cells have, or where in them something begins.
struct Extent {
    std::uint32_t blocks = 0;
    std::uint32_t lists = 0;
    std::uint32_t palette = 0;
    std::uint32_t cells = 0;
    std::uint32_t groups = 0;
    std::uint32_t runs = 0;
};

/// The arrays of Cells while they are made.
struct Writing {
    core::LargeVector<std::uint32_t> state;
    core::LargeVector<std::uint32_t> lists;
    core::LargeVector<MixedBlock> mixed_blocks;
    core::LargeVector<std::uint32_t> palette;
    core::LargeVector<std::uint32_t> group_of_cell;
    core::LargeVector<Group> groups;
    core::LargeVector<Run> runs;
};

/// Mixed blocks that follow one another, with numbers that count from the first of them.
class BlockWriter {
  public:
    /// Adds a block. `runs` in ascending zones, and within a zone in the order of its rings; `covers` in ascending
    /// zones, one for each.
    void add(std::span<const BlockRun> runs, std::span<const BlockCover> covers);
    [[nodiscard]] std::size_t size() const noexcept { return m_blocks.size(); }
    [[nodiscard]] Extent extent() const noexcept;
    /// Copies what was written to where `first` says.
    void copy_to(Writing& out, const Extent& first) const;

  private:
    void sort_by_place(std::span<const BlockRun> runs);
    void add_unnamed(std::span<const BlockRun> runs, std::span<const BlockCover> covers, std::size_t first_zone);
    void add_cell(unsigned place, std::span<const BlockRun> runs, std::span<const BlockCover> covers);

    std::vector<MixedBlock> m_blocks;
    std::vector<std::uint32_t> m_palette;
    std::vector<std::uint32_t> m_group_of_cell;
    std::vector<Group> m_groups;
    std::vector<Run> m_runs;
    std::vector<BlockRun> m_sorted;  ///< those of the block at hand, by place
};

}  // namespace petasentra::zoning
