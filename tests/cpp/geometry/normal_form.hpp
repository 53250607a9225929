// Geometries compared vertex by vertex, whatever the order of their parts and rings, and where these begin. Lines are
// compared edge by edge: how edges are chained to lines is not looked at.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <petasentra/geometry/geometry_column.hpp>
#include <utility>
#include <vector>

namespace normal_form {

namespace geometry = petasentra::geometry;
using Vertex = std::pair<double, double>;
using Ring = std::vector<Vertex>;
/// A point, an edge or a polygon; how parts are gathered into multi-geometries and collections is not looked at.
using Part = std::pair<std::size_t, std::vector<Ring>>;  // dimension, rings
using Parts = std::vector<Part>;

/// Twice the signed area.
inline double turning(const Ring& ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        sum += (ring[i].first - ring[0].first) * (ring[i + 1].second - ring[0].second) -
               (ring[i + 1].first - ring[0].first) * (ring[i].second - ring[0].second);
    }
    return sum;
}

/// Without the closing vertex, from the lowest vertex, counter-clockwise.
inline Ring turned(Ring ring) {
    if (turning(ring) < 0.0) std::reverse(ring.begin(), ring.end());
    if (ring.size() > 1) ring.pop_back();
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
    return ring;
}

inline Parts parts(const geometry::GeometryColumn& column, std::size_t row) {
    Parts out;
    const auto kind = column.kind[row];
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        const auto member =
            kind == geometry::Kind::collection ? column.part_kind.at(row)[part - column.part_of_row[row]] : kind;
        Part one{static_cast<std::size_t>(geometry::dimension(member)), {}};
        for (auto ring = column.ring_of_part[part]; ring < column.ring_of_part[part + 1]; ++ring) {
            Ring vertices;
            for (auto v = column.vertex_of_ring[ring]; v < column.vertex_of_ring[ring + 1]; ++v) {
                vertices.emplace_back(column.xy[2 * v], column.xy[2 * v + 1]);
            }
            if (vertices.empty()) continue;
            if (one.first == 1) {
                for (std::size_t i = 0; i + 1 < vertices.size(); ++i) {
                    const auto [low, high] = std::minmax(vertices[i], vertices[i + 1]);
                    out.push_back({1, {{low, high}}});
                }
                continue;
            }
            one.second.push_back(one.first == 2 ? turned(std::move(vertices)) : std::move(vertices));
        }
        if (one.second.empty()) continue;
        if (one.first == 2) std::sort(one.second.begin() + 1, one.second.end());
        out.push_back(std::move(one));
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// The same parts with the same vertices, each coordinate within `tolerance`.
inline bool same(const Parts& a, const Parts& b, double tolerance) {
    const auto near = [&](const Vertex& p, const Vertex& q) {
        return std::abs(p.first - q.first) <= tolerance && std::abs(p.second - q.second) <= tolerance;
    };
    const auto same_rings = [&](const Ring& p, const Ring& q) {
        return p.size() == q.size() && std::equal(p.begin(), p.end(), q.begin(), near);
    };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](const Part& p, const Part& q) {
               return p.first == q.first && p.second.size() == q.second.size() &&
                      std::equal(p.second.begin(), p.second.end(), q.second.begin(), same_rings);
           });
}

}  // namespace normal_form
