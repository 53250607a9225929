#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/geometry/places.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <span>
#include <vector>

namespace petasentra::zoning {

/// Row of the zone that holds each point, boundary included: the lowest row where several do, `outside` where none
/// does.
struct Located {
    core::LargeVector<std::int64_t> zone;
    core::LargeVector<std::uint8_t> on_boundary;  ///< 1 where the point lies on the border of the zone named
};

/// Places are in the CRS of the index. Inside, outside and on the border are told apart exactly, on the coordinates as
/// they are. Places that are not finite are outside.
///
/// Cost: one look into the grid for points in cells without edges, a second into the cell's picture for most of the
/// others, and a test against the few edges of a cell for the rest (see docs). Same answer for any number of threads.
[[nodiscard]] Located locate(const geometry::Places& places, const ZoningIndex& zones,
                             const core::Control& control = {});

/// The same for several layers of zones at once (base zoning, overlays, administrative areas), each with an index of its
/// own: one answer a layer, in their order, each as if that layer were asked alone. Places are in the CRS of all layers;
/// they are read once, block by block, each block asked of every layer while it is in the processor's caches.
///
/// Empty  No layers: no answers.
[[nodiscard]] std::vector<Located> locate(const geometry::Places& places, std::span<const ZoningIndex* const> layers,
                                          const core::Control& control = {});

/// Every zone that holds each point, boundary included: a row for each pair, and one row `zone == outside` for a point
/// that none holds. Sorted by point, then zone.
struct LocatedAll {
    std::vector<std::int64_t> point;
    std::vector<std::int64_t> zone;
    std::vector<std::uint8_t> on_boundary;  ///< 1 where the point lies on the border of that zone
};
[[nodiscard]] LocatedAll locate_all(const geometry::Places& places, const ZoningIndex& zones,
                                    const core::Control& control = {});

}  // namespace petasentra::zoning
