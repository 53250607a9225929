#include "judge.hpp"

namespace petasentra::conformance {

using law::Verdict;

void add_broken(Piece& piece, std::span<const DistanceTest> distances, const BoundPack& pack, Measures& measures) {
    for (const auto& test : distances) {
        if (test.outcome != Outcome::failed) continue;
        AppliedRule rule{AppliedRule::Kind::distance, test.instrument, test.rule,
                         pack.law().instruments[test.instrument].distance_rules[test.rule].below};
        rule.turned = test.turned;
        piece.rules.push_back(rule);
    }
    piece.intensity = measures.intensity(piece);
    for (const auto& test : piece.intensity) {
        if (test.outcome != Outcome::failed) continue;
        const bool known = !piece.rules.empty() && piece.rules.back().kind == AppliedRule::Kind::intensity &&
                           piece.rules.back().rule == test.row;
        if (!known)
            piece.rules.push_back({AppliedRule::Kind::intensity, test.instrument, test.row, Verdict::prohibited});
    }
}

bool argues_for(const AppliedRule& rule, const Piece& piece) {
    return argues_about_ground(rule.kind) && !rule.replaced && rule.says == piece.argued;
}

}  // namespace petasentra::conformance
