#include "zoning/near_edges.hpp"

#include <algorithm>
#include <petasentra/core/prefetch.hpp>

namespace petasentra::zoning {

void NearEdges::find(std::span<const geometry::Box> bounds) {
    fetch_blocks(bounds);
    find_zones();
    find_boxes(bounds);
}

template <class Visit>
void NearEdges::visit_states(const Window& blocks, const Visit& visit) const {
    for (auto row = blocks.south; row <= blocks.north; ++row)
        for (auto column = blocks.west; column <= blocks.east; ++column)
            visit(m_cells.state[m_cells.blocks.cell(column, row)]);
}

void NearEdges::fetch_blocks(std::span<const geometry::Box> bounds) {
    m_blocks.clear();
    for (const auto& box : bounds) {
        const auto blocks = box.empty() ? Window{0, -1, 0, -1} : Window::under(box, m_cells.blocks);
        m_blocks.push_back(blocks);
        if (blocks.empty()) continue;
        for (auto row = blocks.south; row <= blocks.north; ++row)
            core::prefetch(&m_cells.state[m_cells.blocks.cell(blocks.west, row)]);
    }
    for (const auto& blocks : m_blocks) {
        visit_states(blocks, [&](std::uint32_t state) {
            if ((state & Cells::mixed) == 0) return;
            const auto* block = &m_cells.mixed_blocks[state & ~Cells::kind_bits];
            core::prefetch(block);
            core::prefetch(block + 1);
        });
    }
}

void NearEdges::find_zones() {
    m_zones.clear();
    m_first_zone.assign(1, 0);
    for (const auto& blocks : m_blocks) {
        if (++m_site == 0) {
            std::ranges::fill(m_seen_by, 0U);
            m_site = 1;
        }
        visit_states(blocks, [&](std::uint32_t state) {
            const auto number = state & ~Cells::kind_bits;
            if ((state & Cells::mixed) != 0) {
                const auto& block = m_cells.mixed_blocks[number];
                const auto count = m_cells.mixed_blocks[number + 1].first_zone - block.first_zone;
                for (std::uint32_t k = 0; k < count; ++k) see(m_cells.zone_named(block, k));
            } else if ((state & Cells::many_zones) != 0) {
                for (std::uint32_t k = 1; k <= m_cells.lists[number]; ++k) see(m_cells.lists[number + k]);
            } else if (state != 0) {
                see(state - 1);
            }
        });
        std::sort(m_zones.begin() + m_first_zone.back(), m_zones.end(),
                  [](const Zone& one, const Zone& other) { return one.zone < other.zone; });
        m_first_zone.push_back(static_cast<std::uint32_t>(m_zones.size()));
    }
}

void NearEdges::see(std::uint32_t zone) {
    if (m_seen_by[zone] == m_site) return;
    m_seen_by[zone] = m_site;
    m_zones.push_back({zone, 0, 0});
    m_boxes.fetch_places(zone);
}

void NearEdges::find_boxes(std::span<const geometry::Box> bounds) {
    for (const auto& one : m_zones) m_boxes.fetch_large(one.zone);
    for (std::size_t site = 0; site < bounds.size(); ++site)
        for (const auto& one : zones(site)) m_boxes.fetch_small(one.zone, bounds[site]);
    m_found.clear();
    for (std::size_t site = 0; site < bounds.size(); ++site) {
        for (auto k = m_first_zone[site]; k < m_first_zone[site + 1]; ++k) {
            m_zones[k].first = static_cast<std::uint32_t>(m_found.size());
            m_boxes.visit(m_zones[k].zone, bounds[site], [&](const EdgeBox& box) {
                m_found.push_back(&box);
                const auto* begin = m_cells.xy.data() + std::size_t{2} * box.first;
                for (const auto* xy = begin; xy <= begin + 2 * box.count; xy += 8) core::prefetch(xy);
                return true;
            });
            m_zones[k].count = static_cast<std::uint32_t>(m_found.size()) - m_zones[k].first;
        }
    }
}

}  // namespace petasentra::zoning
