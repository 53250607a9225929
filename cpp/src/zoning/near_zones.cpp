#include "zoning/near_zones.hpp"

#include <algorithm>

namespace petasentra::zoning {
namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

Range clamped(std::int64_t first, std::int64_t last, std::uint32_t size) {
    const auto within = [&](std::int64_t value) {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value, 0, std::int64_t{size} - 1));
    };
    return {within(first), within(last)};
}

}  // namespace

void NearZones::find(const geometry::Box& box) {
    m_seen.clear();
    m_may_overlap = false;
    const auto& grid = m_cells.grid;
    if (!box.empty() && grid.size() > 0 && grid.column_of(box.max_x) >= 0 && grid.row_of(box.max_y) >= 0 &&
        grid.column_of(box.min_x) < grid.columns && grid.row_of(box.min_y) < grid.rows) {
        constexpr auto bits = Cells::block_bits;
        constexpr auto side = Cells::block_side;
        const auto columns = clamped(grid.column_of(box.min_x), grid.column_of(box.max_x), grid.columns);
        const auto rows = clamped(grid.row_of(box.min_y), grid.row_of(box.max_y), grid.rows);
        for (auto row = rows.first >> bits; row <= rows.last >> bits; ++row) {
            const auto south = std::max(rows.first, row * side) - row * side;
            const auto north = std::min(rows.last, row * side + side - 1) - row * side;
            for (auto column = columns.first >> bits; column <= columns.last >> bits; ++column) {
                const auto west = std::max(columns.first, column * side) - column * side;
                const auto east = std::min(columns.last, column * side + side - 1) - column * side;
                look_at_block(m_cells.state[m_cells.blocks.cell(column, row)], west, east, south, north);
            }
        }
    }
    join();
}

void NearZones::see_whole(std::uint32_t zone) {
    if (m_seen.empty() || m_seen.back().zone != zone || m_seen.back().run.count != 0) m_seen.push_back({zone, {0, 0}});
}

void NearZones::look_at_block(std::uint32_t state, unsigned west, unsigned east, unsigned south, unsigned north) {
    if ((state & Cells::kind_bits) == Cells::one_zone) {
        if (state != 0) see_whole(state - 1);
        return;
    }
    const auto number = state & ~Cells::kind_bits;
    if ((state & Cells::kind_bits) == Cells::many_zones) {
        m_may_overlap = true;
        for (std::uint32_t k = 1; k <= m_cells.lists[number]; ++k) see_whole(m_cells.lists[number + k]);
        return;
    }
    const auto& block = m_cells.mixed_blocks[number];
    for (auto row = south; row <= north; ++row) {
        for (auto column = west; column <= east; ++column) {
            const auto place = row * Cells::block_side + column;
            const auto name = m_cells.pictures[number].name[place];
            if (name == Picture::none) continue;
            if (name != Picture::groups) {
                see_whole(m_cells.palette[block.first_zone + name]);
                continue;
            }
            const auto cell = Cells::cell_number(block, place);
            for (auto group = m_cells.group_of_cell[cell]; group < m_cells.group_of_cell[cell + 1]; ++group) {
                const auto& one = m_cells.groups[group];
                const auto end = m_cells.groups[group + 1].first_run();
                if (one.first_run() == end) see_whole(one.zone());
                for (auto run = one.first_run(); run < end; ++run) m_seen.push_back({one.zone(), m_cells.runs[run]});
            }
        }
    }
}

void NearZones::join() {
    std::sort(m_seen.begin(), m_seen.end(), [](const Seen& a, const Seen& b) {
        return a.zone != b.zone ? a.zone < b.zone : a.run.first < b.run.first;
    });
    m_zones.clear();
    m_runs.clear();
    for (const auto& [zone, run] : m_seen) {
        if (m_zones.empty() || m_zones.back().zone != zone) {
            const auto begin = static_cast<std::uint32_t>(m_runs.size());
            m_zones.push_back({zone, begin, begin});
        }
        if (run.count == 0) continue;
        auto& near = m_zones.back();
        if (near.last_run > near.first_run && m_runs.back().first + m_runs.back().count >= run.first) {
            auto& last = m_runs.back();
            last.count = std::max(last.first + last.count, run.first + run.count) - last.first;
        } else {
            m_runs.push_back(run);
            near.last_run = static_cast<std::uint32_t>(m_runs.size());
        }
    }
}

}  // namespace petasentra::zoning
