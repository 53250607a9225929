#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <span>
#include <vector>

#include "network/climb.hpp"

namespace petasentra::network {

/// The way down to a set of targets: the nodes above them that paths to them may come by, and the arcs among these.
/// Made once, then asked by any number of batches of origins.
class TargetSweep {
  public:
    /// Down to these targets, column by column.
    TargetSweep(const Hierarchy& hierarchy, Ways ways, std::span<const Node> targets, const core::Control& control);
    /// Down to all nodes, in the order of the network.
    TargetSweep(const Hierarchy& hierarchy, Ways ways, const core::Control& control);

    [[nodiscard]] std::size_t columns() const noexcept { return m_columns.size(); }

    /// Fills rows of columns() costs, one for each origin, in their order.
    void fill(std::span<const Node> origins, Cost* rows, const LaneKernels& kernels,
              const core::Control& control) const;
    /// The same for origins that are left by ways.
    void fill(const OriginWays& origins, Cost* rows, const LaneKernels& kernels, const core::Control& control) const;

  private:
    /// Entries [begin, end) of the sweep hold the targets [first, last) of m_columns.
    struct Chunk {
        std::uint32_t begin, end;
        std::uint32_t first, last;
    };
    struct Workspace;

    void take(std::vector<Node> ranks, const core::Control& control);
    void cut_into_chunks();
    void fill_batch(std::span<const LaneStart> starts, std::span<const std::uint32_t> chosen, Cost* rows,
                    const LaneKernels& kernels, Workspace& space, const core::Control& control) const;

    const Hierarchy& m_hierarchy;
    Ways m_ways;
    std::vector<std::uint32_t> m_entry_of;  ///< by rank, no_node where the sweep passes by
    core::LargeVector<std::uint32_t> m_first;
    core::LargeVector<SweepArc> m_arcs;
    std::vector<std::uint32_t> m_slots;
    std::vector<std::uint32_t> m_out_row;     ///< by entry: the row of a target within its chunk, no_node for others
    std::vector<std::uint32_t> m_columns;     ///< columns in the order of the sweep
    std::vector<std::uint32_t> m_column_row;  ///< by place in m_columns: the row in the chunk
    std::vector<Chunk> m_chunks;
};

}  // namespace petasentra::network
