#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/network/network_report.hpp>
#include <vector>

namespace petasentra::network {

/// Nodes within `reach_m` of a road that they do not meet, as report_of says; nearest first, then by number. Nothing where
/// the reach is 0. Cost: O(n log n), on all threads.
[[nodiscard]] std::vector<UnsnappedEnd> unsnapped_ends(const RoadNetwork& network, double reach_m,
                                                       const core::Control& control);

}  // namespace petasentra::network
