#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/direction.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <span>

namespace petasentra::network {

/// Fewer targets are within reach than were asked for.
inline constexpr std::uint32_t no_target = 0xFFFF'FFFF;

/// The targets nearest to each of some nodes, cheapest first, a row of k a node: targets[i * k + j] is the place in the
/// list of targets of the one that is j-th nearest, costs[i * k + j] what it costs to get there (or from there). Where
/// fewer than k can be reached the row ends in no_target and `unreachable`.
struct NearestTargets {
    std::size_t rows = 0;
    std::size_t k = 0;
    core::LargeVector<std::uint32_t> targets;
    core::LargeVector<Cost> costs;
};

/// The largest k.
inline constexpr std::size_t most_nearest = 64;

/// The k nearest targets of every node of the network, in its order. With k = 1 that is the catchment of each facility:
/// every node belongs to one, without gaps. Direction::from_it asks for the way from the node to the facility, to_it for
/// the way from the facility to the node.
///
/// All nodes are answered by one pass: every target tells the nodes above it in the hierarchy what it costs to get from
/// there to it, each node keeping the k cheapest; then, from the top downwards, every node takes over what those above
/// it know.
///
/// Ties    Of equally near targets the one that stands first in the list. A node may stand in the list several times;
///         each is a target of its own.
/// Empty   No targets: rows of no_target.
/// Errors  Error(option_value) for a k outside 1 .. most_nearest, or a target that is no node of the network.
/// Same    Equal bytes for any number of threads.
/// Cost    A fifth of a second of one processor for k = 5, a million nodes and ten thousand targets.
[[nodiscard]] NearestTargets nearest_targets(const Hierarchy& hierarchy, const Metric& metric,
                                             std::span<const Node> targets, std::size_t k,
                                             Direction direction = Direction::from_it,
                                             const core::Control& control = {});

/// The same for chosen nodes, in their order; a node may be chosen several times. Only what lies above them is visited.
[[nodiscard]] NearestTargets nearest_targets_of(const Hierarchy& hierarchy, const Metric& metric,
                                                std::span<const Node> asked, std::span<const Node> targets,
                                                std::size_t k, Direction direction = Direction::from_it,
                                                const core::Control& control = {});

/// How a target is entered: by way of a node, from where it costs so much more. A facility within an edge has a way from
/// each end of it; ways of one target bear its number.
struct TargetWay {
    Node node;
    Cost cost;
    std::uint32_t target;
};

/// The same for targets that are entered by ways, `targets` of the result being their numbers. Ways that cost
/// `unreachable` lead nowhere; of equally near targets the one of the smallest number comes first.
[[nodiscard]] NearestTargets nearest_by_ways(const Hierarchy& hierarchy, const Metric& metric,
                                             std::span<const TargetWay> ways, std::size_t k,
                                             Direction direction = Direction::from_it,
                                             const core::Control& control = {});
[[nodiscard]] NearestTargets nearest_by_ways_of(const Hierarchy& hierarchy, const Metric& metric,
                                                std::span<const Node> asked, std::span<const TargetWay> ways,
                                                std::size_t k, Direction direction = Direction::from_it,
                                                const core::Control& control = {});

}  // namespace petasentra::network
