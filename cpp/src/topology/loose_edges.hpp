#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/faces.hpp>
#include <petasentra/index/box_index.hpp>
#include <span>
#include <vector>

#include "topology/mosaic.hpp"

namespace petasentra::topology {

/// A zone that runs along a loose edge, and the vertex of `zones` at which that edge of its ring begins.
struct EdgeUse {
    std::uint32_t rank;
    std::uint64_t vertex;
};

/// The edges without a twin: those where the number of zones to the left is not the number to the right. Two edges are
/// one if their two vertices are equal bit by bit; an edge lies to the left of a zone's interior whatever way the
/// source has drawn the ring.
///
///     edge e   from node ends[2e] to node ends[2e+1], the smaller place (by x, then y) first; edges are sorted
///              is used by uses[use_of_edge[e]] .. uses[use_of_edge[e+1]], in order of rank
///     node n   lies at xy[2n], xy[2n+1]; nodes are sorted by x, then y
///              is an end of the edges edges[edge_of_node[n]] .. edges[edge_of_node[n+1]]
struct LooseEdges {
    std::vector<std::uint32_t> ends;
    std::vector<std::uint64_t> use_of_edge{0};
    std::vector<EdgeUse> uses;
    std::vector<double> xy;
    std::vector<std::uint64_t> edge_of_node{0};
    std::vector<std::uint32_t> edges;
    index::BoxIndex boxes;  ///< of the edges
    std::size_t edges_looked_at = 0;

    [[nodiscard]] std::size_t size() const noexcept { return ends.size() / 2; }
    [[nodiscard]] std::size_t node_count() const noexcept { return xy.size() / 2; }
    [[nodiscard]] std::span<const EdgeUse> uses_of(std::size_t edge) const noexcept {
        return std::span(uses).subspan(use_of_edge[edge], use_of_edge[edge + 1] - use_of_edge[edge]);
    }
    [[nodiscard]] std::span<const std::uint32_t> edges_at(std::size_t node) const noexcept {
        return std::span(edges).subspan(edge_of_node[node], edge_of_node[node + 1] - edge_of_node[node]);
    }
    [[nodiscard]] geometry::Box box_of(std::size_t edge) const noexcept;
};

[[nodiscard]] LooseEdges loose_edges(const Mosaic& mosaic, const core::Control& control);

/// The loose edges as lines that are as long as can be: they end at nodes where other than two edges meet.
[[nodiscard]] geometry::Lines chains_of(const LooseEdges& edges);

}  // namespace petasentra::topology
