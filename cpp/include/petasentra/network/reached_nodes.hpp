#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/direction.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <vector>

namespace petasentra::network {

/// The nodes within reach of one, by number, each with what it costs.
struct ReachedNodes {
    std::vector<Node> nodes;
    std::vector<Cost> costs;
};

/// Who is reached from a node within a limit (limit included, the node itself with cost 0), or who reaches it: the nodes
/// of an isochrone. A limit of `unreachable` or more asks for all that can be reached at all.
///
/// Errors   Error(option_value) for an origin that is no node of the network.
/// Cost     About as much as it finds: some 20 ns a node, two milliseconds for a hundred thousand.
[[nodiscard]] ReachedNodes reached_nodes(const Hierarchy& hierarchy, const Metric& metric, Node origin, Cost limit,
                                         Direction direction = Direction::from_it, const core::Control& control = {});

}  // namespace petasentra::network
