#include "zoning/zone_shapes.hpp"

#include <stdexcept>

namespace petasentra::zoning {
namespace {

using geometry::GeometryColumn;

GeometryColumn one_row(const GeometryColumn& outline, std::span<const double> xy, std::size_t row) {
    GeometryColumn out;
    out.kind = {outline.kind[row]};
    out.has_z = out.has_m = {0};
    const auto first_part = outline.part_of_row[row];
    const auto last_part = outline.part_of_row[row + 1];
    const auto first_ring = outline.ring_of_part[first_part];
    const auto last_ring = outline.ring_of_part[last_part];
    const auto first_vertex = outline.vertex_of_ring[first_ring];
    const auto last_vertex = outline.vertex_of_ring[last_ring];
    out.part_of_row.push_back(last_part - first_part);
    for (auto part = first_part; part < last_part; ++part)
        out.ring_of_part.push_back(outline.ring_of_part[part + 1] - first_ring);
    for (auto ring = first_ring; ring < last_ring; ++ring)
        out.vertex_of_ring.push_back(outline.vertex_of_ring[ring + 1] - first_vertex);
    const auto vertices = xy.subspan(2 * first_vertex, 2 * (last_vertex - first_vertex));
    out.xy.assign(vertices.begin(), vertices.end());
    return out;
}

}  // namespace

ZoneShapes::ZoneShapes(const GeometryColumn& zones, std::span<const double> xy) : ZoneShapes(outline_of(zones), xy) {}

ZoneShapes::ZoneShapes(GeometryColumn&& outline, std::span<const double> xy)
    : m_outline(std::move(outline)), m_xy(xy), m_slots(std::make_unique<Slot[]>(m_outline.size())) {}

GeometryColumn ZoneShapes::outline_of(const GeometryColumn& zones) {
    GeometryColumn outline;
    outline.kind = zones.kind;
    outline.part_of_row = zones.part_of_row;
    outline.ring_of_part = zones.ring_of_part;
    outline.vertex_of_ring = zones.vertex_of_ring;
    return outline;
}

const geometry::Shape& ZoneShapes::operator[](std::size_t row) const {
    if (row >= size()) throw std::out_of_range("no such zone");
    auto& slot = m_slots[row];
    std::call_once(slot.made, [&] {
        if (m_outline.kind[row] != geometry::Kind::null) slot.shape = geometry::Shape(one_row(m_outline, m_xy, row), 0);
    });
    return slot.shape;
}

}  // namespace petasentra::zoning
