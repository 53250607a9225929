#include "topology/near.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/core/parallel.hpp>
#include <petasentra/topology/tolerance.hpp>

namespace petasentra::topology {
namespace {

using geometry::Lines;
using geometry::Place;

constexpr std::size_t near_nodes_per_block = 2'048;

Place node_place(const LooseEdges& edges, std::uint32_t node) {
    return {edges.xy[2 * node], edges.xy[2 * node + 1]};
}

double between(Place a, Place b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

Foot foot_on_edge(const LooseEdges& edges, std::uint32_t edge, Place from) {
    return foot_on(from, node_place(edges, edges.ends[2 * edge]), node_place(edges, edges.ends[2 * edge + 1]));
}

geometry::Box around(Place place, double reach) {
    return {place.x - reach, place.y - reach, place.x + reach, place.y + reach};
}

void bridge(Lines& lines, Place from, const Foot& to) {
    // Nearer than the grid on which borders are cut they meet anyway.
    if (to.distance > resolution_m) lines.add_segment(from.x, from.y, to.place.x, to.place.y);
}

/// Asks the nodes of a layer one after another, with the memory of one question used for the next.
class NodeQuestion {
  public:
    NodeQuestion(const Mosaic& mosaic, const LooseEdges& edges, double tolerance_m)
        : m_mosaic(mosaic), m_edges(edges), m_tolerance_m(tolerance_m) {}

    void ask(std::uint32_t node, Lines& bridges, std::vector<Mismatch>& mismatches) {
        const auto here = node_place(m_edges, node);
        m_edges.boxes.query(around(here, m_tolerance_m), m_near);
        if (m_near.size() == m_edges.edges_at(node).size()) return;  // only its own
        m_has_vertex.clear();
        for (const auto edge : m_near) note_vertices(edge, here);
        std::sort(m_has_vertex.begin(), m_has_vertex.end());
        for (const auto edge : m_near) {
            if (m_edges.ends[2 * edge] == node || m_edges.ends[2 * edge + 1] == node) continue;
            const auto foot = foot_on_edge(m_edges, edge, here);
            if (foot.distance > m_tolerance_m) continue;
            bridge(bridges, here, foot);
            compare(node, edge, foot.distance, mismatches);
        }
    }

  private:
    void note_vertices(std::uint32_t edge, Place here) {
        const bool near = between(here, node_place(m_edges, m_edges.ends[2 * edge])) <= m_tolerance_m ||
                          between(here, node_place(m_edges, m_edges.ends[2 * edge + 1])) <= m_tolerance_m;
        if (!near) return;
        for (const auto& use : m_edges.uses_of(edge)) m_has_vertex.push_back(use.rank);
    }

    void compare(std::uint32_t node, std::uint32_t edge, double distance, std::vector<Mismatch>& mismatches) const {
        for (const auto& theirs : m_edges.uses_of(edge)) {
            if (std::binary_search(m_has_vertex.begin(), m_has_vertex.end(), theirs.rank)) continue;
            for (const auto mine : m_edges.edges_at(node)) {
                for (const auto& use : m_edges.uses_of(mine)) {
                    if (use.rank == theirs.rank || !m_mosaic.together(use.rank, theirs.rank)) continue;
                    const auto [earlier, later] = std::minmax(use.rank, theirs.rank);
                    mismatches.push_back({earlier, later, node, distance});
                }
            }
        }
    }

    const Mosaic& m_mosaic;
    const LooseEdges& m_edges;
    double m_tolerance_m;
    std::vector<std::uint32_t> m_near;
    std::vector<std::uint32_t> m_has_vertex;
};

}  // namespace

Foot foot_on(Place from, Place begin, Place end) noexcept {
    const double dx = end.x - begin.x;
    const double dy = end.y - begin.y;
    const double square = dx * dx + dy * dy;
    const double along = square > 0.0 ? ((from.x - begin.x) * dx + (from.y - begin.y) * dy) / square : 0.0;
    const double t = std::clamp(along, 0.0, 1.0);
    const Place place = t == 1.0 ? end : Place{begin.x + t * dx, begin.y + t * dy};
    return {place, between(from, place)};
}

Near near_misses(const Mosaic& mosaic, const LooseEdges& edges, double tolerance_m, const core::Control& control) {
    const auto blocks = core::block_count(edges.node_count(), near_nodes_per_block);
    std::vector<Lines> bridges(blocks);
    std::vector<std::vector<Mismatch>> mismatches(blocks);
    core::for_blocks(edges.node_count(), near_nodes_per_block, control, [&](core::Block block) {
        NodeQuestion question(mosaic, edges, tolerance_m);
        for (auto node = block.begin; node < block.end; ++node)
            question.ask(static_cast<std::uint32_t>(node), bridges[block.index], mismatches[block.index]);
    });
    Near out;
    for (std::size_t b = 0; b < blocks; ++b) {
        out.bridges.add(bridges[b]);
        out.mismatches.insert(out.mismatches.end(), mismatches[b].begin(), mismatches[b].end());
    }
    std::sort(out.mismatches.begin(), out.mismatches.end());
    return out;
}

geometry::Lines bridges_between(const LooseEdges& one, const LooseEdges& other, double tolerance_m,
                                const core::Control& control) {
    Lines out;
    for (const auto& [from, to] : {std::pair(&one, &other), std::pair(&other, &one)}) {
        std::vector<Lines> bridges(core::block_count(from->node_count(), near_nodes_per_block));
        core::for_blocks(from->node_count(), near_nodes_per_block, control,
                         [&, from = from, to = to](core::Block block) {
                             std::vector<std::uint32_t> near;
                             for (auto node = block.begin; node < block.end; ++node) {
                                 const auto here = node_place(*from, static_cast<std::uint32_t>(node));
                                 to->boxes.query(around(here, tolerance_m), near);
                                 for (const auto edge : near) {
                                     const auto foot = foot_on_edge(*to, edge, here);
                                     if (foot.distance <= tolerance_m) bridge(bridges[block.index], here, foot);
                                 }
                             }
                         });
        for (const auto& some : bridges) out.add(some);
    }
    return out;
}

}  // namespace petasentra::topology
