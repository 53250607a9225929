#pragma once
#include <petasentra/core/large_memory.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/direction.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <span>
#include <vector>

#include "network/lane_kernels.hpp"

namespace petasentra::network {

/// The costs that lead up, away from the nodes asked about, and those that lead down to the others. Travelled the other
/// way round, the two change places.
struct Ways {
    const Cost* up;
    const Cost* down;
};
[[nodiscard]] Ways ways_of(const Metric& metric, Direction direction);

[[nodiscard]] HierarchyView view_of(const Hierarchy& hierarchy, const Cost* costs);

/// Numbers of the nodes asked about, ordered by the rank of their nodes: neighbours come together, and share most of
/// what is above them.
[[nodiscard]] std::vector<std::uint32_t> by_rank(const Hierarchy& hierarchy, std::span<const Node> asked);

/// Where an origin enters the hierarchy, and what it costs it to get there.
struct LaneStart {
    Node rank;
    std::uint32_t lane;
    Cost cost;
};

/// One batch of origins on its way up: costs from up to 64 nodes to all above them.
class Climb {
  public:
    explicit Climb(const Hierarchy& hierarchy);

    /// Climbs from asked[chosen[lane]] in each lane; chosen are ordered by rank. Costs above the limit may be anything
    /// above it.
    void run(const LaneKernels& kernels, const Cost* up, std::span<const Node> asked,
             std::span<const std::uint32_t> chosen, Cost limit);
    /// The same from any number of starts a lane, ordered by rank.
    void run(const LaneKernels& kernels, const Cost* up, std::span<const LaneStart> starts, Cost limit);

    [[nodiscard]] const std::vector<Node>& ranks() const noexcept { return m_ranks; }  ///< ascending
    [[nodiscard]] const LaneRow* rows() const noexcept { return m_rows.data(); }       ///< for each of them
    /// For each of them: is it within the limit of any origin?
    [[nodiscard]] const std::vector<std::uint8_t>& within() const noexcept { return m_within; }

  private:
    const Hierarchy& m_hierarchy;
    std::vector<Node> m_ranks;
    std::vector<LaneStart> m_starts;
    std::vector<LaneSeed> m_seeds;
    std::vector<LaneRow> m_stack;
    std::vector<LaneRow> m_rows;
    std::vector<std::uint8_t> m_within;
};

}  // namespace petasentra::network
