#include "conforming_ground.hpp"

#include <petasentra/law/verdict.hpp>

#include "overlaps.hpp"
#include "pieces.hpp"

namespace petasentra::conformance {

using geometry::Shape;

std::vector<Drawn> as_drawn(std::span<const Piece> pieces) {
    std::vector<Drawn> drawn;
    drawn.reserve(pieces.size());
    for (const auto& piece : pieces) drawn.push_back({&piece, &piece.ground});
    return drawn;
}

Shape conforming_ground(std::span<const Drawn> pieces, const BoundPack& pack, int dimension, double measure) {
    auto covered = 0.0;
    for (const auto& [piece, ground] : pieces) covered += piece->measure;
    const bool apart = covered <= measure * (1.0 + rounding_slack);
    std::vector<Shape> cleared;
    std::vector<const Shape*> parts;
    cleared.reserve(pieces.size());
    for (const auto& [piece, ground] : pieces) {
        if (!law::is_conforming(piece->verdict)) continue;
        std::vector<const Shape*> over;
        for (const auto& [other, other_ground] : pieces) {
            if (apart || law::is_conforming(other->verdict)) continue;
            if (!other_ground->bounds().intersects(ground->bounds())) continue;
            if (may_overlap(*piece, *other, pack.law()))
                over.push_back(&zone_of(*other, pack));
            else if (other->gap == Gap::zones_not_held)  // a plan that could lie anywhere
                over.push_back(other_ground);
        }
        if (over.empty()) {
            parts.push_back(ground);
            continue;
        }
        cleared.push_back(ground->difference(Shape::union_of(over)).only(dimension));
        parts.push_back(&cleared.back());
    }
    return Shape::union_of(parts).only(dimension);
}

}  // namespace petasentra::conformance
