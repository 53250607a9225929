#include "zoning/site_position.hpp"

#include <algorithm>

#include "zoning/common_ground.hpp"
#include "zoning/segments.hpp"

namespace petasentra::zoning {

using geometry::Point;

Runs run_of(const Point& a, const Point& b, const SiteEdges& site) {
    bool crosses = false;
    bool touches = false;
    const auto edges = site.edges();
    site.visit_between(std::min(a.y, b.y), std::max(a.y, b.y), [&](std::uint32_t number) {
        const auto meeting = crosses ? Meeting::apart : meeting_of(a, b, edges[number].from, edges[number].to);
        crosses = crosses || meeting == Meeting::cross;
        touches = touches || meeting == Meeting::touch;
    });
    if (crosses) return Runs::through;
    if (touches) return Runs::touches;
    return site.covers(a) ? Runs::through : Runs::beside;
}

Lies SitePosition::of_place(std::uint32_t zone, const Point& place) const {
    return covers_moved(m_cells, zone, place) ? Lies::within : Lies::apart;
}

Lies SitePosition::of_polygon(std::uint32_t zone, const SiteEdges& site) const {
    bool touches = false;
    const bool across = !visit_edges(m_cells, m_boxes, zone, site.box(), [&](const Point& a, const Point& b) {
        const auto run = run_of(a, b, site);
        touches = touches || run == Runs::touches;
        return run != Runs::through;
    });
    if (across) return Lies::across;
    if (touches) return Lies::perhaps;
    // No border comes near: each part of the site is all in the zone or all out of it.
    const auto rings = site.rings();
    const auto lies = of_place(zone, site.edges().front().from);
    for (std::size_t ring = 1; ring + 1 < rings.size(); ++ring) {
        if (of_place(zone, site.edges()[rings[ring]].from) != lies) return Lies::across;
    }
    return lies;
}

Lies SitePosition::of_bounds(std::uint32_t zone, const geometry::Box& bounds, const Point& place) const {
    const bool clear =
        visit_edges(m_cells, m_boxes, zone, bounds, [](const Point& /*a*/, const Point& /*b*/) { return false; });
    return clear ? of_place(zone, place) : Lies::perhaps;
}

}  // namespace petasentra::zoning
