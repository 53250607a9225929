#include "judge.hpp"

#include <algorithm>
#include <optional>

#include "conformance/pieces/pieces.hpp"

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

/// How one question is understood while a piece is judged.
struct Judging {
    const BoundPack& pack;
    const ActivityLaw& law;
    const Reading& reading;
    Measures& measures;
};

/// Step 4: what a cell says once its conditions that compute are tested. The tests are kept with the piece.
Verdict tested(const law::Cell& cell, std::size_t instrument, Piece& piece, const Judging& judging) {
    const auto& conditions = judging.pack.law().instruments[instrument].conditions;
    const bool known = !judging.reading.id.empty();
    const AskedActivity activity{known ? judging.reading.id : judging.law.word, known};
    auto verdict = cell.verdict;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const auto& id = conditions[i].id;
        if (conditions[i].predicate.empty() ||
            std::find(cell.conditions.begin(), cell.conditions.end(), id) == cell.conditions.end())
            continue;
        const auto test = judging.measures.test(instrument, i, activity, piece);
        if (test.outcome == Outcome::failed) verdict = Verdict::prohibited;
        const bool noted = std::any_of(piece.conditions.begin(), piece.conditions.end(), [&](const auto& one) {
            return one.instrument == instrument && one.condition == i;
        });
        if (!noted) piece.conditions.push_back(test);
    }
    return verdict;
}

/// Step 3. Pieces that no zone covers, or for which nothing is held, arrive with their gap already named.
void read_base(Piece& piece, const Judging& judging) {
    const auto& [pack, law, reading, measures] = judging;
    const auto how = law.meant.match.how;
    if (piece.gap == Gap::outside) {
        piece.verdict = Verdict::outside_plan;
        return;
    }
    if (piece.gap != Gap::none) return;
    using How = petasentra::law::ActivityMatch::How;
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
    piece.matrix_cell = petasentra::law::parse_cell(permissions.matrix.at(reading.id, piece.zone_code));
    piece.cell = piece.matrix_cell;
    piece.verdict = piece.cell.absent ? meaning_of_absence(permissions.absent)
                                      : tested(piece.cell, piece.instrument, piece, judging);
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

Group area_rules_of(Piece& piece, const Judging& judging, Precedence precedence) {
    const auto& pack = judging.pack;
    Group group;
    for (auto& rule : piece.rules) {
        if (rule.kind != AppliedRule::Kind::area || area_rule(pack, rule).precedence != precedence) continue;
        const auto& cell = area_rule(pack, rule).cell;
        rule.says = tested(cell, rule.instrument, piece, judging);
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

/// Conditions of a replaced cell fall away.
void drop_replaced_conditions(Piece& piece, const BoundPack& pack) {
    std::erase_if(piece.conditions, [&](const ConditionTest& test) {
        const auto& id = pack.law().instruments[test.instrument].conditions[test.condition].id;
        return std::none_of(piece.rules.begin(), piece.rules.end(), [&](const AppliedRule& rule) {
            if (rule.replaced || rule.instrument != test.instrument) return false;
            if (rule.kind != AppliedRule::Kind::matrix && rule.kind != AppliedRule::Kind::area) return false;
            const auto& cell = rule.kind == AppliedRule::Kind::matrix ? piece.matrix_cell : area_rule(pack, rule).cell;
            return std::find(cell.conditions.begin(), cell.conditions.end(), id) != cell.conditions.end();
        });
    });
}

void judge_as(Piece& piece, const Judging& judging) {
    const auto& pack = judging.pack;
    piece.activity = judging.reading.activity;
    read_base(piece, judging);
    // Whatever was argued before an area rule that ranks above it no longer counts.
    auto replace_by = [&](Precedence precedence) {
        const auto group = area_rules_of(piece, judging, precedence);
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
    const auto special = area_rules_of(piece, judging, Precedence::unstated);
    if (special.verdict && (*special.verdict != piece.verdict || special.disagree)) {
        const auto before = piece.verdict;
        mark_opposed(piece, [&](const AppliedRule& rule) {
            if (rule.kind == AppliedRule::Kind::area && area_rule(pack, rule).precedence == Precedence::unstated)
                return true;
            return argues_about_ground(rule.kind) && rule.says == before && !rule.replaced;
        });
        if (*special.verdict > before) piece.cell = *special.cell;
        piece.verdict = law::worse(before, *special.verdict);
    }
    drop_replaced_conditions(piece, pack);
    piece.argued = piece.verdict;
    for (const auto& rule : piece.rules) {
        if (!argues_about_ground(rule.kind)) piece.verdict = law::worse(piece.verdict, rule.says);
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

bool speaks(const AppliedRule& rule, const law::Instrument& instrument, const ActivityLaw& law,
            const Reading& reading) {
    const auto how = law.meant.match.how;
    switch (rule.kind) {
        case AppliedRule::Kind::area:
            return speaks_in(reading, how, instrument.area_rules[rule.rule].activities,
                             instrument.area_rules[rule.rule].scale);
        case AppliedRule::Kind::overlay:
            return speaks_in(reading, how, instrument.overlay_rules[rule.rule].activities,
                             instrument.overlay_rules[rule.rule].scale);
        case AppliedRule::Kind::distance:
            return speaks_in(reading, law, instrument.distance_rules[rule.rule], rule.turned);
        case AppliedRule::Kind::matrix:
        case AppliedRule::Kind::intensity:
            break;
    }
    return true;
}

/// The piece under the rules that speak in one reading; its ground stays behind.
Piece read_as(const Piece& piece, const BoundPack& pack, const ActivityLaw& law, const Reading& reading) {
    Piece under;
    under.site = piece.site;
    under.instrument = piece.instrument;
    under.layer = piece.layer;
    under.zone = piece.zone;
    under.zone_code = piece.zone_code;
    under.gap = piece.gap;
    under.intensity = piece.intensity;
    under.measure = piece.measure;
    under.share = piece.share;
    under.border_m = piece.border_m;
    for (const auto& rule : piece.rules)
        (speaks(rule, pack.law().instruments[rule.instrument], law, reading) ? under.rules : under.silent)
            .push_back(rule);
    return under;
}

}  // namespace

void judge(Piece& piece, const BoundPack& pack, const ActivityLaw& activity, Measures& measures) {
    const auto& readings = activity.meant.readings;
    if (readings.size() == 1) return judge_as(piece, {pack, activity, readings.front(), measures});
    std::optional<Piece> strictest;
    for (const auto& reading : readings) {
        auto under = read_as(piece, pack, activity, reading);
        judge_as(under, {pack, activity, reading, measures});
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
