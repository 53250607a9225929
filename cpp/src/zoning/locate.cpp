#include <petasentra/zoning/locate.hpp>

#include "zoning/locator.hpp"

namespace petasentra::zoning {

Located locate(const geometry::Places& places, const ZoningIndex& zones, const core::Control& control) {
    auto out = room_for(places.size());
    core::for_blocks(places.size(), places_per_task, control,
                     [&](core::Block task) { locate_task(places, task, zones.cells(), out); });
    return out;
}

}  // namespace petasentra::zoning
