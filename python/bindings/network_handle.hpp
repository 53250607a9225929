#pragma once
#include <memory>
#include <petasentra/network/road_network.hpp>

namespace petasentra::bindings {

/// What Python holds of a road network: a shared, constant one.
struct NetworkHandle {
    std::shared_ptr<const network::RoadNetwork> network;
    [[nodiscard]] const network::RoadNetwork& operator*() const noexcept { return *network; }
    [[nodiscard]] const network::RoadNetwork* operator->() const noexcept { return network.get(); }
};

}  // namespace petasentra::bindings
