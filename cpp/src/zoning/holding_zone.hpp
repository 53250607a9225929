#pragma once
#include <cstdint>
#include <span>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// The lowest row among the zones with `wanted[row] != 0` that hold the place, border included, told exactly; -1 where
/// none does. The place must be finite. Cost: as locate(), one place at a time.
[[nodiscard]] std::int64_t holding_zone(const Cells& cells, std::span<const std::uint8_t> wanted,
                                        const geometry::Point& place);

}  // namespace petasentra::zoning
