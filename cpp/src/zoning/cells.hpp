#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/flat_array.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/orientation.hpp>
#include <span>
#include <vector>

#include "zoning/grid.hpp"

namespace petasentra::zoning {

/// Edges of one ring that follow one another and touch one cell: from vertex `first` to vertex `first + count`.
struct Run {
    std::uint32_t first;
    std::uint32_t count;
};

/// One zone in a cell with edges: whether it covers the corner of the cell, and its edges there (none if it covers all
/// of the cell).
///
/// The corner is the south-western one, moved by (e, e*e) as side_of_moved() does.
class Group {
  public:
    Group() = default;
    Group(std::uint32_t zone, bool covers_corner, std::size_t first_run)
        : m_zone(zone | (covers_corner ? covered : 0U)), m_first_run(static_cast<std::uint32_t>(first_run)) {}
    [[nodiscard]] std::uint32_t zone() const noexcept { return m_zone & ~covered; }
    [[nodiscard]] unsigned covers_corner() const noexcept { return m_zone >> 31; }
    [[nodiscard]] std::uint32_t first_run() const noexcept { return m_first_run; }

  private:
    static constexpr std::uint32_t covered = 0x80000000U;
    std::uint32_t m_zone;
    std::uint32_t m_first_run;
};

/// A block with edges in it: a picture of its 8 x 8 cells, the south-western cell first, row by row, and where the rest
/// lies. One line of the processor's memory, so that it is fetched at once.
struct alignas(64) MixedBlock {
    static constexpr unsigned groups = 15;    ///< the cell has edges, or several zones: see its groups
    static constexpr unsigned none = 14;      ///< no zone
    static constexpr std::size_t names = 14;  ///< else: which of the block's zones alone covers all of the cell
    static constexpr std::size_t zones_at_hand = 4;

    std::array<std::uint8_t, 32> picture;  ///< four bits a cell, the lower ones first
    std::uint64_t with_groups;             ///< a bit a cell
    std::uint32_t first_cell;              ///< number of its first cell with groups, among all of those
    std::uint32_t first_zone;              ///< its zones: palette[first_zone + name], then those with edges alone
    std::array<std::uint32_t, zones_at_hand> zones;  ///< the first of them once more

    [[nodiscard]] unsigned name(unsigned place) const noexcept { return picture[place / 2] >> (place % 2 * 4) & 15U; }
    /// Names all cells of `cells`, a bit each.
    void set_names(std::uint64_t cells, unsigned name) noexcept;
};

/// Zones cut up by a grid, so that most questions about a place are answered by a number that lies ready.
///
///     block   8 x 8 cells.    No edge in it: no zone, one zone, or a list of zones that cover all of it.
///                             Edges in it: a picture, which names the zone of each cell that no edge touches.
///     cell                    Edges in it, or several zones: a group for each zone that has edges in it or covers all
///                             of it, in ascending zones.
///
/// Whether a zone covers a place in a cell with edges: begin at the corner, where it is known, walk north along the
/// western border, then east to the place; each edge crossed changes the answer (zoning/walk.hpp).
///
/// All arrays are flat. `xy` are the vertices of all rings, closed and with the interior on the left: v and v + 1 of a
/// run are an edge.
struct Cells {
    static constexpr std::uint32_t kind_bits = 0xC0000000U;
    static constexpr std::uint32_t one_zone = 0x00000000U;    ///< | zone + 1; 0 is "no zone"
    static constexpr std::uint32_t many_zones = 0x40000000U;  ///< | place in `lists`
    static constexpr std::uint32_t mixed = 0x80000000U;       ///< | number among mixed blocks
    static constexpr int block_bits = 3;
    static constexpr std::uint32_t block_side = 1U << block_bits;

    Grid grid;    ///< cells
    Grid blocks;  ///< the same ground in blocks of 8 x 8 cells
    std::size_t zone_count = 0;
    core::FlatArray<double> xy;
    core::FlatArray<std::uint32_t> state;          ///< one a block
    core::FlatArray<std::uint32_t> lists;          ///< count, zone, zone ...
    core::FlatArray<MixedBlock> mixed_blocks;      ///< and one more, whose first_zone ends the last
    core::FlatArray<std::uint32_t> palette;        ///< zones of each mixed block, those that its picture names first
    core::FlatArray<std::uint32_t> group_of_cell;  ///< one a cell with groups, and one more
    core::FlatArray<Group> groups;                 ///< and one more, whose first_run ends the last
    core::FlatArray<Run> runs;

    [[nodiscard]] geometry::Point vertex(std::size_t v) const noexcept { return {xy[2 * v], xy[2 * v + 1]}; }
    /// Number of a cell with groups, by its block and its place in the picture.
    [[nodiscard]] static std::uint32_t cell_number(const MixedBlock& block, unsigned place) noexcept {
        const auto before = block.with_groups & ((std::uint64_t{1} << place) - 1);
        return block.first_cell + static_cast<std::uint32_t>(std::popcount(before));
    }
    /// The zone that a picture names.
    [[nodiscard]] std::uint32_t zone_named(const MixedBlock& block, unsigned name) const noexcept {
        return name < MixedBlock::zones_at_hand ? block.zones[name] : palette[block.first_zone + name];
    }
    /// Bytes of all arrays.
    [[nodiscard]] std::size_t bytes() const noexcept;
};

/// Cuts up polygons; rows of another kind, null and empty ones hold no place. Rings must be closed, coordinates finite.
/// Same arrays for any number of threads. Cost: O(vertices + cells touched + blocks).
[[nodiscard]] Cells cut_into_cells(const geometry::GeometryColumn& zones, const core::Control& control = {});

}  // namespace petasentra::zoning
