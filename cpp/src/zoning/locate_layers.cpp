#include <petasentra/zoning/locate.hpp>

#include "zoning/locator.hpp"

namespace petasentra::zoning {

std::vector<Located> locate(const geometry::Places& places, std::span<const ZoningIndex* const> layers,
                            const core::Control& control) {
    std::vector<Located> out;
    out.reserve(layers.size());
    for (std::size_t layer = 0; layer < layers.size(); ++layer) out.push_back(room_for(places.size()));
    core::for_blocks(places.size(), places_per_task, control, [&](core::Block task) {
        for (std::size_t layer = 0; layer < layers.size(); ++layer)
            locate_task(places, task, layers[layer]->cells(), out[layer]);
    });
    return out;
}

}  // namespace petasentra::zoning
