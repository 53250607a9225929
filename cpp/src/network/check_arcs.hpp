#pragma once
#include <petasentra/network/arcs.hpp>
#include <span>
#include <string_view>

namespace petasentra::network {

/// Throws Error(network_malformed) unless every arc has two ends among the nodes, and nodes and arcs can be numbered.
void check_arcs(const Arcs& arcs);

/// Throws Error(network_malformed) unless there is a cost for every arc and none is above `unreachable`.
void check_costs(std::size_t arcs, std::span<const Cost> costs);

/// Throws Error(option_value) where one of the nodes that a question names is none of the network. `what` is the name of
/// the argument that holds them.
void check_nodes(std::size_t nodes, std::span<const Node> asked, std::string_view what);

}  // namespace petasentra::network
