#include "zoning/common_ground.hpp"

#include <algorithm>

#include "zoning/path.hpp"

namespace petasentra::zoning {
namespace {

using geometry::Point;
using geometry::side_of_moved;

/// How far along from p to q the line through a and b is met, by the distances of p and q from it.
double meeting(const Point& a, const Point& b, const Point& p, const Point& q) {
    const auto distance = [&](const Point& of) { return (a.x - of.x) * (b.y - of.y) - (a.y - of.y) * (b.x - of.x); };
    const double at_p = distance(p);
    const double at_q = distance(q);
    // Both on the line, to the last digit: any point between them will do.
    if (at_p == at_q) return 0.5;
    return std::clamp(at_p / (at_p - at_q), 0.0, 1.0);
}

bool is_beyond(const Point& a, const Point& b, const geometry::Box& box) {
    return (a.x < box.min_x && b.x < box.min_x) || (a.x > box.max_x && b.x > box.max_x) ||
           (a.y < box.min_y && b.y < box.min_y) || (a.y > box.max_y && b.y > box.max_y);
}

}  // namespace

bool covers_moved(const Cells& cells, std::uint32_t zone, const Point& place) {
    const auto column = cells.grid.column_of(place.x);
    const auto row = cells.grid.row_of(place.y);
    if (column < 0 || row < 0 || column >= cells.grid.columns || row >= cells.grid.rows) return false;
    const auto state = cells.state[cells.blocks.cell(column >> Cells::block_bits, row >> Cells::block_bits)];
    const auto number = state & ~Cells::kind_bits;
    if ((state & Cells::kind_bits) == Cells::one_zone) return state == zone + 1;
    if ((state & Cells::kind_bits) == Cells::many_zones) {
        const auto* list = cells.lists.data() + number;
        return std::find(list + 1, list + 1 + *list, zone) != list + 1 + *list;
    }
    constexpr auto within = Cells::block_side - 1;
    const auto in_block = static_cast<unsigned>((row & within) * Cells::block_side + (column & within));
    const auto name = cells.pictures[number].name[in_block];
    const auto& block = cells.mixed_blocks[number];
    if (name == Picture::none) return false;
    if (name != Picture::groups) return cells.palette[block.first_zone + name] == zone;
    const auto cell = Cells::cell_number(block, in_block);
    for (auto group = cells.group_of_cell[cell]; group < cells.group_of_cell[cell + 1]; ++group) {
        if (cells.groups[group].zone() != zone) continue;
        const auto walk = Walk::to(place, {cells.grid.west_of(column), cells.grid.south_of(row)});
        unsigned covers = cells.groups[group].covers_corner();
        for (auto run = cells.groups[group].first_run(); run < cells.groups[group + 1].first_run(); ++run) {
            const auto [first, count] = cells.runs[run];
            for (auto v = first; v < first + count; ++v) covers ^= walk.crosses(cells.vertex(v), cells.vertex(v + 1));
        }
        return covers != 0;
    }
    return false;
}

std::optional<double> CommonGround::area(const Cells& cells, std::uint32_t zone, std::span<const Run> runs,
                                         const SiteEdges& site) {
    m_twice = 0.0;
    m_crossings.clear();
    if (!follow_zone(cells, runs, site) || !follow_site(cells, zone, site)) return std::nullopt;
    return 0.5 * m_twice;
}

bool CommonGround::follow_zone(const Cells& cells, std::span<const Run> runs, const SiteEdges& site) {
    const auto& box = site.box();
    for (const auto& [first, count] : runs) {
        bool known = false;
        bool inside = false;
        for (auto v = first; v < first + count; ++v) {
            const Point a = cells.vertex(v);
            const Point b = cells.vertex(v + 1);
            if (is_beyond(a, b, box)) {
                if (known && inside) return false;
                known = false;
                continue;
            }
            if (!known) inside = site.covers(a);
            known = true;
            cross(a, b, site);
            Point from = a;
            for (const auto& crossing : m_on_edge) {
                if (inside) m_twice += twice_area(site.origin(), from, crossing.at);
                from = crossing.at;
                inside = !inside;
            }
            if (inside) m_twice += twice_area(site.origin(), from, b);
        }
    }
    return true;
}

void CommonGround::cross(const Point& a, const Point& b, const SiteEdges& site) {
    m_on_edge.clear();
    const auto [west, east] = std::minmax(a.x, b.x);
    const auto [south, north] = std::minmax(a.y, b.y);
    site.visit_between(south, north, [&, west = west, east = east, south = south, north = north](std::uint32_t number) {
        const auto& [p, q] = site.edges()[number];
        if ((p.x < west && q.x < west) || (p.x > east && q.x > east)) return;
        if ((p.y < south && q.y < south) || (p.y > north && q.y > north)) return;
        if (side_of_moved(a, b, p) == side_of_moved(a, b, q)) return;
        if (side_of_fixed(p, q, a) == side_of_fixed(p, q, b)) return;
        const double along = meeting(a, b, p, q);
        const Point at{p.x + along * (q.x - p.x), p.y + along * (q.y - p.y)};
        m_crossings.push_back({number, along, at});
        m_on_edge.push_back({(at.x - a.x) * (b.x - a.x) + (at.y - a.y) * (b.y - a.y), at});
    });
    std::sort(m_on_edge.begin(), m_on_edge.end(), [](const auto& one, const auto& other) {
        return one.along < other.along;
    });
}

bool CommonGround::follow_site(const Cells& cells, std::uint32_t zone, const SiteEdges& site) {
    std::sort(m_crossings.begin(), m_crossings.end(), [](const auto& one, const auto& other) {
        return one.edge != other.edge ? one.edge < other.edge : one.along < other.along;
    });
    auto next = m_crossings.begin();
    const auto rings = site.rings();
    for (std::size_t ring = 0; ring + 1 < rings.size(); ++ring) {
        if (rings[ring] == rings[ring + 1]) continue;
        const bool at_start = covers_moved(cells, zone, site.edges()[rings[ring]].from);
        bool inside = at_start;
        for (auto edge = rings[ring]; edge < rings[ring + 1]; ++edge) {
            Point from = site.edges()[edge].from;
            for (; next != m_crossings.end() && next->edge == edge; ++next) {
                if (inside) m_twice += twice_area(site.origin(), from, next->at);
                from = next->at;
                inside = !inside;
            }
            if (inside) m_twice += twice_area(site.origin(), from, site.edges()[edge].to);
        }
        if (inside != at_start) return false;
    }
    return true;
}

}  // namespace petasentra::zoning
