#pragma once
#include <petasentra/access/stops.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/nearest_targets.hpp>

namespace petasentra::access {

/// The k targets nearest to each origin, cheapest first, access legs included: what the rows of travel_matrix() have for
/// smallest, without a matrix. Of equally near targets the one of the smallest number comes first. An origin off the
/// network, or with fewer than k targets in reach, ends in network::no_target.
///
/// Errors  Error(option_value) for a k outside 1 .. network::most_nearest.
/// Cost    That of network::nearest_by_ways_of, and O(k log k) an origin.
[[nodiscard]] network::NearestTargets nearest_stops(const network::Hierarchy& hierarchy, const network::Metric& metric,
                                                    const Stops& origins, const Stops& targets, std::size_t k,
                                                    const core::Control& control = {});

/// To which facility every node of the network belongs, and what it costs to get there (from_it) or from there (to_it):
/// the catchments of the facilities, without gaps. Nodes from which none is reached have network::no_target.
/// `facilities` are stops at which journeys end where the direction is from_it (seen from the node), else begin.
[[nodiscard]] network::NearestTargets catchments_of(const network::RoadNetwork& network,
                                                    const network::Hierarchy& hierarchy, const network::Metric& metric,
                                                    const Stops& facilities, network::Direction direction,
                                                    const core::Control& control = {});
/// The same for every node of the network's travel_arcs().
[[nodiscard]] network::NearestTargets nearest_facilities(const network::Hierarchy& hierarchy,
                                                         const network::Metric& metric, const Stops& facilities,
                                                         network::Direction direction,
                                                         const core::Control& control = {});

}  // namespace petasentra::access
