#include "overlaps.hpp"

#include <algorithm>
#include <tuple>

#include "conformance/verdict/judge.hpp"
#include "pieces.hpp"

namespace petasentra::conformance {

const geometry::Shape& zone_of(const Piece& piece, const BoundPack& pack) {
    return pack.layers()[piece.layer].index.zone(static_cast<std::uint32_t>(piece.zone));
}

bool may_overlap(const Piece& a, const Piece& b, const law::PlanPack& pack) {
    if (a.zone < 0 || b.zone < 0) return false;
    // An RTRW governs only what no RDTR covers, though its zones run on below.
    const auto is_rdtr = [&](const Piece& piece) {
        return pack.instruments[piece.instrument].level == law::Level::rdtr;
    };
    if (is_rdtr(a) != is_rdtr(b)) return false;
    const auto others = [](const Piece& piece) {
        std::vector<std::tuple<AppliedRule::Kind, std::size_t, std::size_t>> rules;
        for (const auto* list : {&piece.rules, &piece.silent}) {
            for (const auto& rule : *list) {
                if (rule.kind == AppliedRule::Kind::area || rule.kind == AppliedRule::Kind::overlay)
                    rules.emplace_back(rule.kind, rule.instrument, rule.rule);
            }
        }
        std::sort(rules.begin(), rules.end());
        return rules;
    };
    return others(a) == others(b);
}

bool lie_apart(std::span<const Piece> pieces, double site_measure) {
    // Only what lies apart is measured without being drawn.
    if (std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.ground.empty(); })) return true;
    auto covered = 0.0;
    for (const auto& piece : pieces) covered += piece.measure;
    return covered <= site_measure * (1.0 + rounding_slack);
}

void judge_overlaps(std::span<Piece> pieces, const BoundPack& pack, int dimension, double site_measure) {
    if (lie_apart(pieces, site_measure)) return;
    for (std::size_t a = 0; a < pieces.size(); ++a) {
        for (auto b = a + 1; b < pieces.size(); ++b) {
            if (pieces[a].argued == pieces[b].argued || !may_overlap(pieces[a], pieces[b], pack.law())) continue;
            const auto common = pieces[a].ground.intersection(zone_of(pieces[b], pack)).only(dimension);
            const auto measure = common.measure(dimension);
            if (measure <= rounding_slack * site_measure) continue;
            if (!is_decisive(measure, measure / site_measure, common.length(), dimension, pack.law().tolerance))
                continue;
            for (auto* piece : {&pieces[a], &pieces[b]}) {
                piece->conflict = true;
                for (auto& rule : piece->rules) rule.opposes = rule.opposes || argues_for(rule, *piece);
            }
        }
    }
}

double covered_once(std::span<const Piece* const> pieces, const BoundPack& pack, int dimension) {
    auto sum = 0.0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::vector<const geometry::Shape*> before;
        for (std::size_t j = 0; j < i; ++j) {
            if (may_overlap(*pieces[j], *pieces[i], pack.law())) before.push_back(&zone_of(*pieces[j], pack));
        }
        sum += before.empty()
                   ? pieces[i]->measure
                   : pieces[i]->ground.difference(geometry::Shape::union_of(before)).only(dimension).measure(dimension);
    }
    return sum;
}

}  // namespace petasentra::conformance
