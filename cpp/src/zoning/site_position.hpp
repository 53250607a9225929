#pragma once
#include <cstdint>
#include <petasentra/geometry/orientation.hpp>

#include "zoning/cells.hpp"
#include "zoning/edge_boxes.hpp"
#include "zoning/site_edges.hpp"

namespace petasentra::zoning {

/// How a site lies to a zone.
enum class Lies : std::uint8_t {
    apart,    ///< not a point in common
    within,   ///< the zone covers the site, and their borders do not meet
    across,   ///< the border of the zone runs through the inside of the site: they share ground, but not all of it
    perhaps,  ///< the border of the zone comes to the site, and may only touch it
};

/// How an edge lies to a polygon.
enum class Runs : std::uint8_t {
    beside,   ///< not a point in common
    touches,  ///< they have points in common, perhaps on the border alone
    through,  ///< it has points in the inside
};
/// Exact, but for edges that come inside through a vertex: these touch. Cost: O(edges of the site at its heights).
[[nodiscard]] Runs run_of(const geometry::Point& a, const geometry::Point& b, const SiteEdges& site);

/// Tells how sites lie to the zones of one index, exactly. Looks into both arrays, which must outlive it.
class SitePosition {
  public:
    SitePosition(const Cells& cells, const EdgeBoxes& boxes) : m_cells(cells), m_boxes(boxes) {}

    /// Of a polygon.
    [[nodiscard]] Lies of_polygon(std::uint32_t zone, const SiteEdges& site) const;
    /// Of anything in these bounds, if one of its points is `place`: never `across`, and `perhaps` where the border of
    /// the zone comes into the bounds.
    [[nodiscard]] Lies of_bounds(std::uint32_t zone, const geometry::Box& bounds, const geometry::Point& place) const;

  private:
    [[nodiscard]] Lies of_place(std::uint32_t zone, const geometry::Point& place) const;

    const Cells& m_cells;
    const EdgeBoxes& m_boxes;
};

/// Calls visit(a, b) for every edge of a zone whose bounds meet the box, until it says false. False if it did.
template <class Visit>
bool visit_edges(const Cells& cells, const EdgeBoxes& boxes, std::uint32_t zone, const geometry::Box& box,
                 Visit&& visit) {
    return boxes.visit(zone, box, [&](const EdgeBox& some) {
        for (auto v = some.first; v < some.first + some.count; ++v) {
            const auto a = cells.vertex(v);
            const auto b = cells.vertex(v + 1);
            const geometry::Box of_edge{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
            if (of_edge.intersects(box) && !visit(a, b)) return false;
        }
        return true;
    });
}

}  // namespace petasentra::zoning
