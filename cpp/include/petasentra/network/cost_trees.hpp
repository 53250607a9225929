#pragma once
#include <petasentra/network/cost_matrix.hpp>
#include <petasentra/network/direction.hpp>

namespace petasentra::network {

/// Costs between each of some nodes and all nodes of the network: a row a start, a column a node, in the order of the
/// network. With Direction::from_it those from the start to every node, with Direction::to_it those from every node to
/// the start. Everything else as in cost_matrix.
///
/// Cost     On a million nodes some 2 ms a start and thread where starts are many, 12 ms for one alone.
[[nodiscard]] CostMatrix cost_trees(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> starts,
                                    Direction direction = Direction::from_it, const core::Control& control = {},
                                    Lanes lanes = Lanes::widest);

/// The same in blocks of starts, as cost_blocks gives them.
void cost_tree_blocks(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> starts,
                      Direction direction, std::size_t starts_a_block,
                      const std::function<void(const CostBlock&)>& visit, const core::Control& control = {},
                      Lanes lanes = Lanes::widest);

}  // namespace petasentra::network
