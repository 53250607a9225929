#include "topology/loose_edges.hpp"

namespace petasentra::topology {
namespace {

class Walk {
  public:
    explicit Walk(const LooseEdges& edges) : m_edges(edges), m_done(edges.size(), 0) {}

    /// Follows unvisited edges from `node` along `edge` until a node where other than two meet, or a closed ring.
    void from(std::uint32_t node, std::uint32_t edge, geometry::Lines& out) {
        add(node, out);
        while (true) {
            m_done[edge] = 1;
            node = other_end(edge, node);
            add(node, out);
            if (m_edges.edges_at(node).size() != 2) break;
            const auto next = onward(node);
            if (next == edge_none) break;
            edge = next;
        }
        out.begin.push_back(out.xy.size() / 2);
    }
    [[nodiscard]] bool done(std::uint32_t edge) const { return m_done[edge] != 0; }

  private:
    static constexpr std::uint32_t edge_none = static_cast<std::uint32_t>(-1);

    void add(std::uint32_t node, geometry::Lines& out) const {
        out.xy.insert(out.xy.end(), {m_edges.xy[2 * node], m_edges.xy[2 * node + 1]});
    }
    [[nodiscard]] std::uint32_t other_end(std::uint32_t edge, std::uint32_t node) const {
        return m_edges.ends[2 * edge] == node ? m_edges.ends[2 * edge + 1] : m_edges.ends[2 * edge];
    }
    [[nodiscard]] std::uint32_t onward(std::uint32_t node) const {
        for (const auto edge : m_edges.edges_at(node)) {
            if (m_done[edge] == 0) return edge;
        }
        return edge_none;
    }

    const LooseEdges& m_edges;
    std::vector<std::uint8_t> m_done;
};

}  // namespace

geometry::Lines chains_of(const LooseEdges& edges) {
    geometry::Lines out;
    Walk walk(edges);
    for (const bool at_crossings : {true, false}) {  // what no crossing is on is a ring, begun at its smallest node
        for (std::uint32_t node = 0; node < edges.node_count(); ++node) {
            if (at_crossings == (edges.edges_at(node).size() == 2)) continue;
            for (const auto edge : edges.edges_at(node)) {
                if (!walk.done(edge)) walk.from(node, edge, out);
            }
        }
    }
    return out;
}

}  // namespace petasentra::topology
