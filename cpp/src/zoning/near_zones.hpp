#pragma once
#include <span>
#include <vector>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// A zone near a box, and its edges in the cells of the box; without any it covers all of these cells.
struct NearZone {
    std::uint32_t zone;
    std::uint32_t first_run;  ///< in NearZones::runs()
    std::uint32_t last_run;
};

/// Finds the zones in the cells of a box, ascending, each with its edges there, each edge once. Reused from box to box.
class NearZones {
  public:
    explicit NearZones(const Cells& cells) : m_cells(cells) {}
    void find(const geometry::Box& box);
    [[nodiscard]] std::span<const NearZone> zones() const noexcept { return m_zones; }
    /// Runs in ascending vertices that neither touch nor overlap.
    [[nodiscard]] std::span<const Run> runs_of(const NearZone& zone) const noexcept {
        return std::span(m_runs).subspan(zone.first_run, zone.last_run - zone.first_run);
    }
    /// True if a cell of the box lies where zones may lie over one another.
    [[nodiscard]] bool may_overlap() const noexcept { return m_may_overlap; }

  private:
    struct Seen {
        std::uint32_t zone;
        Run run;  ///< count 0: no edges, the cell is covered
    };
    void look_at_block(std::uint32_t state, unsigned west, unsigned east, unsigned south, unsigned north);
    void see_whole(std::uint32_t zone);
    void join();

    const Cells& m_cells;
    std::vector<Seen> m_seen;
    std::vector<NearZone> m_zones;
    std::vector<Run> m_runs;
    bool m_may_overlap = false;
};

}  // namespace petasentra::zoning
