#pragma once
#include <functional>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/direction.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/lanes.hpp>
#include <span>
#include <vector>

namespace petasentra::network {

/// Some of the nodes within reach of a few neighbouring origins. The cost between origin `lane` and node i is
/// costs[i * stride + lane]; it counts where it is within the limit, and means no more than "beyond" where it is above.
/// Every node is within the limit of at least one of the origins.
struct WithinBatch {
    std::span<const std::uint32_t> origins;  ///< lane by lane: which of the origins asked about
    std::span<const Node> nodes;
    std::span<const Cost> costs;
    std::size_t stride;
};

/// Hands every pair of an origin and a node within `limit` of it (limit included, the origin itself too) to a visitor.
///
/// Origins are taken together that are neighbours in the hierarchy. Their sweep leaves out every subtree all of whose
/// neighbours are out of reach of all of them, so that it costs about as much as what it finds, and no search, heap or
/// table over all nodes is needed.
///
/// The visitor is called from several threads, for one origin from one at a time; for one batch of origins several times
/// in a row with different nodes. Which nodes come together, and in which order, is not told; add what is exact.
///
/// Errors   Error(option_value) for an origin that is no node of the network.
/// Cost     On roads 1 to 2 ns a pair and thread where all nodes are origins and hundreds or thousands within reach of each.
void each_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins, Cost limit,
                 Direction direction, const std::function<void(const WithinBatch&)>& visit,
                 const core::Control& control = {}, Lanes lanes = Lanes::widest);

/// One value for each origin, column of weights and limit: that of origin o, column c, limit l is
/// sums[(o * columns + c) * limits + l].
struct ReachSums {
    std::size_t origins = 0;
    std::size_t columns = 0;
    std::size_t limits = 0;
    core::LargeVector<double> sums;
};

/// Sums of what stands at the nodes within reach: workers within 15, 30 and 45 minutes. The columns hold a weight for
/// every node (0 where there is nothing; several columns and limits are summed in one pass).
///
/// Sums are exact: weights are held as whole multiples of the largest power of two below which 2^61 of them hold the
/// column's total, and whole numbers add up the same in every order. Whole weights with a total below 2^53 have sums
/// without any error, others err by less than the total times 2^-40 for a million nodes.
///
/// Errors   Error(option_value) for a column that has not a weight for every node, or one that is no finite number.
[[nodiscard]] ReachSums sums_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                                    std::span<const std::span<const double>> columns, std::span<const Cost> limits,
                                    Direction direction = Direction::from_it, const core::Control& control = {},
                                    Lanes lanes = Lanes::widest);

/// How many nodes are within reach, the origin among them: counts[o * limits + l].
[[nodiscard]] core::LargeVector<std::uint32_t> counts_within(
    const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins, std::span<const Cost> limits,
    Direction direction = Direction::from_it, const core::Control& control = {}, Lanes lanes = Lanes::widest);

/// How much a weight counts at a distance: factors[s] at costs above limits[s - 1] (0 included for s = 0) up to and with
/// limits[s], nothing beyond the last limit.
struct DecaySteps {
    std::vector<Cost> limits;  ///< ascending, all different
    std::vector<double> factors;
};

/// Sums of weight times factor over the nodes within reach, one for each origin and column (`limits` of the result is 1):
/// gravity with any decay that is cut into steps. The two passes of a floating catchment are two of these, without a
/// table of pairs:
///
///     demand = decayed_within(facilities, people,           to_it)      who can come to each facility
///     access = decayed_within(places,     supply / demand,  from_it)    what each place can go to
///
/// Exact in the same way as sums_within. Up to eight steps cost about as much as as many limits; more cost a look at a
/// table for each pair.
///
/// Errors   Error(option_value) for steps that do not ascend, or a factor that is no finite number.
[[nodiscard]] ReachSums decayed_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                                       std::span<const std::span<const double>> columns, const DecaySteps& steps,
                                       Direction direction = Direction::from_it, const core::Control& control = {},
                                       Lanes lanes = Lanes::widest);

}  // namespace petasentra::network
