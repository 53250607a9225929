#include "zoning/band.hpp"

#include <algorithm>
#include <numeric>

namespace petasentra::zoning {
namespace {

constexpr auto side = Cells::block_side;

// The cells west .. east - 1 of a row of a block.
std::uint64_t cells_of(std::uint32_t row, std::uint32_t west, std::uint32_t east) {
    const auto bits = ((std::uint64_t{1} << east) - 1) & ~((std::uint64_t{1} << west) - 1);
    return bits << (row * side);
}

}  // namespace

Band::Band(const Grid& blocks, const Bands& bands, std::uint32_t number)
    : m_number(number),
      m_columns(blocks.columns),
      m_first_block(blocks.cell(0, std::int64_t{number} * bands.height())) {
    const auto rows = std::min(bands.height(), blocks.rows - number * bands.height());
    m_block_count = std::size_t{rows} * m_columns;
}

void Band::fill(std::span<const RingWalk> walks) {
    m_state.assign(m_block_count, 0);
    place_runs(walks);
    place_covers(walks);
    write_blocks();
    for (auto* spent : {&m_first_run, &m_first_cover}) *spent = {};
    m_runs = {};
    m_covers = {};
    m_placed = {};
}

void Band::place_runs(std::span<const RingWalk> walks) {
    m_first_run.assign(m_block_count + 1, 0);
    for (const auto& walk : walks) {
        if (const auto* found = walk.in(m_number))
            for (const auto& run : found->runs) ++m_first_run[run.block - m_first_block + 1];
    }
    std::partial_sum(m_first_run.begin(), m_first_run.end(), m_first_run.begin());
    m_runs.resize(m_first_run.back());
    auto next = m_first_run;
    for (const auto& walk : walks) {
        if (const auto* found = walk.in(m_number))
            for (const auto& run : found->runs)
                m_runs[next[run.block - m_first_block]++] = {run.place, run.zone, run.run};
    }
}

void Band::place_covers(std::span<const RingWalk> walks) {
    m_row_of_bits.assign(m_columns, 0);
    for (const auto& walk : walks) {
        const auto* found = walk.in(m_number);
        if (found == nullptr) continue;
        const std::span<const Covered> all = found->covered;
        for (std::size_t i = 0; i < all.size();) {
            const auto begin = i;
            while (i < all.size() && all[i].zone == all[begin].zone && all[i].row / side == all[begin].row / side) ++i;
            gather_covers(all.subspan(begin, i - begin));
        }
    }
    sort_covers();
}

// Spans of one zone in one row of blocks.
void Band::gather_covers(std::span<const Covered> spans) {
    auto west = m_columns;
    std::uint32_t east = 0;
    for (const auto& span : spans) {
        const auto first = span.west / side;
        const auto last = (span.east - 1) / side;
        west = std::min(west, first);
        east = std::max(east, last + 1);
        const auto row = span.row % side;
        if (first == last) {
            m_row_of_bits[first] |= cells_of(row, span.west % side, span.east - first * side);
            continue;
        }
        m_row_of_bits[first] |= cells_of(row, span.west % side, side);
        for (auto column = first + 1; column < last; ++column) m_row_of_bits[column] |= cells_of(row, 0, side);
        m_row_of_bits[last] |= cells_of(row, 0, span.east - last * side);
    }
    const auto first_of_row = std::size_t{spans.front().row / side} * m_columns - m_first_block;
    for (auto column = west; column < east; ++column) {
        if (m_row_of_bits[column] != 0) cover(first_of_row + column, {spans.front().zone, m_row_of_bits[column]});
        m_row_of_bits[column] = 0;
    }
}

// A block without edges is covered by those zones that cover its corner.
void Band::cover(std::size_t block, const BlockCover& cover) {
    if (m_first_run[block + 1] != m_first_run[block]) {
        m_placed.push_back({static_cast<std::uint32_t>(block), cover});
        return;
    }
    if ((cover.cells & 1U) == 0) return;
    auto& state = m_state[block];
    if (state == 0) {
        state = Cells::one_zone | (cover.zone + 1);
    } else if ((state & Cells::kind_bits) == Cells::one_zone) {
        m_several.push_back({state - 1, cover.zone});
        state = Cells::many_zones | static_cast<std::uint32_t>(m_several.size() - 1);
    } else {
        m_several[state & ~Cells::kind_bits].push_back(cover.zone);
    }
}

void Band::sort_covers() {
    m_first_cover.assign(m_block_count + 1, 0);
    for (const auto& placed : m_placed) ++m_first_cover[placed.block + 1];
    std::partial_sum(m_first_cover.begin(), m_first_cover.end(), m_first_cover.begin());
    m_covers.resize(m_placed.size());
    auto next = m_first_cover;
    for (const auto& placed : m_placed) m_covers[next[placed.block]++] = placed.cover;
}

void Band::write_blocks() {
    const std::span<const BlockRun> runs = m_runs;
    const std::span<const BlockCover> covers = m_covers;
    std::size_t last_list = 0;
    const std::vector<std::uint32_t>* last = nullptr;
    for (std::size_t block = 0; block < m_block_count; ++block) {
        auto& state = m_state[block];
        const auto run_count = m_first_run[block + 1] - m_first_run[block];
        if (run_count != 0) {
            state = Cells::mixed | static_cast<std::uint32_t>(m_writer.size());
            m_writer.add(runs.subspan(m_first_run[block], run_count),
                         covers.subspan(m_first_cover[block], m_first_cover[block + 1] - m_first_cover[block]));
        } else if ((state & Cells::kind_bits) == Cells::many_zones) {
            const auto& zones = m_several[state & ~Cells::kind_bits];
            // Blocks side by side mostly have the same zones: one list serves all.
            if (last == nullptr || *last != zones) {
                last_list = m_lists.size();
                m_lists.push_back(static_cast<std::uint32_t>(zones.size()));
                m_lists.insert(m_lists.end(), zones.begin(), zones.end());
            }
            last = &zones;
            state = Cells::many_zones | static_cast<std::uint32_t>(last_list);
        }
    }
    m_several = {};
}

Extent Band::extent() const noexcept {
    auto extent = m_writer.extent();
    extent.lists = static_cast<std::uint32_t>(m_lists.size());
    return extent;
}

void Band::copy_to(Writing& out, const Extent& first) const {
    for (std::size_t block = 0; block < m_block_count; ++block) {
        auto state = m_state[block];
        if ((state & Cells::mixed) != 0) {
            state += first.blocks;
        } else if ((state & Cells::many_zones) != 0) {
            state += first.lists;
        }
        out.state[m_first_block + block] = state;
    }
    std::copy(m_lists.begin(), m_lists.end(), out.lists.begin() + first.lists);
    m_writer.copy_to(out, first);
}

}  // namespace petasentra::zoning
