#include "judge.hpp"

#include <algorithm>
#include <optional>

#include "pieces.hpp"

namespace petasentra::conformance {

using law::Precedence;
using law::Verdict;

namespace {

const law::AreaRule& area_rule(const BoundPack& pack, const AppliedRule& rule) {
    return pack.law().instruments[rule.instrument].area_rules[rule.rule];
}

Verdict meaning_of_absence(law::Absent absent) {
    switch (absent) {
        case law::Absent::prohibited:
            return Verdict::prohibited;
        case law::Absent::not_regulated:
            return Verdict::not_regulated;
        case law::Absent::missing:
            return Verdict::no_data;
    }
    return Verdict::no_data;
}

/// Step 3. Pieces that no zone covers, or for which nothing is held, arrive with their gap already named.
void read_base(Piece& piece, const BoundPack& pack, law::ActivityMatch::How how, const Reading& reading) {
    if (piece.gap == Gap::outside) {
        piece.verdict = Verdict::outside_plan;
        return;
    }
    if (piece.gap != Gap::none) return;
    using How = law::ActivityMatch::How;
    if (how == How::unknown) {
        piece.gap = Gap::activity_unknown;
        return;
    }
    if (how == How::version_unknown) {
        piece.gap = Gap::kbli_version;
        piece.verdict = Verdict::unreadable_rule;
        return;
    }
    if (piece.zone_code.empty()) {
        piece.gap = Gap::zone_without_code;
        return;
    }
    const auto& permissions = pack.law().instruments[piece.instrument].permissions;
    piece.matrix_cell = law::parse_cell(permissions.matrix.at(reading.id, piece.zone_code));
    piece.cell = piece.matrix_cell;
    piece.verdict = piece.cell.absent ? meaning_of_absence(permissions.absent) : piece.cell.verdict;
    if (piece.cell.absent)
        piece.gap = Gap::cell_absent;
    else if (piece.verdict == Verdict::unreadable_rule)
        piece.gap = Gap::cell_unreadable;
    piece.rules.insert(piece.rules.begin(), {AppliedRule::Kind::matrix, piece.instrument, no_index, piece.verdict});
}

/// The rules of one precedence on this piece: their stricter verdict, and whether they disagree among themselves.
struct Group {
    std::optional<Verdict> verdict;
    const law::Cell* cell = nullptr;
    bool disagree = false;
};

Group area_rules_of(Piece& piece, const BoundPack& pack, Precedence precedence) {
    Group group;
    for (auto& rule : piece.rules) {
        if (rule.kind != AppliedRule::Kind::area || area_rule(pack, rule).precedence != precedence) continue;
        const auto& cell = area_rule(pack, rule).cell;
        rule.says = cell.verdict;
        if (group.verdict && *group.verdict != rule.says) group.disagree = true;
        if (!group.verdict || rule.says > *group.verdict) {
            group.verdict = rule.says;
            group.cell = &cell;
        }
    }
    return group;
}

template <class Which>
void mark_opposed(Piece& piece, Which which) {
    piece.conflict = true;
    for (auto& rule : piece.rules) {
        if (which(rule)) rule.opposes = true;
    }
}

void judge_as(Piece& piece, const BoundPack& pack, law::ActivityMatch::How how, const Reading& reading) {
    piece.activity = reading.activity;
    read_base(piece, pack, how, reading);
    // Whatever was argued before an area rule that ranks above it no longer counts.
    auto replace_by = [&](Precedence precedence) {
        const auto group = area_rules_of(piece, pack, precedence);
        if (!group.verdict) return;
        piece.verdict = *group.verdict;
        piece.cell = *group.cell;
        for (auto& rule : piece.rules) {
            const bool over_zone =
                rule.kind == AppliedRule::Kind::area && area_rule(pack, rule).precedence == Precedence::over_zone;
            rule.replaced =
                rule.replaced || rule.kind == AppliedRule::Kind::matrix ||
                (precedence == Precedence::over_overlay && (rule.kind == AppliedRule::Kind::overlay || over_zone));
            if (rule.replaced) rule.opposes = false;
        }
        piece.conflict = group.disagree;
        if (group.disagree) {
            mark_opposed(piece, [&](const AppliedRule& rule) {
                return rule.kind == AppliedRule::Kind::area && area_rule(pack, rule).precedence == precedence;
            });
        }
    };
    replace_by(Precedence::over_zone);
    for (auto& rule : piece.rules) {
        if (rule.kind != AppliedRule::Kind::overlay) continue;
        rule.says = pack.law().instruments[rule.instrument].overlay_rules[rule.rule].at_best;
        piece.verdict = law::worse(piece.verdict, rule.says);
    }
    replace_by(Precedence::over_overlay);
    const auto special = area_rules_of(piece, pack, Precedence::unstated);
    if (special.verdict && (*special.verdict != piece.verdict || special.disagree)) {
        const auto before = piece.verdict;
        mark_opposed(piece, [&](const AppliedRule& rule) {
            if (rule.kind == AppliedRule::Kind::area && area_rule(pack, rule).precedence == Precedence::unstated)
                return true;
            return rule.says == before && !rule.replaced;
        });
        if (*special.verdict > before) piece.cell = *special.cell;
        piece.verdict = law::worse(before, *special.verdict);
    }
    bool matrix_gives = false;
    for (auto& rule : piece.rules) {
        rule.gives = rule.says == piece.verdict && !rule.replaced;
        matrix_gives = matrix_gives || (rule.gives && rule.kind == AppliedRule::Kind::matrix);
    }
    // A gap of the matrix matters only while the matrix decides.
    if ((piece.gap == Gap::cell_absent || piece.gap == Gap::cell_unreadable) && !matrix_gives) piece.gap = Gap::none;
    if (piece.gap == Gap::none && piece.verdict == Verdict::unreadable_rule) piece.gap = Gap::cell_unreadable;
}

/// The piece under the rules that speak in one reading; its ground stays behind.
Piece read_as(const Piece& piece, const BoundPack& pack, const Reading& reading, law::ActivityMatch::How how) {
    Piece under;
    under.site = piece.site;
    under.instrument = piece.instrument;
    under.layer = piece.layer;
    under.zone = piece.zone;
    under.zone_code = piece.zone_code;
    under.gap = piece.gap;
    under.measure = piece.measure;
    under.share = piece.share;
    under.border_m = piece.border_m;
    for (const auto& rule : piece.rules) {
        const auto& instrument = pack.law().instruments[rule.instrument];
        const bool speaks = rule.kind == AppliedRule::Kind::area
                                ? speaks_in(reading, how, instrument.area_rules[rule.rule].activities,
                                            instrument.area_rules[rule.rule].scale)
                                : speaks_in(reading, how, instrument.overlay_rules[rule.rule].activities,
                                            instrument.overlay_rules[rule.rule].scale);
        (speaks ? under.rules : under.silent).push_back(rule);
    }
    return under;
}

}  // namespace

void judge(Piece& piece, const BoundPack& pack, const ActivityLaw& activity) {
    const auto& [match, readings, doubts] = activity.meant;
    if (readings.size() == 1) return judge_as(piece, pack, match.how, readings.front());
    std::optional<Piece> strictest;
    for (const auto& reading : readings) {
        auto under = read_as(piece, pack, reading, match.how);
        judge_as(under, pack, match.how, reading);
        if (!strictest || under.verdict > strictest->verdict ||
            (under.verdict == strictest->verdict && under.conflict && !strictest->conflict))
            strictest = std::move(under);
    }
    strictest->ground = std::move(piece.ground);
    piece = std::move(*strictest);
}

bool is_decisive(double measure, double share, double border_m, int dimension, const law::Tolerance& tolerance) {
    if (dimension == 0) return true;
    if (dimension == 1) return measure >= tolerance.boundary_m;
    return share >= tolerance.decisive_share &&
           measure >= std::max(tolerance.sliver_m2, tolerance.boundary_m * border_m);
}

}  // namespace petasentra::conformance
