#pragma once
#include <functional>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/lanes.hpp>
#include <span>

namespace petasentra::network {

/// Costs of the cheapest paths between every origin and every target, row by row: that from origin i to target j is
/// costs[i * targets + j], `unreachable` where there is no path, 0 from a node to itself. Every pair is present.
struct CostMatrix {
    std::size_t origins = 0;
    std::size_t targets = 0;
    core::LargeVector<Cost> costs;
};

/// The matrix between two lists of nodes; a node may stand in a list any number of times.
///
/// Origins are taken 64 at a time, side by side in the registers of the processor. A batch climbs the hierarchy once and
/// comes down over the nodes from which targets can be reached, which were found once for all batches (Delling, Goldberg
/// and Werneck, "Faster Batched Shortest Paths in Road Networks", 2011). What it knows on its way down stands in a stack
/// of the hierarchy's height, so it stays in the nearest cache.
///
/// Empty    No origins or no targets: no costs.
/// Errors   Error(option_value) for a node that is none of the network, or a width of lanes this processor lacks.
/// Same     Equal bytes for any number of threads and any width of lanes.
/// Cost     On roads 2 to 4 ns a pair and thread where targets are thousands.
[[nodiscard]] CostMatrix cost_matrix(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                                     std::span<const Node> targets, const core::Control& control = {},
                                     Lanes lanes = Lanes::widest);

/// Some rows of a matrix: those of the origins first_origin .. first_origin + origins - 1.
struct CostBlock {
    std::size_t first_origin;
    std::size_t origins;
    std::span<const Cost> costs;  ///< origins x targets, only until the visitor returns
};

/// The same matrix in blocks of at most `origins_a_block` rows (0: as many as 64 MiB hold, at least 64), one after the
/// other in the order of the origins, for matrices that memory does not hold. What the visitor throws ends the work.
void cost_blocks(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins,
                 std::span<const Node> targets, std::size_t origins_a_block,
                 const std::function<void(const CostBlock&)>& visit, const core::Control& control = {},
                 Lanes lanes = Lanes::widest);

/// Origins that are left by ways: a node and what it costs to get there. A place within an edge has a way to each end of it;
/// the ways of origin i are first[i] .. first[i + 1]. One without ways reaches nothing.
struct OriginWays {
    std::span<const std::uint32_t> first;
    std::span<const Node> nodes;
    std::span<const Cost> costs;  ///< as many, below `unreachable`

    [[nodiscard]] std::size_t size() const noexcept { return first.size() - 1; }
};

/// The blocks of origins that are left by ways, each by the cheapest. Error(option_value) for ways that cost `unreachable`.
void cost_blocks(const Hierarchy& hierarchy, const Metric& metric, const OriginWays& origins,
                 std::span<const Node> targets, std::size_t origins_a_block,
                 const std::function<void(const CostBlock&)>& visit, const core::Control& control = {},
                 Lanes lanes = Lanes::widest);

}  // namespace petasentra::network
