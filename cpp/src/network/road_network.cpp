#include <algorithm>
#include <cmath>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/network/road_network.hpp>

namespace petasentra::network {
namespace {

[[noreturn]] void refuse_network(const std::string& id, const std::string& en) {
    throw core::Error(core::ErrorCode::network_malformed,
                      {"Jaringan jalan rusak: " + id, "Malformed road network: " + en});
}

}  // namespace

RoadNetwork::RoadNetwork(NetworkParts parts, TurnRules turns) : m_parts(std::move(parts)), m_turns(std::move(turns)) {
    check();
    find_arcs();
    find_components();
    m_travel = TravelGraph(arcs(), m_first_leaving, m_leaving, m_turns);
}

RoadNetwork RoadNetwork::with_turns(TurnRules turns, const std::vector<RoadFinding>& findings) const {
    RoadNetwork out(*this);
    out.m_travel = TravelGraph(out.arcs(), out.m_first_leaving, out.m_leaving, turns);
    out.m_turns = std::move(turns);
    out.m_parts.findings.insert(out.m_parts.findings.end(), findings.begin(), findings.end());
    return out;
}

void RoadNetwork::check() const {
    const auto& p = m_parts;
    const auto edges = p.from.size();
    const auto nodes = p.node_id.size();
    if (p.node_xy.size() != 2 * nodes || (!p.node_name.empty() && p.node_name.size() != nodes) ||
        p.to.size() != edges || p.length_m.size() != edges || p.road.size() != edges ||
        p.vertex_of_edge.size() != edges + 1)
        refuse_network("panjang kolom tidak sama.", "columns differ in length.");
    // An arc must fit into 32 bits, and its number must leave room for "none".
    if (edges >= 0x7FFF'FFFF || nodes >= no_node) refuse_network("terlalu besar.", "too large.");
    if (p.vertex_of_edge.front() != 0 || p.vertex_of_edge.back() * 2 != p.xy.size())
        refuse_network("titik ruas tidak lengkap.", "vertices of edges are incomplete.");
    for (std::size_t e = 0; e < edges; ++e) {
        const auto number = std::to_string(e);
        if (p.from[e] >= nodes || p.to[e] >= nodes || p.road[e] >= p.roads.size())
            refuse_network("ruas " + number + " menunjuk simpul atau jalan yang tidak ada.",
                           "edge " + number + " names a node or road that is not there.");
        if (p.vertex_of_edge[e + 1] < p.vertex_of_edge[e] + 2)
            refuse_network("ruas " + number + " kurang dari dua titik.",
                           "edge " + number + " has fewer than two vertices.");
        if (!(p.length_m[e] >= 0.0) || !std::isfinite(p.length_m[e]))
            refuse_network("panjang ruas " + number + " negatif atau bukan bilangan.",
                           "the length of edge " + number + " is negative or no number.");
    }
}

void RoadNetwork::find_arcs() {
    const auto edges = edge_count();
    m_tails.resize(2 * edges);
    m_heads.resize(2 * edges);
    for (std::size_t e = 0; e < edges; ++e) {
        m_tails[2 * e] = m_heads[2 * e + 1] = m_parts.from[e];
        m_heads[2 * e] = m_tails[2 * e + 1] = m_parts.to[e];
    }
    m_first_leaving.assign(node_count() + 1, 0);
    for (const auto tail : m_tails) ++m_first_leaving[tail + 1];
    std::partial_sum(m_first_leaving.begin(), m_first_leaving.end(), m_first_leaving.begin());
    m_leaving.resize(m_tails.size());
    auto next = m_first_leaving;
    for (std::size_t arc = 0; arc < m_tails.size(); ++arc)
        m_leaving[next[m_tails[arc]]++] = static_cast<std::uint32_t>(arc);
}

void RoadNetwork::find_components() {
    constexpr auto unseen = no_node;
    m_component.assign(node_count(), unseen);
    std::vector<Node> open;
    for (std::size_t start = 0; start < node_count(); ++start) {
        if (m_component[start] != unseen) continue;
        const auto component = static_cast<std::uint32_t>(m_component_nodes.size());
        m_component_nodes.push_back(0);
        m_component[start] = component;
        open.push_back(static_cast<Node>(start));
        while (!open.empty()) {
            const auto node = open.back();
            open.pop_back();
            ++m_component_nodes.back();
            for (auto i = m_first_leaving[node]; i < m_first_leaving[node + 1]; ++i) {
                const auto head = m_heads[m_leaving[i]];
                if (m_component[head] != unseen) continue;
                m_component[head] = component;
                open.push_back(head);
            }
        }
    }
}

std::uint32_t RoadNetwork::largest_component() const noexcept {
    const auto largest = std::max_element(m_component_nodes.begin(), m_component_nodes.end());
    return largest == m_component_nodes.end() ? 0 : static_cast<std::uint32_t>(largest - m_component_nodes.begin());
}

}  // namespace petasentra::network
