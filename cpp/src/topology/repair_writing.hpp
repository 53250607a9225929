#pragma once
#include "topology/repair_ground.hpp"

namespace petasentra::topology {

/// Refuses what repair() cannot do: see its errors.
void require_repairable(const layer::Layer& zones, const RepairSettings& settings);

/// The geometries of a layer after a round: touched rows written anew, all others as they were. Vertices that were the
/// layer's keep its very coordinates; those made here are added to `made`, in the CRS of the layer.
[[nodiscard]] geometry::GeometryColumn written_back(const layer::Layer& layer, const RepairGround& ground,
                                                    std::set<Vertex>& made, const core::Control& control);

/// The column with row rows[i] replaced by row i of another.
[[nodiscard]] geometry::GeometryColumn replaced_rows(const geometry::GeometryColumn& column,
                                                     std::span<const std::size_t> rows,
                                                     const geometry::GeometryColumn& by);

/// Turns shells anticlockwise and holes clockwise; one entry for each row that had another order.
[[nodiscard]] std::vector<LedgerEntry> order_rings(geometry::GeometryColumn& column);

/// What repair() was told of and what it did, as a layer; see Repaired. `original` and `fixed` are the layers before
/// and after.
[[nodiscard]] layer::Layer ledger_layer(std::span<const LedgerEntry> entries, const layer::Layer& original,
                                        const layer::Layer& fixed, const Validation& found, RepairRule rule,
                                        const core::Control& control);

}  // namespace petasentra::topology
