#pragma once
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

#include "zoning/cells.hpp"
#include "zoning/edge_boxes.hpp"
#include "zoning/window.hpp"

namespace petasentra::zoning {

/// Finds the zones in the blocks under the bounds of sites, ascending: all that have ground in the bounds, and a few
/// beside them. And for each of them the boxes of its edges that touch the bounds, in the order of its rings.
///
/// A batch of sites is done step by step: each step reads what the step before asked memory for, down to the vertices
/// in the boxes, which the caller will read. Reused from batch to batch. Cost: O(blocks under the bounds + edges of
/// their zones / 256).
class NearEdges {
  public:
    struct Zone {
        std::uint32_t zone;
        std::uint32_t first;  ///< of its boxes
        std::uint32_t count;
    };

    NearEdges(const Cells& cells, const EdgeBoxes& boxes)
        : m_cells(cells), m_boxes(boxes), m_seen_by(cells.zone_count, 0) {}

    /// Empty bounds have no zones.
    void find(std::span<const geometry::Box> bounds);

    /// What was found for the bounds of that number.
    [[nodiscard]] std::span<const Zone> zones(std::size_t site) const {
        return std::span(m_zones).subspan(m_first_zone[site], m_first_zone[site + 1] - m_first_zone[site]);
    }
    [[nodiscard]] std::span<const EdgeBox* const> boxes(const Zone& zone) const {
        return std::span(m_found).subspan(zone.first, zone.count);
    }

  private:
    void fetch_blocks(std::span<const geometry::Box> bounds);
    void find_zones();
    void find_boxes(std::span<const geometry::Box> bounds);
    void see(std::uint32_t zone);
    template <class Visit>
    void visit_states(const Window& blocks, const Visit& visit) const;

    const Cells& m_cells;
    const EdgeBoxes& m_boxes;
    std::vector<Window> m_blocks;  ///< one a site
    std::vector<std::uint32_t> m_first_zone;
    std::vector<Zone> m_zones;
    std::vector<const EdgeBox*> m_found;
    std::vector<std::uint32_t> m_seen_by;  ///< one a zone: the last site it was found for, all sites counted
    std::uint32_t m_site = 0;
};

}  // namespace petasentra::zoning
