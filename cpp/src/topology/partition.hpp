#pragma once
#include <petasentra/core/control.hpp>
#include <vector>

#include "topology/fault_list.hpp"
#include "topology/ground.hpp"
#include "topology/loose_edges.hpp"
#include "topology/zone_shapes.hpp"

namespace petasentra::topology {

/// A zoning layer as the rules about its ground see it. `perimeter` and `outer_edges` are null where there is none; the
/// faces are then those of the zones alone.
struct Partition {
    const Mosaic& mosaic;
    const LooseEdges& edges;
    const Covering& covering;
    const ZoneShapes& shapes;
    const std::vector<Face>& faces;
    const Covering* perimeter;
    const LooseEdges* outer_edges;
    double tolerance_m;
};

/// What each function finds is defined with validate().
[[nodiscard]] FaultList overlaps(const Partition& partition, const core::Control& control);
[[nodiscard]] FaultList gaps(const Partition& partition, const core::Control& control);
[[nodiscard]] FaultList outside_perimeter(const Partition& partition, const core::Control& control);

/// Zones beside a face and the length of border each has with it, longest first.
[[nodiscard]] std::vector<Neighbour> neighbours_of(const geometry::Shape& face, const LooseEdges& edges);

/// A shape whose vertices lie on the grid, with those moved back that are nodes of the loose edges.
[[nodiscard]] geometry::Shape off_grid(const geometry::Shape& shape, std::initializer_list<const LooseEdges*> edges);

}  // namespace petasentra::topology
