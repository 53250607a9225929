#include "zoning/holding_zone.hpp"

#include "zoning/zones_at.hpp"

namespace petasentra::zoning {

std::int64_t holding_zone(const Cells& cells, std::span<const std::uint8_t> wanted, const geometry::Point& place) {
    std::int64_t found = -1;
    visit_zones_at(
        cells, place, [&](std::uint32_t zone) { return wanted[zone] != 0; },
        [&](std::uint32_t zone, bool) {
            found = zone;
            return false;
        });
    return found;
}

}  // namespace petasentra::zoning
