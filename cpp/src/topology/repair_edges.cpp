#include "topology/repair_edges.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace petasentra::topology {
namespace {

constexpr std::size_t many_edges = 32;

geometry::Place repair_place(const std::vector<double>& ring, std::size_t vertex) {
    return {ring[2 * vertex], ring[2 * vertex + 1]};
}

geometry::Box edge_box(const NearEdges::Edge& edge) {
    geometry::Box box;
    box.add(edge.begin.x, edge.begin.y);
    box.add(edge.end.x, edge.end.y);
    return box;
}

/// Where vertices go: (ring, edge) -> places along it.
struct Insertion {
    double along;
    Vertex place;
    auto operator<=>(const Insertion&) const = default;
};
using Insertions = std::map<std::pair<std::uint32_t, std::size_t>, std::vector<Insertion>>;

PartHandle with_insertions(const PartHandle& part, Insertions& insertions) {
    if (insertions.empty()) return part;
    auto rings = part->rings;
    for (auto it = insertions.rbegin(); it != insertions.rend(); ++it) {  // later edges first: earlier keep their place
        auto& [where, places] = *it;
        std::sort(places.begin(), places.end());
        std::vector<double> added;
        for (const auto& insertion : places) added.insert(added.end(), insertion.place.begin(), insertion.place.end());
        auto& ring = rings[where.first];
        ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(2 * where.second + 2), added.begin(), added.end());
    }
    auto made = part_of(std::move(rings));
    return made == nullptr ? part : made;
}

/// Where along an edge a place belongs, strictly between the ends; nothing if it does not.
std::optional<double> along(const NearEdges::Edge& edge, geometry::Place place, double& distance) {
    const double dx = edge.end.x - edge.begin.x;
    const double dy = edge.end.y - edge.begin.y;
    const double square = dx * dx + dy * dy;
    if (!(square > 0.0)) return std::nullopt;
    const double t = ((place.x - edge.begin.x) * dx + (place.y - edge.begin.y) * dy) / square;
    if (!(t > 0.0 && t < 1.0)) return std::nullopt;
    distance = std::abs((place.x - edge.begin.x) * dy - (place.y - edge.begin.y) * dx) / std::sqrt(square);
    return t;
}

bool is_end(const NearEdges::Edge& edge, geometry::Place place) {
    return (edge.begin.x == place.x && edge.begin.y == place.y) || (edge.end.x == place.x && edge.end.y == place.y);
}

}  // namespace

NearEdges::NearEdges(std::span<const PartHandle> parts, const geometry::Box& box) {
    std::vector<geometry::Box> boxes;
    for (std::uint32_t p = 0; p < parts.size(); ++p) {
        if (!parts[p]->box.intersects(box)) continue;
        for (std::uint32_t r = 0; r < parts[p]->rings.size(); ++r) {
            const auto& ring = parts[p]->rings[r];
            for (std::size_t v = 0; 2 * v + 3 < ring.size(); ++v) {
                const Edge edge{p, r, v, repair_place(ring, v), repair_place(ring, v + 1)};
                const auto around = edge_box(edge);
                if (!around.intersects(box)) continue;
                m_edges.push_back(edge);
                boxes.push_back(around);
            }
        }
    }
    if (m_edges.size() > many_edges) m_index.emplace(boxes);
    if (!m_index) {
        m_near.resize(m_edges.size());
        std::iota(m_near.begin(), m_near.end(), 0U);
    }
}

const std::vector<std::uint32_t>& NearEdges::near(geometry::Place place, double reach) {
    if (m_index) m_index->query({place.x - reach, place.y - reach, place.x + reach, place.y + reach}, m_near);
    return m_near;
}

PartHandle with_vertices(const PartHandle& part, const std::vector<Vertex>& places, double reach, double& shift) {
    if (places.empty()) return part;
    geometry::Box box;
    for (const auto& place : places) box.add(place[0], place[1]);
    box = grown(box, reach);
    if (!part->box.intersects(box)) return part;
    NearEdges edges(std::span(&part, 1), box);
    Insertions insertions;
    for (const auto& vertex : places) {
        const geometry::Place place{vertex[0], vertex[1]};
        const auto& near = edges.near(place, reach);
        if (std::any_of(near.begin(), near.end(), [&](auto e) { return is_end(edges[e], place); })) continue;
        for (const auto e : near) {
            double distance = 0.0;
            const auto t = along(edges[e], place, distance);
            if (!t || distance > reach) continue;
            shift = std::max(shift, distance);
            insertions[{edges[e].ring, edges[e].vertex}].push_back({*t, vertex});
        }
    }
    return with_insertions(part, insertions);
}

PartHandle with_vertex_on_nearest(const PartHandle& part, Vertex vertex, double reach, double& shift) {
    const geometry::Place place{vertex[0], vertex[1]};
    const geometry::Box box = grown({place.x, place.y, place.x, place.y}, reach);
    if (!part->box.intersects(box)) return part;
    NearEdges edges(std::span(&part, 1), box);
    double least = reach;
    Insertions insertions;
    for (const auto e : edges.near(place, reach)) {
        double distance = 0.0;
        const auto t = along(edges[e], place, distance);
        if (!t || distance > least || (distance == least && !insertions.empty())) continue;
        least = distance;
        insertions.clear();
        insertions[{edges[e].ring, edges[e].vertex}].push_back({*t, vertex});
    }
    if (insertions.empty()) return part;
    shift = std::max(shift, least);
    return with_insertions(part, insertions);
}

double border_along(std::span<const PartHandle> ground, std::span<const PartHandle> zone, double reach) {
    NearEdges edges(zone, grown(box_of_parts(ground), reach));
    double sum = 0.0;
    for (const auto& part : ground) {
        for (const auto& ring : part->rings) {
            for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
                const geometry::Place middle{(ring[i] + ring[i + 2]) / 2.0, (ring[i + 1] + ring[i + 3]) / 2.0};
                const auto& near = edges.near(middle, reach);
                const bool there = std::any_of(near.begin(), near.end(), [&](auto e) {
                    return foot_on(middle, edges[e].begin, edges[e].end).distance <= reach;
                });
                if (there) sum += std::hypot(ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]);
            }
        }
    }
    return sum;
}

double border_length(std::span<const PartHandle> ground) {
    double sum = 0.0;
    for (const auto& part : ground) {
        for (const auto& ring : part->rings) {
            for (std::size_t i = 0; i + 3 < ring.size(); i += 2)
                sum += std::hypot(ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]);
        }
    }
    return sum;
}

}  // namespace petasentra::topology
