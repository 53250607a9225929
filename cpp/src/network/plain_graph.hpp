#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/network/arcs.hpp>
#include <vector>

namespace petasentra::network {

/// Who is joined with whom, in both directions, without loops and repetitions: the neighbours of node v are
/// neighbours[first[v]] .. neighbours[first[v + 1]], ascending.
struct PlainGraph {
    std::vector<std::int32_t> first{0};
    std::vector<std::int32_t> neighbours;

    [[nodiscard]] std::size_t size() const noexcept { return first.size() - 1; }
};

[[nodiscard]] PlainGraph plain_graph(const Arcs& arcs);

/// The nodes of a connected or unconnected graph in the order of nested dissection, by METIS.
[[nodiscard]] std::vector<Node> dissection_order(const PlainGraph& graph, const core::Control& control);

}  // namespace petasentra::network
