#include "topology/ground.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/interrupt.hpp>
#include <petasentra/topology/tolerance.hpp>

namespace petasentra::topology {
namespace {

constexpr std::size_t faces_per_block = 256;
constexpr std::size_t large_zone = 2'048;  // vertices
constexpr std::size_t edges_a_strip = 32;

/// Calls `edge(v)` for every vertex at which an edge of the zone begins.
template <class Each>
void each_edge(const geometry::GeometryColumn& zones, std::size_t rank, const Each& edge) {
    const auto first = zones.ring_of_part[zones.part_of_row[rank]];
    const auto last = zones.ring_of_part[zones.part_of_row[rank + 1]];
    for (auto ring = first; ring < last; ++ring) {
        for (auto v = zones.vertex_of_ring[ring]; v + 1 < zones.vertex_of_ring[ring + 1]; ++v) edge(v);
    }
}

bool is_right_of(const double* pair, geometry::Place place) {
    if ((pair[1] > place.y) == (pair[3] > place.y)) return false;
    return place.x < pair[0] + (place.y - pair[1]) * (pair[2] - pair[0]) / (pair[3] - pair[1]);
}

}  // namespace

Covering::Covering(const Mosaic& mosaic) : m_mosaic(mosaic), m_index(mosaic.boxes), m_strips(mosaic.size()) {
    for (std::size_t rank = 0; rank < mosaic.size(); ++rank) {
        if (mosaic.zones.vertices(rank).size() / 2 > large_zone) m_strips[rank] = strips_of(rank);
    }
}

Covering::Strips Covering::strips_of(std::size_t rank) const {
    const auto& box = m_mosaic.boxes[rank];
    const auto vertices = m_mosaic.zones.vertices(rank).size() / 2;
    const auto count = vertices / edges_a_strip;
    Strips out;
    out.bottom = box.min_y;
    out.per_metre = box.max_y > box.min_y ? static_cast<double>(count) / (box.max_y - box.min_y) : 0.0;
    if (out.per_metre == 0.0) return out;
    const auto strip = [&](double y) {
        return std::min(static_cast<std::size_t>((y - out.bottom) * out.per_metre), count - 1);
    };
    const auto each_strip = [&](const auto& put) {
        each_edge(m_mosaic.zones, rank, [&](std::uint64_t v) {
            const auto [low, high] = std::minmax(m_mosaic.zones.xy[2 * v + 1], m_mosaic.zones.xy[2 * v + 3]);
            for (auto s = strip(low); s <= strip(high); ++s) put(s, v);
        });
    };
    out.begin.assign(count + 1, 0);
    each_strip([&](std::size_t s, std::uint64_t) { ++out.begin[s + 1]; });
    for (std::size_t s = 0; s < count; ++s) out.begin[s + 1] += out.begin[s];
    out.vertices.resize(out.begin[count]);
    auto next = out.begin;
    each_strip([&](std::size_t s, std::uint64_t v) { out.vertices[next[s]++] = v; });
    return out;
}

bool Covering::holds(std::size_t rank, geometry::Place place) const {
    const auto& strips = m_strips[rank];
    bool odd = false;
    const auto cross = [&](std::uint64_t v) { odd ^= is_right_of(m_mosaic.zones.xy.data() + 2 * v, place); };
    if (strips.per_metre == 0.0) {
        each_edge(m_mosaic.zones, rank, cross);
        return odd;
    }
    const auto count = strips.begin.size() - 1;
    const auto s = std::min(static_cast<std::size_t>((place.y - strips.bottom) * strips.per_metre), count - 1);
    for (auto i = strips.begin[s]; i < strips.begin[s + 1]; ++i) cross(strips.vertices[i]);
    return odd;
}

void Covering::zones_at(geometry::Place place, std::vector<std::uint32_t>& ranks) const {
    m_index.query({place.x, place.y, place.x, place.y}, ranks);
    std::erase_if(ranks, [&](std::uint32_t rank) { return !holds(rank, place); });
}

std::vector<Face> faces_of(const geometry::Lines& lines, const Covering& covering, const core::Control& control) {
    std::vector<geometry::Shape> shapes;
    {
        const geometry::Interruptible interruptible(control);
        shapes = geometry::faces(lines, resolution_m);
    }
    std::vector<Face> out(shapes.size());
    core::for_blocks(out.size(), faces_per_block, control, [&](core::Block block) {
        for (auto f = block.begin; f < block.end; ++f) {
            auto& face = out[f];
            face.shape = std::move(shapes[f]);
            face.box = face.shape.bounds();
            face.inside = geometry::place_inside(face.shape);
            covering.zones_at(face.inside, face.zones);
        }
    });
    return out;
}

}  // namespace petasentra::topology
