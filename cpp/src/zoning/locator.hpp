#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/prefetch.hpp>
#include <petasentra/zoning/locate.hpp>

#include "zoning/cells.hpp"
#include "zoning/held.hpp"

namespace petasentra::zoning {

inline constexpr std::size_t locator_batch = 1024;

/// Asks a batch of points step by step: each step reads what the step before asked memory for, so that many reads are
/// under way at once instead of one behind the other. Fewer points are left from step to step.
class Locator {
  public:
    explicit Locator(const Cells& cells)
        : m_cells(cells),
          m_west(cells.grid.west_of(0)),
          m_south(cells.grid.south_of(0)),
          m_east(cells.grid.west_of(cells.grid.columns)),
          m_north(cells.grid.south_of(cells.grid.rows)) {}

    /// Places first .. first + count - 1, at most `locator_batch`.
    void locate(const geometry::Places& places, std::size_t first, std::size_t count, std::int64_t* zone,
                std::uint8_t* on_boundary) {
        find_blocks(places, first, count);
        std::fill_n(on_boundary, count, std::uint8_t{0});
        const auto mixed = read_blocks(count, zone);
        const auto walking = read_pictures(mixed, zone);
        fetch_edges(walking);
        for (std::size_t k = 0; k < walking; ++k) {
            const auto i = std::size_t{m_walking[k].point};
            const geometry::Point corner{m_cells.grid.west_of(m_column[i]), m_cells.grid.south_of(m_row[i])};
            walk(m_walking[k].number, Walk::to(places[first + i], corner), zone[i], on_boundary[i]);
        }
    }

  private:
    /// A point of the batch, and where in some array its answer goes on.
    struct Asked {
        std::uint32_t point;
        std::uint32_t number;
    };

    void find_blocks(const geometry::Places& places, std::size_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto place = places[first + i];
            m_block[i] = nowhere;
            // False for what is not a number too.
            if (!(place.x >= m_west && place.x < m_east && place.y >= m_south && place.y < m_north)) continue;
            m_column[i] = static_cast<std::uint32_t>(m_cells.grid.column_of(place.x));
            m_row[i] = static_cast<std::uint32_t>(m_cells.grid.row_of(place.y));
            m_block[i] = static_cast<std::uint32_t>(
                m_cells.blocks.cell(m_column[i] >> Cells::block_bits, m_row[i] >> Cells::block_bits));
            core::prefetch(&m_cells.state[m_block[i]]);
        }
    }

    std::size_t read_blocks(std::size_t count, std::int64_t* zone) {
        std::size_t mixed = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const auto state = m_block[i] == nowhere ? 0U : m_cells.state[m_block[i]];
            if ((state & Cells::mixed) != 0) {
                const auto number = state & ~Cells::kind_bits;
                core::prefetch(&m_cells.mixed_blocks[number]);
                m_asked[mixed++] = {static_cast<std::uint32_t>(i), number};
            } else if ((state & Cells::many_zones) != 0) {
                zone[i] = m_cells.lists[(state & ~Cells::kind_bits) + 1];
            } else {
                zone[i] = static_cast<std::int64_t>(state) - 1;
            }
        }
        return mixed;
    }

    std::size_t read_pictures(std::size_t mixed, std::int64_t* zone) {
        std::size_t walking = 0;
        for (std::size_t k = 0; k < mixed; ++k) {
            const auto [i, number] = m_asked[k];
            constexpr auto within = Cells::block_side - 1;
            const auto place = (m_row[i] & within) * Cells::block_side + (m_column[i] & within);
            const auto& block = m_cells.mixed_blocks[number];
            const auto name = block.name(place);
            if (name == MixedBlock::none) {
                zone[i] = outside;
            } else if (name != MixedBlock::groups) {
                zone[i] = m_cells.zone_named(block, name);
            } else {
                m_walking[walking] = {i, Cells::cell_number(block, place)};
                core::prefetch(&m_cells.group_of_cell[m_walking[walking++].number]);
            }
        }
        return walking;
    }

    // Groups, runs and vertices of a cell lie one behind the other in three arrays: fetched array by array.
    void fetch_edges(std::size_t walking) const {
        const auto first_group = [&](std::size_t k) { return m_cells.group_of_cell[m_walking[k].number]; };
        for (std::size_t k = 0; k < walking; ++k) core::prefetch(&m_cells.groups[first_group(k)]);
        for (std::size_t k = 0; k < walking; ++k)
            core::prefetch(&m_cells.runs[m_cells.groups[first_group(k)].first_run()]);
        for (std::size_t k = 0; k < walking; ++k) {
            const auto begin = m_cells.groups[first_group(k)].first_run();
            const auto end = m_cells.groups[m_cells.group_of_cell[m_walking[k].number + 1]].first_run();
            for (auto run = begin; run < end; ++run) {
                const auto* xy = m_cells.xy.data() + std::size_t{2} * m_cells.runs[run].first;
                core::prefetch(xy);
                core::prefetch(xy + 2 * m_cells.runs[run].count);
            }
        }
    }

    // Groups are in ascending zones: the first that holds the place is the answer.
    void walk(std::uint32_t number, const Walk& walk, std::int64_t& zone, std::uint8_t& on_boundary) const {
        zone = outside;
        for (auto group = m_cells.group_of_cell[number]; group < m_cells.group_of_cell[number + 1]; ++group) {
            const auto held = held_by(m_cells, group, walk);
            if (held == Held::no) continue;
            zone = m_cells.groups[group].zone();
            on_boundary = held == Held::on_border ? 1 : 0;
            return;
        }
    }

    static constexpr std::uint32_t nowhere = 0xFFFFFFFFU;
    const Cells& m_cells;
    double m_west;
    double m_south;
    double m_east;
    double m_north;
    std::array<std::uint32_t, locator_batch> m_column;
    std::array<std::uint32_t, locator_batch> m_row;
    std::array<std::uint32_t, locator_batch> m_block;
    std::array<Asked, locator_batch> m_asked;
    std::array<Asked, locator_batch> m_walking;
};

/// Coordinates of so many places stay in the processor's second cache.
inline constexpr std::size_t places_per_task = 16384;

[[nodiscard]] inline Located room_for(std::size_t places) {
    return {core::LargeVector<std::int64_t>(places), core::LargeVector<std::uint8_t>(places)};
}

/// Places task.begin .. task.end - 1, batch by batch.
inline void locate_task(const geometry::Places& places, core::Block task, const Cells& cells, Located& out) {
    Locator locator(cells);
    for (auto i = task.begin; i < task.end; i += locator_batch)
        locator.locate(places, i, std::min(locator_batch, task.end - i), out.zone.data() + i,
                       out.on_boundary.data() + i);
}

}  // namespace petasentra::zoning
