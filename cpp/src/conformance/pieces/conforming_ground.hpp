#pragma once
#include <petasentra/conformance/check.hpp>
#include <span>
#include <vector>

namespace petasentra::conformance {

/// A piece and where it lies: its own ground, or that drawn later for it.
struct Drawn {
    const Piece* piece;
    const geometry::Shape* ground;
};
/// Pieces with the ground they carry.
[[nodiscard]] std::vector<Drawn> as_drawn(std::span<const Piece> pieces);

/// The ground, of one dimension, that conforms: where every piece over it does. `pieces` are all those of one site of
/// this measure, and all are drawn. What lies over a conforming piece is taken off as whole zones, never as pieces: two cuts of one
/// slanting line do not share their rounded vertices.
[[nodiscard]] geometry::Shape conforming_ground(std::span<const Drawn> pieces, const BoundPack& pack, int dimension,
                                                double measure);

}  // namespace petasentra::conformance
