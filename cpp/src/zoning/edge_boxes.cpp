#include "zoning/edge_boxes.hpp"

#include <algorithm>

#include "zoning/site_edges.hpp"

namespace petasentra::zoning {
namespace {

constexpr std::uint64_t edges_per_box = 16;

EdgeBox boxed(std::span<const double> xy, std::uint64_t begin, std::uint64_t last) {
    EdgeBox out{};
    const auto vertex = [&](std::uint64_t v) { return geometry::Point{xy[2 * v], xy[2 * v + 1]}; };
    const auto first = vertex(begin);
    out.box = {first.x, first.y, first.x, first.y};
    for (auto v = begin; v < last; ++v) {
        const auto next = vertex(v + 1);
        out.box.min_x = std::min(out.box.min_x, next.x);
        out.box.min_y = std::min(out.box.min_y, next.y);
        out.box.max_x = std::max(out.box.max_x, next.x);
        out.box.max_y = std::max(out.box.max_y, next.y);
        out.twice_area += twice_area(first, vertex(v), next);
    }
    out.first = static_cast<std::uint32_t>(begin);
    out.count = static_cast<std::uint16_t>(last - begin);
    return out;
}

}  // namespace

EdgeBoxes::EdgeBoxes(const geometry::GeometryColumn& zones, std::span<const double> xy, const core::Control& control) {
    m_first.reserve(zones.size() + 1);
    m_first_large.reserve(zones.size() + 1);
    m_small.reserve(zones.vertex_count() / edges_per_box + zones.size());
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (row % 1024 == 0) control.check();
        if (geometry::dimension(zones.kind[row]) == 2) add_row(zones, xy, row);
        m_first.push_back(static_cast<std::uint32_t>(m_small.size()));
        m_first_large.push_back(static_cast<std::uint32_t>(m_large.size()));
    }
}

void EdgeBoxes::add_row(const geometry::GeometryColumn& zones, std::span<const double> xy, std::size_t row) {
    const auto first = m_small.size();
    for (auto part = zones.part_of_row[row]; part < zones.part_of_row[row + 1]; ++part) {
        for (auto ring = zones.ring_of_part[part]; ring < zones.ring_of_part[part + 1]; ++ring) {
            const auto begin = zones.vertex_of_ring[ring];
            const auto end = zones.vertex_of_ring[ring + 1];
            for (auto v = begin; v + 1 < end; v += edges_per_box) {
                m_small.push_back(boxed(xy, v, std::min(v + edges_per_box, end - 1)));
                m_small.back().begins_ring = v == begin;
                m_small.back().ends_ring = v + edges_per_box + 1 >= end;
            }
        }
    }
    for (auto small = first; small < m_small.size(); small += boxes_per_large) {
        geometry::Box box;
        const auto end = std::min<std::size_t>(small + boxes_per_large, m_small.size());
        for (auto k = small; k < end; ++k) box.add(m_small[k].box);
        m_large.push_back(box);
    }
}

std::size_t EdgeBoxes::bytes() const noexcept {
    return m_small.size() * sizeof(EdgeBox) + m_large.size() * sizeof(geometry::Box) +
           (m_first.size() + m_first_large.size()) * sizeof(std::uint32_t);
}

}  // namespace petasentra::zoning
