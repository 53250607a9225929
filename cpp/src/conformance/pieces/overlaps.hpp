#pragma once
#include <span>

#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// Marks `conflict` on pieces of different zones that lie over one another with different verdicts after step 6, where
/// their common ground would itself be decisive. `pieces` are those of one site.
void judge_overlaps(std::span<Piece> pieces, const BoundPack& pack, int dimension, double site_measure);

/// Whether the pieces of one site lie beside one another, none over another: then what some of them cover together is
/// the sum of their measures.
[[nodiscard]] bool lie_apart(std::span<const Piece> pieces, double site_measure);

/// Pieces under one set of rules lie over one another where their zones do; under different sets never.
[[nodiscard]] bool may_overlap(const Piece& a, const Piece& b, const law::PlanPack& pack);
/// The whole zone of a piece that lies in one.
[[nodiscard]] const geometry::Shape& zone_of(const Piece& piece, const BoundPack& pack);

/// What some pieces of one site cover together, ground under several zones counted once. Pieces are compared with whole
/// zones, never with one another: two cuts of one slanting line do not share their rounded vertices.
[[nodiscard]] double covered_once(std::span<const Piece* const> pieces, const BoundPack& pack, int dimension);

}  // namespace petasentra::conformance
