#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <span>

#include "zoning/cells.hpp"
#include "zoning/edge_boxes.hpp"

namespace petasentra::zoning {

/// The ground that GEOS looks at when it overlays a site within `site` with a zone, and a little more: all edges of the
/// zone that come into the bounds or near them, as a whole, and a margin.
[[nodiscard]] geometry::Box ground_looked_at(const Cells& cells, const EdgeBoxes& boxes, std::uint32_t zone,
                                             const geometry::Box& site);

/// A zone as it is seen from some ground: where its border stays beyond one side of it, only the ends of that stretch
/// and its extreme vertices are kept. On the ground nothing changes, and the bounds are the same; far away it may cross
/// itself, so it is good for overlays with what lies on that ground and nothing else.
///
/// Overlays of a site (intersection, difference) give the same bytes as with the whole zone if `ground` is what
/// ground_looked_at() says: GEOS itself clips polygons to such bounds, and so never sees what is left out.
///
/// `rings` says how the rings of row `row` lie in `xy`. One row; none where too little would be left out, or where the little
/// that is left might lead GEOS another way: the zone itself must do. Cost: O(vertices of the zone), some nanoseconds
/// each.
[[nodiscard]] geometry::GeometryColumn seen_from(const geometry::Box& ground, const geometry::GeometryColumn& rings,
                                                 std::span<const double> xy, std::size_t row);

}  // namespace petasentra::zoning
