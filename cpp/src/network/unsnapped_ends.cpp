#include "network/unsnapped_ends.hpp"

#include <algorithm>
#include <optional>
#include <petasentra/core/parallel.hpp>
#include <tuple>

#include "network/edge_strips.hpp"
#include "network/line_chains.hpp"

namespace petasentra::network {
namespace {

constexpr std::size_t unsnapped_nodes_a_block = 512;

/// What one node has to do with the roads around it.
class Neighbourhood {
  public:
    explicit Neighbourhood(const RoadNetwork& network) : m_network(network), m_parts(network.parts()) {}

    void look_at(Node node) {
        m_nodes.assign(1, node);
        m_roads.clear();
        m_edge = no_node;
        const auto first = m_network.first_leaving();
        for (auto i = first[node]; i < first[node + 1]; ++i) {
            const auto edge = m_network.leaving()[i] / 2;
            m_edge = std::min(m_edge, edge);
            m_nodes.push_back(m_parts.from[edge]);
            m_nodes.push_back(m_parts.to[edge]);
            m_roads.push_back(m_parts.road[edge]);
        }
        std::sort(m_nodes.begin(), m_nodes.end());
    }

    [[nodiscard]] Edge smallest_edge() const noexcept { return m_edge; }

    /// A road that has no node in common with those that end here, and that one of them could be joined to.
    [[nodiscard]] bool is_strange(Edge edge) const {
        return !is_next(m_parts.from[edge]) && !is_next(m_parts.to[edge]) &&
               std::any_of(m_roads.begin(), m_roads.end(), [&](std::uint32_t own) {
                   return may_meet(m_network.roads(), own, true, m_parts.road[edge]);
               });
    }

  private:
    [[nodiscard]] bool is_next(Node node) const { return std::binary_search(m_nodes.begin(), m_nodes.end(), node); }

    const RoadNetwork& m_network;
    const NetworkParts& m_parts;
    std::vector<Node> m_nodes;
    std::vector<std::uint32_t> m_roads;
    Edge m_edge = no_node;
};

std::optional<UnsnappedEnd> unsnapped_at(const RoadNetwork& network, const EdgeStrips& strips, Neighbourhood& around,
                                         Node node, double reach_m, std::vector<std::uint32_t>& rows) {
    const auto& parts = network.parts();
    around.look_at(node);
    const double x = parts.node_xy[std::size_t{2} * node];
    const double y = parts.node_xy[std::size_t{2} * node + 1];
    const auto strange = [&](std::uint32_t edge) { return around.is_strange(edge); };
    const auto near = strips.nearest_within(x, y, reach_m, strange, rows);
    if (!near) return std::nullopt;
    const double* a = parts.xy.data() + 2 * near->vertex;
    const double metres =
        strips.ground().distance_m(x, y, a[0] + near->along * (a[2] - a[0]), a[1] + near->along * (a[3] - a[1]));
    return UnsnappedEnd{node,
                        network.degree(node),
                        around.smallest_edge(),
                        near->edge,
                        metres,
                        network.component()[node] == network.component()[parts.from[near->edge]]};
}

}  // namespace

std::vector<UnsnappedEnd> unsnapped_ends(const RoadNetwork& network, double reach_m, const core::Control& control) {
    if (reach_m <= 0.0 || network.edge_count() == 0) return {};
    const EdgeStrips strips(network);
    std::vector<std::vector<UnsnappedEnd>> found(core::block_count(network.node_count(), unsnapped_nodes_a_block));
    core::for_blocks(network.node_count(), unsnapped_nodes_a_block, control, [&](core::Block block) {
        Neighbourhood around(network);
        std::vector<std::uint32_t> rows;
        for (auto node = block.begin; node < block.end; ++node) {
            if (network.degree(node) == 0) continue;
            if (const auto one = unsnapped_at(network, strips, around, static_cast<Node>(node), reach_m, rows))
                found[block.index].push_back(*one);
        }
    });
    std::vector<UnsnappedEnd> out;
    for (const auto& some : found) out.insert(out.end(), some.begin(), some.end());
    std::sort(out.begin(), out.end(), [](const UnsnappedEnd& a, const UnsnappedEnd& b) {
        return std::tie(a.distance_m, a.node) < std::tie(b.distance_m, b.node);
    });
    return out;
}

}  // namespace petasentra::network
