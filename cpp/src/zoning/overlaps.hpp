#pragma once
#include <atomic>
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <vector>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// Where two zones may cover the same ground. Each block is looked at once, when somebody first asks for it, and the
/// answer kept: a byte a block with edges. Threads may ask at the same time; whoever comes first writes what the others
/// would have found.
///
/// "No" is certain. "Perhaps" is said of blocks where zones do overlap, and of some where borders follow one another
/// without sharing their vertices.
class Overlaps {
  public:
    /// `cells` must outlive it; after they change, forget() what was found.
    explicit Overlaps(const Cells& cells) : m_cells(cells) {}
    void forget() { m_known = std::vector<std::atomic<std::uint8_t>>(m_cells.mixed_blocks.size()); }

    [[nodiscard]] bool perhaps_in(const geometry::Box& box) const;

  private:
    [[nodiscard]] bool perhaps_in_block(std::uint32_t state, std::int64_t column, std::int64_t row) const;
    [[nodiscard]] bool look_at(std::uint32_t mixed_block, std::int64_t column, std::int64_t row) const;
    [[nodiscard]] bool look_at_cell(std::uint32_t cell, const geometry::Box& ground) const;

    const Cells& m_cells;
    mutable std::vector<std::atomic<std::uint8_t>> m_known;
};

}  // namespace petasentra::zoning
