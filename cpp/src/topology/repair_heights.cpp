#include "topology/repair_heights.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace petasentra::topology {
namespace {

constexpr double on_edge = 1e-11;

/// What is unknown in `height` is taken from `other`.
void fill_in(Height& height, const Height& other) {
    if (std::isnan(height.z)) height.z = other.z;
    if (std::isnan(height.m)) height.m = other.m;
}

}  // namespace

RowHeights::RowHeights(const geometry::GeometryColumn& column, std::size_t row)
    : m_column(column), m_has_z(column.has_z[row] != 0), m_has_m(column.has_m[row] != 0) {
    if (!any()) return;
    for (const double number : column.vertices(row)) m_reach = std::max(m_reach, on_edge * std::abs(number));
    const auto first = column.ring_of_part[column.part_of_row[row]];
    const auto last = column.ring_of_part[column.part_of_row[row + 1]];
    for (auto ring = first; ring < last; ++ring) add_ring(ring);
}

void RowHeights::add_ring(std::uint64_t ring) {
    const auto begin = m_column.vertex_of_ring[ring];
    const auto end = m_column.vertex_of_ring[ring + 1];
    for (auto v = begin; v < end; ++v) {
        fill_in(m_vertices[{m_column.xy[2 * v] + 0.0, m_column.xy[2 * v + 1] + 0.0}], of_vertex(v));
        m_edges.push_back({v, v + 1 < end ? v + 1 : begin});
    }
}

Height RowHeights::of_vertex(std::size_t v) const {
    Height out;
    if (m_has_z) out.z = m_column.z[v];
    if (m_has_m) out.m = m_column.m[v];
    return out;
}

Height RowHeights::at(Vertex place) {
    if (const auto found = m_vertices.find({place[0] + 0.0, place[1] + 0.0}); found != m_vertices.end())
        return found->second;
    return any() ? on_edges(place) : Height{};
}

Height RowHeights::on_edges(Vertex place) {
    const auto& xy = m_column.xy;
    if (!m_index) {
        std::vector<geometry::Box> boxes(m_edges.size());
        for (std::size_t i = 0; i < m_edges.size(); ++i) {
            for (const auto v : {m_edges[i].begin, m_edges[i].end}) boxes[i].add(xy[2 * v], xy[2 * v + 1]);
        }
        m_index.emplace(boxes);
    }
    const auto [x, y] = place;
    m_index->query({x - m_reach, y - m_reach, x + m_reach, y + m_reach}, m_near);
    Height out;
    for (const auto number : m_near) {
        const auto [a, b] = m_edges[number];
        const double dx = xy[2 * b] - xy[2 * a];
        const double dy = xy[2 * b + 1] - xy[2 * a + 1];
        const double squared = dx * dx + dy * dy;
        if (squared == 0.0) continue;
        const double t = std::clamp(((x - xy[2 * a]) * dx + (y - xy[2 * a + 1]) * dy) / squared, 0.0, 1.0);
        if (std::hypot(xy[2 * a] + t * dx - x, xy[2 * a + 1] + t * dy - y) > m_reach) continue;
        const auto from = of_vertex(a);
        const auto to = of_vertex(b);
        fill_in(out, {from.z + t * (to.z - from.z), from.m + t * (to.m - from.m)});
    }
    return out;
}

std::size_t give_heights(geometry::GeometryColumn& made, const geometry::GeometryColumn& column, std::size_t row) {
    RowHeights heights(column, row);
    if (!heights.any()) return 0;
    made.has_z[0] = column.has_z[row];
    made.has_m[0] = column.has_m[row];
    std::set<Vertex> without;
    for (std::size_t v = 0; v < made.vertex_count(); ++v) {
        const Vertex place{made.xy[2 * v], made.xy[2 * v + 1]};
        const auto height = heights.at(place);
        if (made.has_z[0] != 0) made.z.push_back(height.z);
        if (made.has_m[0] != 0) made.m.push_back(height.m);
        const bool lacks = (made.has_z[0] != 0 && std::isnan(height.z)) || (made.has_m[0] != 0 && std::isnan(height.m));
        if (lacks && !heights.stands_at(place)) without.insert(place);
    }
    return without.size();
}

}  // namespace petasentra::topology
