#pragma once
#include <cstdint>
#include <petasentra/access/stops.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/road_network.hpp>
#include <span>
#include <vector>

namespace petasentra::access {

/// The parts of edges within reach of stops, as columns: stop by stop, then edge by edge, along the edge.
///
///     o----------*=====+-----o      the stop * reaches the edge up to + : from_fraction .. to_fraction
///
/// Parts of one edge that meet are one. Costs are those at the two ends of a part, access legs included.
struct ReachedParts {
    std::vector<std::uint32_t> stop;
    std::vector<network::Edge> edge;
    std::vector<double> from_fraction;  ///< of the length of the edge, 0 at its node `from`
    std::vector<double> to_fraction;
    std::vector<network::Cost> cost_at_from;
    std::vector<network::Cost> cost_at_to;
    [[nodiscard]] std::size_t size() const noexcept { return stop.size(); }
};

/// What can be reached from stops within a limit, itself included (from_it: stops are those that journeys leave from), or
/// from where they can be reached (to_it: stops at which journeys end). A stop off the network, or whose access leg
/// alone is longer than the limit, has no part.
///
/// Within an edge the cost grows evenly along its length. `arc_costs` are those of the network's travel_arcs().
/// Errors   Error(option_value) for arc costs of another number than the arcs of the network.
/// Cost     That of network::reached_nodes for each end of the stop's edge, and O(log) for each part.
[[nodiscard]] ReachedParts reached_parts(const network::RoadNetwork& network, std::span<const network::Cost> arc_costs,
                                         const network::Hierarchy& hierarchy, const network::Metric& metric,
                                         const Stops& stops, network::Cost limit, network::Direction direction,
                                         const core::Control& control = {});

/// What is within reach of any of the stops, in one pass over the network however many they are: `stop` is 0 throughout.
/// Where parts of several stops meet, the cost at an end of the joined part is that of the part which ends there.
/// Cost     That of network::nearest_by_ways, and O(log) for each part.
[[nodiscard]] ReachedParts parts_reached_by_any(const network::RoadNetwork& network,
                                                std::span<const network::Cost> arc_costs,
                                                const network::Hierarchy& hierarchy, const network::Metric& metric,
                                                const Stops& stops, network::Cost limit, network::Direction direction,
                                                const core::Control& control = {});

/// The parts as lines in the CRS of the network, one row each; a part without length is a point.
[[nodiscard]] geometry::GeometryColumn lines_of(const network::RoadNetwork& network, const ReachedParts& parts);

}  // namespace petasentra::access
