#include "zoning/edge_boxes.hpp"

#include <algorithm>

namespace petasentra::zoning {
namespace {

constexpr std::uint64_t edges_per_box = 16;
constexpr std::uint32_t boxes_per_large = 16;

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
    const auto first = static_cast<std::uint32_t>(m_small.size());
    for (auto part = zones.part_of_row[row]; part < zones.part_of_row[row + 1]; ++part) {
        for (auto ring = zones.ring_of_part[part]; ring < zones.ring_of_part[part + 1]; ++ring) {
            const auto end = zones.vertex_of_ring[ring + 1];
            for (auto v = zones.vertex_of_ring[ring]; v + 1 < end; v += edges_per_box) {
                const auto last = std::min(v + edges_per_box, end - 1);
                geometry::Box box;
                for (auto k = v; k <= last; ++k) box.add(xy[2 * k], xy[2 * k + 1]);
                m_small.push_back({box, {static_cast<std::uint32_t>(v), static_cast<std::uint32_t>(last - v)}});
            }
        }
    }
    for (auto small = first; small < m_small.size(); small += boxes_per_large) {
        geometry::Box box;
        const auto end = std::min<std::size_t>(small + boxes_per_large, m_small.size());
        for (auto k = std::size_t{small}; k < end; ++k) box.add(m_small[k].box);
        m_large.push_back(box);
    }
}

void EdgeBoxes::find(std::uint32_t zone, const geometry::Box& box, std::vector<Run>& out) const {
    const auto first = m_first[zone];
    const auto end = m_first[zone + 1];
    const auto begin = out.size();
    for (auto large = m_first_large[zone]; large < m_first_large[zone + 1]; ++large) {
        if (!m_large[large].intersects(box)) continue;
        const auto from = first + (large - m_first_large[zone]) * boxes_per_large;
        const auto to = std::min(from + boxes_per_large, end);
        for (auto small = from; small < to; ++small) {
            const auto& [edges, run] = m_small[small];
            if (!edges.intersects(box)) continue;
            if (out.size() > begin && out.back().first + out.back().count == run.first) {
                out.back().count += run.count;
            } else {
                out.push_back(run);
            }
        }
    }
}

std::size_t EdgeBoxes::bytes() const noexcept {
    return m_small.size() * sizeof(Boxed) + m_large.size() * sizeof(geometry::Box) +
           (m_first.size() + m_first_large.size()) * sizeof(std::uint32_t);
}

}  // namespace petasentra::zoning
