#pragma once
#include <petasentra/zoning/zoning_index.hpp>

#include "zoning/cells.hpp"
#include "zoning/edge_boxes.hpp"
#include "zoning/overlaps.hpp"
#include "zoning/zone_shapes.hpp"

namespace petasentra::zoning {

/// All that an index holds.
struct ZoningIndex::Data {
    ZoneShapes zones;
    geometry::Crs crs;
    Cells cells;
    EdgeBoxes edge_boxes;
    Overlaps overlaps{cells};
};

}  // namespace petasentra::zoning
