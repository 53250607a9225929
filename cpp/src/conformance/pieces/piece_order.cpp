#include "piece_order.hpp"

#include <algorithm>
#include <tuple>

namespace petasentra::conformance {
namespace {

int order(const AppliedRule& a, const AppliedRule& b) {
    const auto key = [](const AppliedRule& rule) { return std::tuple(rule.kind, rule.instrument, rule.rule); };
    return key(a) < key(b) ? -1 : key(b) < key(a) ? 1 : 0;
}

bool stands_before(const Piece& a, const Piece& b, const BoundPack& pack) {
    const auto in_plan = [](const Piece& piece) { return std::tuple(piece.zone < 0, piece.instrument); };
    if (in_plan(a) != in_plan(b)) return in_plan(a) < in_plan(b);
    if (a.zone_code != b.zone_code) return a.zone_code < b.zone_code;
    if (a.zone != b.zone && a.zone >= 0 && b.zone >= 0) {
        const auto box = [&](const Piece& piece) {
            const auto& bounds = pack.layers()[piece.layer].bounds[static_cast<std::size_t>(piece.zone)];
            return std::tuple(bounds.min_x, bounds.min_y, bounds.max_x, bounds.max_y);
        };
        if (box(a) != box(b)) return box(a) < box(b);
    }
    for (std::size_t i = 0; i < std::min(a.rules.size(), b.rules.size()); ++i) {
        const auto found = order(a.rules[i], b.rules[i]);
        if (found != 0) return found < 0;
    }
    return std::tuple(a.rules.size(), a.measure) < std::tuple(b.rules.size(), b.measure);
}

}  // namespace

void put_in_order(std::vector<Piece>& pieces, const BoundPack& pack) {
    std::stable_sort(pieces.begin(), pieces.end(),
                     [&](const Piece& a, const Piece& b) { return stands_before(a, b, pack); });
}

}  // namespace petasentra::conformance
