#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "zoning/site_edges.hpp"
#include "zoning/site_position.hpp"

namespace petasentra::zoning {

/// Tells whether zones together cover a site without making their union: where every border within it is that of two
/// zones, one on each side, the number of zones over a place is the same everywhere in the site. Reused from site to
/// site.
class HandedOver {
  public:
    HandedOver(const Cells& cells, const EdgeBoxes& boxes) : m_cells(cells), m_boxes(boxes) {}

    /// True only if the zones cover all of the polygon.
    [[nodiscard]] bool cover_polygon(std::span<const std::uint32_t> zones, const SiteEdges& site);
    /// True only if they cover all of these bounds, of which `place` is a point.
    [[nodiscard]] bool cover_bounds(std::span<const std::uint32_t> zones, const geometry::Box& bounds,
                                    const geometry::Point& place);

  private:
    /// An edge from its western end, the southern one if it is upright; +1 if the zone on its left runs that way.
    struct Border {
        geometry::Point west;
        geometry::Point east;
        int way;
    };
    /// Leaves in m_borders those that do not only hand ground over.
    void gather(std::span<const std::uint32_t> zones, const geometry::Box& box);
    [[nodiscard]] bool any_covers(std::span<const std::uint32_t> zones, const geometry::Point& place) const;

    const Cells& m_cells;
    const EdgeBoxes& m_boxes;
    std::vector<Border> m_borders;
};

}  // namespace petasentra::zoning
