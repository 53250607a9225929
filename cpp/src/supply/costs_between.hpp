#pragma once
#include <cstdint>
#include <petasentra/supply/cost_table.hpp>
#include <vector>

#include "supply/spanning_tree.hpp"

namespace petasentra::supply {

/// Costs between sources and sinks of a tree in 64 bits, whatever type the table has: for looks at single pairs.
class CostsBetween {
  public:
    /// Rows and columns of the table behind the sources and sinks of the tree.
    CostsBetween(CostTable table, std::vector<std::uint32_t> sources, std::vector<std::uint32_t> sinks);

    /// `source` and `sink` count from 0; `forbidden_64` where nothing may flow. A table that computes its rows computes
    /// a whole one for it.
    [[nodiscard]] std::int64_t cost(Node source, Node sink) const;
    /// The costs of a source with every sink.
    void row(Node source, std::vector<std::int64_t>& costs) const;

    [[nodiscard]] const CostTable& table() const noexcept { return m_table; }
    [[nodiscard]] const std::vector<std::uint32_t>& sources() const noexcept { return m_sources; }
    [[nodiscard]] const std::vector<std::uint32_t>& sinks() const noexcept { return m_sinks; }

  private:
    CostTable m_table;
    std::vector<std::uint32_t> m_sources;
    std::vector<std::uint32_t> m_sinks;
};

}  // namespace petasentra::supply
