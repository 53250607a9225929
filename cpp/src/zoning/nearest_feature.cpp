#include <algorithm>
#include <cmath>
#include <petasentra/zoning/nearest_feature.hpp>
#include <utility>

#include "zoning/edge_gap.hpp"

namespace petasentra::zoning {

using geometry::Box;
using geometry::GeometryColumn;
using geometry::Kind;
using geometry::Point;

namespace {

constexpr std::uint32_t edges_a_strip = 16;
constexpr double tie_rounding = 1.0 + 1e-12;  ///< distances that may be equal are not told apart by boxes

Point vertex_at(const std::vector<double>& xy, std::uint64_t vertex) {
    return {xy[2 * vertex], xy[2 * vertex + 1]};
}

bool is_filled(const GeometryColumn& column, std::size_t row, std::uint64_t part) {
    auto kind = column.kind[row];
    if (kind == Kind::collection) {
        const auto kinds = column.part_kind.find(row);
        if (kinds == column.part_kind.end()) return false;
        kind = kinds->second[static_cast<std::size_t>(part - column.part_of_row[row])];
    }
    return geometry::dimension(kind) == 2;
}

std::span<const double> ring_of(const GeometryColumn& column, std::uint64_t ring) {
    const auto begin = column.vertex_of_ring[ring];
    const auto end = column.vertex_of_ring[ring + 1];
    return {column.xy.data() + 2 * begin, static_cast<std::size_t>(2 * (end - begin))};
}

/// No two places of the boxes are nearer than this.
double box_gap(const Box& a, const Box& b) {
    const double x = std::max({0.0, a.min_x - b.max_x, b.min_x - a.max_x});
    const double y = std::max({0.0, a.min_y - b.max_y, b.min_y - a.max_y});
    return std::sqrt(x * x + y * y);
}

/// A little more than asked for: no rounding may lose a box that just touches.
Box reaching(const Box& box, double by) {
    const double more = by * (1.0 + 1e-12) + 1e-9;
    return {box.min_x - more, box.min_y - more, box.max_x + more, box.max_y + more};
}

bool covers(const Box& outer, const Box& inner) {
    return outer.min_x <= inner.min_x && outer.min_y <= inner.min_y && outer.max_x >= inner.max_x &&
           outer.max_y >= inner.max_y;
}

bool is_inside(const Outline& site, const Point& p) {
    if (!site.filled || p.x < site.bounds.min_x || p.x > site.bounds.max_x || p.y < site.bounds.min_y ||
        p.y > site.bounds.max_y)
        return false;
    bool inside = false;
    for (std::size_t g = 0; g + 1 < site.ring.size(); ++g) {
        const std::span<const double> ring(site.xy.data() + std::size_t{2} * site.ring[g],
                                           std::size_t{2} * (site.ring[g + 1] - site.ring[g]));
        inside = inside != goes_round(ring, p);
    }
    return inside;
}

bool is_inside(const GeometryColumn& column, std::uint64_t part, const Point& p) {
    bool inside = false;
    for (auto ring = column.ring_of_part[part]; ring < column.ring_of_part[part + 1]; ++ring)
        inside = inside != goes_round(ring_of(column, ring), p);
    return inside;
}

void keep_nearer(NearestFeature& best, double metres, std::uint32_t row, const Point& on_site,
                 const Point& on_feature) {
    if (metres > best.metres || (metres == best.metres && best.row >= 0 && row >= best.row)) return;
    best = {metres, row, on_site, on_feature};
}

}  // namespace

Outline::Outline(const GeometryColumn& column, std::size_t row) {
    filled = geometry::dimension(column.kind[row]) == 2;
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        const auto first = static_cast<std::uint32_t>(xy.size() / 2);
        for (auto r = column.ring_of_part[part]; r < column.ring_of_part[part + 1]; ++r) {
            const auto vertices = ring_of(column, r);
            if (vertices.empty()) continue;
            xy.insert(xy.end(), vertices.begin(), vertices.end());
            ring.push_back(static_cast<std::uint32_t>(xy.size() / 2));
        }
        if (xy.size() / 2 > first) first_of.push_back(first);
    }
    bounds = column.bounds(row);
}

Outline::Outline(const Point& place) : xy{place.x, place.y}, ring{0, 1}, first_of{0} {
    bounds.add(place.x, place.y);
}

Features::Features(const GeometryColumn& column, std::span<const std::uint32_t> rows) : m_column(&column) {
    std::vector<Box> ground_boxes;
    for (const auto row : rows) {
        for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
            for (auto ring = column.ring_of_part[part]; ring < column.ring_of_part[part + 1]; ++ring) add(ring, row);
            if (!is_filled(column, row, part)) continue;
            Box box;
            for (auto ring = column.ring_of_part[part]; ring < column.ring_of_part[part + 1]; ++ring) {
                const auto xy = ring_of(column, ring);
                for (std::size_t v = 0; v + 1 < xy.size(); v += 2) box.add(xy[v], xy[v + 1]);
            }
            m_grounds.push_back({part, row});
            ground_boxes.push_back(box);
        }
    }
    for (const auto& box : m_strip_boxes) m_bounds.add(box);
    m_strip_index = index::BoxIndex(m_strip_boxes);
    m_ground_index = index::BoxIndex(ground_boxes);
}

void Features::add(std::uint64_t ring, std::uint32_t row) {
    const auto begin = m_column->vertex_of_ring[ring];
    const auto end = m_column->vertex_of_ring[ring + 1];
    if (begin == end) return;
    auto at = begin;
    do {
        const auto edges = static_cast<std::uint32_t>(std::min<std::uint64_t>(edges_a_strip, end - 1 - at));
        Box box;
        for (auto v = at; v <= at + edges; ++v) box.add(m_column->xy[2 * v], m_column->xy[2 * v + 1]);
        m_strips.push_back({at, edges, row});
        m_strip_boxes.push_back(box);
        at += edges;
    } while (at + 1 < end);
}

/// A site within a polygon, or one part of it, meets none of its edges.
void Features::stand_on_ground(const Outline& site, NearestFeature& best,
                               const std::function<bool(std::uint32_t)>& skip) const {
    std::vector<std::uint32_t> found;
    m_ground_index.query(site.bounds, found);
    for (const auto i : found) {
        const auto& ground = m_grounds[i];
        if (skip && skip(ground.row)) continue;
        for (const auto vertex : site.first_of) {
            const auto place = vertex_at(site.xy, vertex);
            if (is_inside(*m_column, ground.part, place)) keep_nearer(best, 0.0, ground.row, place, place);
        }
    }
}

void Features::measure(const Strip& strip, const Box& box, const Outline& site, NearestFeature& best) const {
    const auto& xy = m_column->xy;
    const auto first = vertex_at(xy, strip.vertex);
    if (is_inside(site, first)) return keep_nearer(best, 0.0, strip.row, first, first);
    for (std::size_t g = 0; g + 1 < site.ring.size(); ++g) {
        const auto begin = site.ring[g], end = site.ring[g + 1];
        for (auto v = begin; v == begin || v + 1 < end; ++v) {
            const auto a0 = vertex_at(site.xy, v);
            const auto a1 = v + 1 < end ? vertex_at(site.xy, v + 1) : a0;
            Box edge;
            edge.add(a0.x, a0.y);
            edge.add(a1.x, a1.y);
            if (box_gap(edge, box) > best.metres * tie_rounding) continue;
            for (std::uint32_t k = 0; k == 0 || k < strip.edges; ++k) {
                const auto b0 = vertex_at(xy, strip.vertex + k);
                const auto b1 = strip.edges == 0 ? b0 : vertex_at(xy, strip.vertex + k + 1);
                const auto gap = gap_between(a0, a1, b0, b1);
                keep_nearer(best, std::sqrt(gap.squared), strip.row, gap.on_a, gap.on_b);
            }
        }
    }
}

/// Measures what lies in the window, as far as it may be as near as the best.
void Features::search(const Box& window, const Outline& site, NearestFeature& best,
                      const std::function<bool(std::uint32_t)>& skip) const {
    std::vector<std::uint32_t> found;
    m_strip_index.query(window, found);
    // The nearest boxes first: what they show spares most of the others.
    std::vector<std::pair<double, std::uint32_t>> near;
    near.reserve(found.size());
    for (const auto i : found) near.emplace_back(box_gap(m_strip_boxes[i], site.bounds), i);
    std::sort(near.begin(), near.end());
    for (const auto& [gap, i] : near) {
        if (gap > best.metres * tie_rounding) break;
        if (!skip || !skip(m_strips[i].row)) measure(m_strips[i], m_strip_boxes[i], site, best);
    }
}

NearestFeature Features::nearest(const Outline& site, double first_reach,
                                 const std::function<bool(std::uint32_t)>& skip) const {
    NearestFeature best;
    if (m_strips.empty() || site.bounds.empty()) return best;
    stand_on_ground(site, best, skip);
    double reach = std::min(best.metres, std::max(first_reach, 1.0));
    while (true) {
        const auto window = reaching(site.bounds, reach);
        search(window, site, best, skip);
        // Whatever is as near as the reach has been seen; what the corners of the window showed may not be the nearest.
        if (best.metres <= reach || covers(window, m_bounds)) return best;
        reach = std::min(2.0 * reach, best.metres);
    }
}

NearestFeature Features::nearest_within(const Outline& site, double reach,
                                        const std::function<bool(std::uint32_t)>& skip) const {
    NearestFeature best;
    if (m_strips.empty() || site.bounds.empty()) return best;
    reach = std::max(reach, 1.0);
    if (!reaching(site.bounds, reach).intersects(m_bounds)) return best;
    stand_on_ground(site, best, skip);
    search(reaching(site.bounds, std::min(best.metres, reach)), site, best, skip);
    return best.metres <= reach ? best : NearestFeature{};
}

}  // namespace petasentra::zoning
