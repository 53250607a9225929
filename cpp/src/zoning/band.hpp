#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "zoning/mixed_blocks.hpp"
#include "zoning/ring_walk.hpp"

namespace petasentra::zoning {

/// The blocks of one band, made from what all walks found there; numbers count from the beginning of the band.
class Band {
  public:
    Band(const Grid& blocks, const Bands& bands, std::uint32_t number);
    /// Cost: O(runs + covered blocks + blocks).
    void fill(std::span<const RingWalk> walks);
    [[nodiscard]] Extent extent() const noexcept;
    /// Copies what was filled to where `first` says.
    void copy_to(Writing& out, const Extent& first) const;

  private:
    void place_runs(std::span<const RingWalk> walks);
    void place_covers(std::span<const RingWalk> walks);
    void gather_covers(std::span<const Covered> spans);
    void cover(std::size_t block, const BlockCover& cover);
    void sort_covers();
    void write_blocks();

    std::uint32_t m_number;
    std::uint32_t m_columns;    ///< of blocks
    std::size_t m_first_block;  ///< of all blocks
    std::size_t m_block_count;
    std::vector<std::uint32_t> m_first_run;  ///< one a block and one more, into m_runs
    std::vector<BlockRun> m_runs;
    std::vector<std::uint64_t> m_row_of_bits;  ///< cells covered in a row of blocks, by the zone at hand
    struct Placed {
        std::uint32_t block;
        BlockCover cover;
    };
    std::vector<Placed> m_placed;              ///< on mixed blocks, in ascending zones
    std::vector<std::uint32_t> m_first_cover;  ///< one a block and one more, into m_covers
    std::vector<BlockCover> m_covers;
    std::vector<std::uint32_t> m_state;
    std::vector<std::vector<std::uint32_t>> m_several;  ///< zones of plain blocks that several cover
    std::vector<std::uint32_t> m_lists;
    BlockWriter m_writer;
};

}  // namespace petasentra::zoning
