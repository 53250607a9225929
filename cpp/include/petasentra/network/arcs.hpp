#pragma once
#include <cstddef>
#include <petasentra/network/cost.hpp>
#include <span>

namespace petasentra::network {

/// The one-way links of a network as two columns: arc i leads from tails[i] to heads[i]. A road that may be driven both
/// ways is two arcs. Loops (tail = head) and several arcs between the same two nodes are allowed; a loop is never part
/// of a cheapest path. Costs stand in columns of their own, one per metric, in the same order; an arc whose cost is
/// `unreachable` is closed. A view: whoever makes one keeps the columns alive.
struct Arcs {
    std::size_t nodes = 0;  ///< nodes are 0 .. nodes - 1, with arcs or without
    std::span<const Node> tails;
    std::span<const Node> heads;  ///< as many as tails

    [[nodiscard]] std::size_t size() const noexcept { return tails.size(); }
};

}  // namespace petasentra::network
