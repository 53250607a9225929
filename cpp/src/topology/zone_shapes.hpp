#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <petasentra/geometry/shape.hpp>
#include <vector>

#include "topology/ground.hpp"
#include "topology/mosaic.hpp"

namespace petasentra::topology {

/// The zones as shapes that can be cut, each made when it is first asked for. Any number of threads may ask.
class ZoneShapes {
  public:
    explicit ZoneShapes(const Mosaic& mosaic);
    ~ZoneShapes();
    ZoneShapes(const ZoneShapes&) = delete;
    ZoneShapes& operator=(const ZoneShapes&) = delete;

    [[nodiscard]] const geometry::Shape& at(std::size_t rank) const;

  private:
    const Mosaic& m_mosaic;
    mutable std::vector<std::atomic<const geometry::Shape*>> m_made;
};

/// The polygons that two shapes share. A shape that is valid in the source may have lost that by a hair in metres; where
/// GEOS gives up on it, it is mended first.
[[nodiscard]] geometry::Shape common_ground(const geometry::Shape& one, const geometry::Shape& other);
/// The polygons of `one` that are not in `other`, likewise.
[[nodiscard]] geometry::Shape ground_beyond(const geometry::Shape& one, const geometry::Shape& other);

/// All zones with ground in a face, ascending: also those that lie in it without its inner place.
[[nodiscard]] std::vector<std::uint32_t> zones_in(const Face& face, const Covering& covering, const ZoneShapes& shapes);

}  // namespace petasentra::topology
