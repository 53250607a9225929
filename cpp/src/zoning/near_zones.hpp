#pragma once
#include <span>
#include <vector>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// Finds the zones in the blocks of a box, ascending: all that have ground in the box, and a few beside it. Reused from
/// box to box.
class NearZones {
  public:
    explicit NearZones(const Cells& cells) : m_cells(cells) {}
    [[nodiscard]] std::span<const std::uint32_t> find(const geometry::Box& box);

  private:
    void see(std::uint32_t zone);

    const Cells& m_cells;
    std::vector<std::uint32_t> m_zones;
};

}  // namespace petasentra::zoning
