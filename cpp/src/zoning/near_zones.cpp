#include "zoning/near_zones.hpp"

#include <algorithm>

namespace petasentra::zoning {

std::span<const std::uint32_t> NearZones::find(const geometry::Box& box) {
    m_zones.clear();
    const auto& grid = m_cells.blocks;
    if (box.empty() || grid.size() == 0) return {};
    const auto west = std::max<std::int64_t>(grid.column_of(box.min_x), 0);
    const auto east = std::min<std::int64_t>(grid.column_of(box.max_x), std::int64_t{grid.columns} - 1);
    const auto south = std::max<std::int64_t>(grid.row_of(box.min_y), 0);
    const auto north = std::min<std::int64_t>(grid.row_of(box.max_y), std::int64_t{grid.rows} - 1);
    for (auto row = south; row <= north; ++row) {
        for (auto column = west; column <= east; ++column) {
            const auto state = m_cells.state[grid.cell(column, row)];
            const auto number = state & ~Cells::kind_bits;
            if ((state & Cells::mixed) != 0) {
                const auto first = m_cells.mixed_blocks[number].first_zone;
                const auto last = m_cells.mixed_blocks[number + 1].first_zone;
                for (auto k = first; k < last; ++k) see(m_cells.palette[k]);
            } else if ((state & Cells::many_zones) != 0) {
                for (std::uint32_t k = 1; k <= m_cells.lists[number]; ++k) see(m_cells.lists[number + k]);
            } else if (state != 0) {
                see(state - 1);
            }
        }
    }
    std::sort(m_zones.begin(), m_zones.end());
    m_zones.erase(std::unique(m_zones.begin(), m_zones.end()), m_zones.end());
    return m_zones;
}

void NearZones::see(std::uint32_t zone) {
    // Neighbouring blocks mostly show the same few zones.
    const auto recent = m_zones.size() < 8 ? m_zones.begin() : m_zones.end() - 8;
    if (std::find(recent, m_zones.end(), zone) == m_zones.end()) m_zones.push_back(zone);
}

}  // namespace petasentra::zoning
