#pragma once
#include <cstdint>
#include <vector>

#include "sentra/near_units.hpp"

namespace petasentra::sentra {

/// Whether a core of one cell is near one of the other.
class Touching {
  public:
    explicit Touching(const NearUnits& near) : m_near(near), m_grid(near.grid) {}

    [[nodiscard]] bool operator()(const Cell& a, const Cell& b) const;

  private:
    using Units = std::vector<std::uint32_t>;

    [[nodiscard]] bool near(std::uint32_t a, std::uint32_t b) const noexcept;
    [[nodiscard]] bool crowded(const Cell& a, const Cell& b) const;
    [[nodiscard]] Units cores_of(const Cell& cell) const;
    [[nodiscard]] Units within_reach(const Units& units, const Units& others) const;

    const NearUnits& m_near;
    const UnitGrid& m_grid;
};

}  // namespace petasentra::sentra
