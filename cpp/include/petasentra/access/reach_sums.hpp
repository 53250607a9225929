#pragma once
#include <petasentra/access/decay.hpp>
#include <petasentra/access/floating_catchments.hpp>
#include <petasentra/access/stops.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <span>
#include <vector>

namespace petasentra::access {

/// What counts of a target by what it costs to get there: nothing beyond the limit, within it the weight of the decay.
/// Costs of the decay are in units of `unit` (600 for minutes where costs are tenths of a second).
struct Reach {
    network::Cost limit = 0;  ///< itself included
    Decay decay{};
    double unit = 1.0;
};

/// Sums of what can be reached: one for each origin, column of amounts and reach, that of origin o, column a, reach r at
/// sums[(o * amounts + a) * reaches + r].
struct TargetSums {
    std::size_t origins = 0;
    std::size_t amounts = 0;
    std::size_t reaches = 0;
    std::vector<double> sums;
};

/// Cumulative opportunities (decay none) and gravity (any other): amounts at the targets within reach of each origin,
/// weighted. An origin off the network, or that reaches nothing, has 0.
///
/// Same     Sums do not depend on the order of targets or on threads (see Quantum in floating_catchments).
/// Errors   Error(option_value) for an amount that is not finite or below 0, columns of another length than the targets,
///          a limit that is unreachable, and decays as Decay says.
/// Cost     That of travel_blocks, and a look at a table for each pair and reach. Memory O(origins + targets + limit).
[[nodiscard]] TargetSums reach_sums(const network::Hierarchy& hierarchy, const network::Metric& metric,
                                    const Stops& origins, const Stops& targets,
                                    std::span<const std::span<const double>> amounts, std::span<const Reach> reaches,
                                    const core::Control& control = {});

/// Floating catchment areas on a network, without a table of pairs: what floating_catchments() gives for all pairs of an
/// origin with `demand` and a facility with `supply` within the limit. `choice` is that among the facilities within it.
/// Cost: two passes of travel_blocks, three with choice.
[[nodiscard]] FloatingCatchments floating_catchments(const network::Hierarchy& hierarchy, const network::Metric& metric,
                                                     const Stops& origins, const Stops& facilities,
                                                     std::span<const double> demand, std::span<const double> supply,
                                                     const Reach& reach, bool choice,
                                                     const core::Control& control = {});

}  // namespace petasentra::access
