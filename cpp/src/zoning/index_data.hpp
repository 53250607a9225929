#pragma once
#include <petasentra/core/made_once.hpp>
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
    Overlaps overlaps{cells};
    layer::Provenance source;
    core::MadeOnce<EdgeBoxes> made_edge_boxes;  ///< only areas and cuts need them

    [[nodiscard]] const EdgeBoxes& edge_boxes() const {
        return made_edge_boxes.get([this] { return EdgeBoxes(zones.outline(), cells.xy, {}); });
    }
};

}  // namespace petasentra::zoning
