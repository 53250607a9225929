#include "zoning/handed_over.hpp"

#include <algorithm>
#include <tuple>

#include "zoning/common_ground.hpp"

namespace petasentra::zoning {

using geometry::Point;

void HandedOver::gather(std::span<const std::uint32_t> zones, const geometry::Box& box) {
    m_borders.clear();
    for (const auto zone : zones) {
        visit_edges(m_cells, m_boxes, zone, box, [&](const Point& a, const Point& b) {
            if (a == b) return true;
            const bool eastwards = std::tie(a.x, a.y) < std::tie(b.x, b.y);
            m_borders.push_back(eastwards ? Border{a, b, 1} : Border{b, a, -1});
            return true;
        });
    }
    const auto ends = [](const Border& border) {
        return std::make_tuple(border.west.x, border.west.y, border.east.x, border.east.y);
    };
    std::sort(m_borders.begin(), m_borders.end(),
              [&](const Border& one, const Border& other) { return ends(one) < ends(other); });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_borders.size();) {
        int way = 0;
        auto next = i;
        for (; next < m_borders.size() && ends(m_borders[next]) == ends(m_borders[i]); ++next)
            way += m_borders[next].way;
        if (way != 0) m_borders[kept++] = m_borders[i];
        i = next;
    }
    m_borders.resize(kept);
}

bool HandedOver::any_covers(std::span<const std::uint32_t> zones, const Point& place) const {
    return std::ranges::any_of(zones, [&](std::uint32_t zone) { return covers_moved(m_cells, zone, place); });
}

bool HandedOver::cover_polygon(std::span<const std::uint32_t> zones, const SiteEdges& site) {
    gather(zones, site.box());
    const auto beside = [&](const Border& border) { return run_of(border.west, border.east, site) == Runs::beside; };
    if (!std::ranges::all_of(m_borders, beside)) return false;
    const auto covered = [&](std::uint32_t first) { return any_covers(zones, site.edges()[first].from); };
    return std::ranges::all_of(site.rings().first(site.rings().size() - 1), covered);
}

bool HandedOver::cover_bounds(std::span<const std::uint32_t> zones, const geometry::Box& bounds, const Point& place) {
    gather(zones, bounds);
    return m_borders.empty() && any_covers(zones, place);
}

}  // namespace petasentra::zoning
