#pragma once
#include <functional>
#include <petasentra/access/stops.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>

namespace petasentra::access {

/// What it costs to travel from every origin to every target, access legs included, as network::CostMatrix holds it:
/// `unreachable` where there is no way or one of the two is not on the network. A stop is at itself for twice its access
/// leg: whoever goes to where he is steps onto the road in this model, and pairs of one place are for the caller to
/// know.
///
/// Empty    No origins or no targets: no costs.
/// Same     Equal bytes for any number of threads.
/// Cost     A matrix of the nodes at the ends of the edges (network::cost_matrix), and some 4 ns a pair and thread.
[[nodiscard]] network::CostMatrix travel_matrix(const network::Hierarchy& hierarchy, const network::Metric& metric,
                                                const Stops& origins, const Stops& targets,
                                                const core::Control& control = {});

/// The same in blocks of at most `origins_a_block` consecutive origins (0: as many as 64 MiB hold), for matrices that
/// memory does not hold. What the visitor throws ends the work.
void travel_blocks(const network::Hierarchy& hierarchy, const network::Metric& metric, const Stops& origins,
                   const Stops& targets, std::size_t origins_a_block,
                   const std::function<void(const network::CostBlock&)>& visit, const core::Control& control = {});

}  // namespace petasentra::access
