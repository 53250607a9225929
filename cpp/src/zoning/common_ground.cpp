#include "zoning/common_ground.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "zoning/edge_bits.hpp"
#include "zoning/rounding.hpp"
#include "zoning/walk.hpp"

namespace petasentra::zoning {
namespace {

using geometry::Point;
using geometry::side_of_moved;

// So few edges of a zone are each looked at with the whole site, more of them with each edge of the site.
constexpr int few_edges = 3;

/// How far along from p to q a segment through two points is met, which is known to cross it. An edge that two zones
/// share, one in each direction, is met at the same place.
double meeting(const Point& one, const Point& other, const Point& p, const Point& q) {
    const bool swap = other.x < one.x || (other.x == one.x && other.y < one.y);
    const Point& a = swap ? other : one;
    const Point& b = swap ? one : other;
    const auto distance = [&](const Point& of) { return (a.x - of.x) * (b.y - of.y) - (a.y - of.y) * (b.x - of.x); };
    const double at_p = distance(p);
    const double at_q = distance(q);
    const double along = at_p == at_q ? 0.5 : at_p / (at_p - at_q);
    // Where the two run along one another these distances are rounding and nothing else: any place on both will do.
    const double dx = q.x - p.x;
    const double dy = q.y - p.y;
    const double per_length = 1.0 / (dx * dx + dy * dy);
    const double a_along = ((a.x - p.x) * dx + (a.y - p.y) * dy) * per_length;
    const double b_along = ((b.x - p.x) * dx + (b.y - p.y) * dy) * per_length;
    return std::clamp(std::clamp(along, std::min(a_along, b_along), std::max(a_along, b_along)), 0.0, 1.0);
}

/// Whether the line through p and q may touch the box; at times true where it only passes close by.
bool line_near_box(const Point& p, const Point& q, const geometry::Box& box) {
    // Both corners farthest from the line lie on one side of it: how far the middle lies against how far they reach.
    const double x = 0.5 * (box.min_x + box.max_x);
    const double y = 0.5 * (box.min_y + box.max_y);
    const double dx = q.x - p.x;
    const double dy = q.y - p.y;
    const double middle = std::fabs(dx * (y - p.y) - dy * (x - p.x));
    const double rounding = 1e-14 * (std::fabs(x) + std::fabs(y));
    const double reach = 0.5 * (std::fabs(dx) * (box.max_y - box.min_y) + std::fabs(dy) * (box.max_x - box.min_x));
    return middle <= reach + rounding * (std::fabs(dx) + std::fabs(dy));
}

/// Whether at most `few_edges` bits are set.
bool are_few(std::uint32_t edges) {
    for (int i = 0; i < few_edges; ++i) edges &= edges - 1;
    return edges == 0;
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
    const auto& block = cells.mixed_blocks[number];
    const auto name = block.name(in_block);
    if (name == MixedBlock::none) return false;
    if (name != MixedBlock::groups) return cells.zone_named(block, name) == zone;
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

std::optional<double> CommonGround::area(std::uint32_t zone, std::span<const EdgeBox* const> near,
                                         const SiteEdges& site) {
    m_twice = 0.0;
    if (site.edges().empty()) return 0.0;
    m_site_enters.assign(site.edges().size(), 0);
    if (!follow_zone(near, site)) return std::nullopt;
    if (near.empty()) return covers_moved(m_cells, zone, site.edges().front().from) ? site.area() : 0.0;
    if (!follow_site(zone, site)) return std::nullopt;
    const double area = 0.5 * m_twice;
    const double nothing = rounding_m2(site.box());
    if (std::fabs(area) <= nothing) return 0.0;
    if (std::fabs(area - site.area()) <= nothing) return site.area();
    if (!(area > 0.0 && area < site.area())) return std::nullopt;
    return area;
}

bool CommonGround::follow_zone(std::span<const EdgeBox* const> near, const SiteEdges& site) {
    m_inside = 0;
    const EdgeBox* before = nullptr;
    for (const auto* box : near) {
        if (before == nullptr || before->ends_ring || box->first != before->first + before->count) {
            // Between two boxes of a ring the border was outside the site's bounds: there nothing of it lies inside.
            if (m_inside != 0 && !before->ends_ring) return false;
            m_inside = box->begins_ring && site.covers(m_cells.vertex(box->first)) ? 1 : 0;
        }
        follow_box(*box, site);
        if (m_inside < 0 || m_inside > 1) return false;
        if (box->ends_ring && (m_inside != 0) != site.covers(m_cells.vertex(box->first + box->count))) return false;
        before = box;
    }
    return before == nullptr || before->ends_ring || m_inside == 0;
}

void CommonGround::follow_box(const EdgeBox& box, const SiteEdges& site) {
    m_candidates.clear();
    const auto edges = edges_in_bounds(vertices_of(box), box.count, site.box());
    std::uint32_t any = 0;
    if (edges != 0) any = are_few(edges) ? find_by_zone_edge(box, edges, site) : find_by_site_edge(box, edges, site);
    const auto end = box.first + box.count;
    if (any == 0) {
        if (m_inside == 0) return;
        m_twice += box.twice_area + twice_area(site.origin(), m_cells.vertex(box.first), m_cells.vertex(end));
        return;
    }
    auto reached = box.first;
    for (; any != 0; any &= any - 1) {
        const auto place = static_cast<unsigned>(std::countr_zero(any));
        add_stretch(reached, box.first + place, site);
        follow_edge(box.first + place, place, site);
        reached = box.first + place + 1;
    }
    add_stretch(reached, end, site);
}

std::uint32_t CommonGround::find_by_zone_edge(const EdgeBox& box, std::uint32_t edges, const SiteEdges& site) {
    std::uint32_t any = 0;
    for (; edges != 0; edges &= edges - 1) {
        const auto place = static_cast<unsigned>(std::countr_zero(edges));
        const auto before = m_candidates.size();
        site.visit_near_line(m_cells.vertex(box.first + place), m_cells.vertex(box.first + place + 1),
                             [&](std::uint32_t number) { m_candidates.push_back({number, 1U << place}); });
        any |= static_cast<std::uint32_t>(m_candidates.size() != before) << place;
    }
    return any;
}

std::uint32_t CommonGround::find_by_site_edge(const EdgeBox& box, std::uint32_t edges, const SiteEdges& site) {
    const auto first = static_cast<std::uint32_t>(std::countr_zero(edges));
    const auto count = static_cast<std::uint32_t>(std::bit_width(edges)) - first;
    const auto* xy = vertices_of(box) + 2 * first;
    std::uint32_t any = 0;
    site.visit_near_box(box.box, [&](std::uint32_t number) {
        const auto& [from, to] = site.edges()[number];
        if (!line_near_box(from, to, box.box)) return;
        const auto may_cross = edges_near_line(xy, count, box.box, from, to) << first & edges;
        if (may_cross == 0) return;
        any |= may_cross;
        m_candidates.push_back({number, may_cross});
    });
    return any;
}

void CommonGround::add_stretch(std::uint32_t begin, std::uint32_t end, const SiteEdges& site) {
    if (m_inside == 0) return;
    double twice = 0.0;
    for (auto v = begin; v < end; ++v) twice += twice_area(site.origin(), m_cells.vertex(v), m_cells.vertex(v + 1));
    m_twice += twice;
}

// Along a straight edge the area under it grows evenly, so it does not matter in which order crossings are met: what is
// under the edge up to a crossing is added where the border leaves and taken off where it enters. Whether it enters or
// leaves is told by exact signs, place by place. "Up to" is counted from the first crossing found: a crossing lies beside
// the edge by a last digit, which would be multiplied by the length of an edge that begins far away.
void CommonGround::follow_edge(std::uint32_t vertex, unsigned place, const SiteEdges& site) {
    const Point a = m_cells.vertex(vertex);
    const Point b = m_cells.vertex(vertex + 1);
    const Point& origin = site.origin();
    const bool inside_at_a = m_inside != 0;
    std::optional<Point> first;
    for (const auto& [number, may_cross] : m_candidates) {
        if ((may_cross >> place & 1U) == 0) continue;
        const auto& [p, q] = site.edges()[number];
        if (side_of_moved(a, b, p) == side_of_moved(a, b, q)) continue;
        const int side_of_b = side_of_fixed(p, q, b);
        if (side_of_fixed(p, q, a) == side_of_b) continue;
        const double along = meeting(a, b, p, q);
        const Point at{p.x + along * (q.x - p.x), p.y + along * (q.y - p.y)};
        if (!first) first = at;
        // The border of the common ground goes over from one border to the other: where the zone's enters the site, the
        // site's leaves the zone.
        const bool enters = side_of_b > 0;
        const double under_both = twice_area(origin, p, at) - twice_area(origin, *first, at);
        m_twice += enters ? under_both : -under_both;
        m_inside += enters ? 1 : -1;
        m_site_enters[number] += enters ? -1 : 1;
    }
    const Point from = first.value_or(a);
    if (inside_at_a) m_twice -= twice_area(origin, from, a);
    if (m_inside != 0) m_twice += twice_area(origin, from, b);
}

bool CommonGround::follow_site(std::uint32_t zone, const SiteEdges& site) {
    const auto rings = site.rings();
    for (std::size_t ring = 0; ring + 1 < rings.size(); ++ring) {
        if (rings[ring] == rings[ring + 1]) continue;
        const int at_start = covers_moved(m_cells, zone, site.edges()[rings[ring]].from) ? 1 : 0;
        int inside = at_start;
        for (auto edge = rings[ring]; edge < rings[ring + 1]; ++edge) {
            inside += m_site_enters[edge];
            if (inside < 0 || inside > 1) return false;
            const auto& [from, to] = site.edges()[edge];
            if (inside != 0) m_twice += twice_area(site.origin(), from, to);
        }
        if (inside != at_start) return false;
    }
    return true;
}

}  // namespace petasentra::zoning
