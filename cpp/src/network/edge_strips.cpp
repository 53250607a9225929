#include "network/edge_strips.hpp"

#include <algorithm>

namespace petasentra::network {

namespace {

geometry::Box extent_of_edges(const NetworkParts& parts) {
    geometry::Box box;
    for (std::size_t i = 0; i < parts.xy.size(); i += 2) box.add(parts.xy[i], parts.xy[i + 1]);
    return box;
}

}  // namespace

EdgeStrips::EdgeStrips(const RoadNetwork& network)
    : m_network(&network), m_bounds(extent_of_edges(network.parts())), m_ground(network.parts().crs, m_bounds) {
    constexpr std::uint64_t segments_a_strip = 16;
    const auto& parts = network.parts();
    std::vector<geometry::Box> boxes;
    for (std::size_t e = 0; e < network.edge_count(); ++e) {
        const auto last = parts.vertex_of_edge[e + 1] - 1;
        for (auto v = parts.vertex_of_edge[e]; v < last; v += segments_a_strip) {
            const auto end = std::min(v + segments_a_strip, last);
            geometry::Box box;
            for (auto i = v; i <= end; ++i) box.add(parts.xy[2 * i], parts.xy[2 * i + 1]);
            m_strips.push_back({static_cast<std::uint32_t>(e), v, end});
            boxes.push_back(box);
        }
    }
    m_index = index::BoxIndex(boxes);
}

void EdgeStrips::edges_near(const geometry::Box& box, std::vector<std::uint32_t>& edges) const {
    m_index.query(box, edges);
    for (auto& row : edges) row = m_strips[row].edge;
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());  // strips are in the order of edges
}

}  // namespace petasentra::network
