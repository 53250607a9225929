#include "decide.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "conformance/explain/evidence_words.hpp"
#include "conformance/pieces/conforming_ground.hpp"
#include "conformance/pieces/overlaps.hpp"
#include "conformance/pieces/pieces.hpp"
#include "existing_use.hpp"
#include "judge.hpp"

namespace petasentra::conformance {

using law::Verdict;

std::string article_of(const law::PlanPack& pack, const AppliedRule& rule) {
    const auto& instrument = pack.instruments[rule.instrument];
    switch (rule.kind) {
        case AppliedRule::Kind::matrix:
            return instrument.permissions.article;
        case AppliedRule::Kind::area:
            return instrument.area_rules[rule.rule].article;
        case AppliedRule::Kind::overlay:
            return instrument.overlay_rules[rule.rule].article;
        case AppliedRule::Kind::distance:
            return instrument.distance_rules[rule.rule].article;
        case AppliedRule::Kind::intensity: {
            const auto& own = instrument.intensity[rule.rule].article;
            return own.empty() ? instrument.permissions.article : own;
        }
    }
    return {};
}

std::vector<HeldCondition> conditions_of(const Piece& piece, const law::PlanPack& pack) {
    std::vector<HeldCondition> held;
    for (const auto& rule : piece.rules) {
        if (rule.kind != AppliedRule::Kind::matrix && rule.kind != AppliedRule::Kind::area) continue;
        // What may stand must keep the conditions of every cell in effect, also where a tighter rule has the last word.
        if (!rule.gives && (rule.replaced || !law::is_conforming(piece.verdict))) continue;
        const auto& cell = rule.kind == AppliedRule::Kind::matrix
                               ? piece.matrix_cell
                               : pack.instruments[rule.instrument].area_rules[rule.rule].cell;
        for (const auto& id : cell.conditions) {
            const bool known = std::any_of(held.begin(), held.end(), [&](const HeldCondition& one) {
                return one.instrument == rule.instrument && one.id == id;
            });
            if (!known) held.push_back({rule.instrument, id});
        }
    }
    return held;
}

namespace {

void mark_decisive(std::span<Piece> pieces, const law::Tolerance& tolerance, int dimension) {
    for (auto& piece : pieces)
        piece.decisive = is_decisive(piece.measure, piece.share, piece.border_m, dimension, tolerance);
    if (std::none_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.decisive; })) {
        for (auto& piece : pieces) piece.decisive = true;
    }
}

/// Ground counts once and conforms where every piece over it does: the rest is what the pieces that do not conform
/// cover.
double conforming_share(std::span<const Piece> pieces, const SiteVerdict& site, const BoundPack& pack) {
    auto conforming = 0.0;
    auto all = 0.0;
    std::vector<const Piece*> against;
    for (const auto& piece : pieces) {
        all += piece.measure;
        if (law::is_conforming(piece.verdict))
            conforming += piece.measure;
        else
            against.push_back(&piece);
    }
    if (against.empty()) return 1.0;
    if (against.size() == pieces.size()) return 0.0;
    // Pieces that do not overlap tile the site; dividing by their own sum keeps the share exact where all conform.
    if (lie_apart(pieces, site.measure)) return conforming / all;
    const auto not_conforming = covered_once(against, pack, site.dimension);
    return std::clamp(1.0 - not_conforming / site.measure, 0.0, 1.0);
}

bool conforming_ground_decides(std::span<const Piece> pieces, const SiteVerdict& site, const BoundPack& pack) {
    const auto share = site.share_conforming.value_or(0.0);
    if (share <= 0.0) return false;
    const auto conforming = std::find_if(pieces.begin(), pieces.end(),
                                         [](const Piece& piece) { return law::is_conforming(piece.verdict); });
    if (conforming == pieces.end()) return false;
    const bool drawn =
        std::none_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.ground.empty(); });
    // What has not been drawn bears a bound that holds for all pieces of the site together.
    auto border_m = conforming->border_m;
    if (drawn && site.dimension == 2)
        border_m = conforming_ground(as_drawn(pieces), pack, site.dimension, site.measure).length();
    return is_decisive(share * site.measure, share, border_m, site.dimension, pack.law().tolerance);
}

/// Everything undoubted until seen: instrument, dates, table, article and layer of each decisive rule.
class Doubt {
  public:
    explicit Doubt(const law::PlanPack& pack) : m_pack(pack) {}

    void dates(std::size_t i) {
        const auto& instrument = m_pack.instruments[i];
        auto seen = [&](const char* date) {
            const auto found = instrument.verified_dates.find(date);
            return found != instrument.verified_dates.end() && found->second;
        };
        if (!instrument.verified) m_names.insert(instrument.id);
        if (!seen("in_force_from")) m_names.insert(instrument.id + "#in_force_from");
        if (instrument.in_force_to && !seen("in_force_to")) m_names.insert(instrument.id + "#in_force_to");
    }
    void layer(std::size_t i, const std::string& id) {
        const auto* link = m_pack.instruments[i].layer(id);
        if (link != nullptr && !link->verified) m_names.insert(m_pack.instruments[i].id + "#" + id);
    }
    void rule(const AppliedRule& rule) {
        const auto& instrument = m_pack.instruments[rule.instrument];
        dates(rule.instrument);
        if (rule.kind == AppliedRule::Kind::matrix && !instrument.permissions.verified)
            m_names.insert(instrument.id + "#permissions");
        if (rule.kind == AppliedRule::Kind::area) layer(rule.instrument, instrument.area_rules[rule.rule].layer);
        if (rule.kind == AppliedRule::Kind::overlay) layer(rule.instrument, instrument.overlay_rules[rule.rule].layer);
        if (rule.kind == AppliedRule::Kind::distance && !rule.turned)
            layer(rule.instrument, instrument.distance_rules[rule.rule].receptor);
        if (rule.kind == AppliedRule::Kind::intensity && !instrument.intensity[rule.rule].verified)
            m_names.insert(instrument.id + "#intensity");
        const auto article = article_of(m_pack, rule);
        if (!article.empty() && !instrument.article_verified(article)) m_names.insert(instrument.id + "#" + article);
    }
    void condition(const HeldCondition& held) {
        const auto& instrument = m_pack.instruments[held.instrument];
        const auto* condition = instrument.condition(held.id);
        if (condition == nullptr || !condition->verified) m_names.insert(instrument.id + "#" + held.id);
    }
    /// A measure rests on the layer of the feature it was taken to.
    void measured(const BoundPack& bound, const Nearest& nearest, bool& schematic) {
        if (nearest.layer == no_index) return;
        const auto& held = bound.layers()[nearest.layer];
        layer(held.instrument, held.id);
        schematic = schematic || m_pack.instruments[held.instrument].layer(held.id)->schematic;
    }
    /// A KBLI number rests on somebody's reading of the list; an id of the pack is the question as it was put.
    void activity(const law::ActivityMatch& match) {
        if (match.how != law::ActivityMatch::How::kbli) return;
        for (const auto i : match.activities) {
            if (!m_pack.activities[i].verified) m_names.insert("activities#" + m_pack.activities[i].id);
        }
        for (const auto& number : match.unverified) m_names.insert("kbli-crosswalk#" + number);
    }
    [[nodiscard]] std::vector<std::string> names() const { return {m_names.begin(), m_names.end()}; }

  private:
    const law::PlanPack& m_pack;
    std::set<std::string> m_names;
};

void cite(SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& bound, const ActivityLaw& activity) {
    const auto& pack = bound.law();
    std::set<std::string> articles;
    std::set<std::string> instruments;
    Doubt doubt(pack);
    doubt.activity(activity.meant.match);
    for (const auto& piece : pieces) {
        if (!piece.decisive) continue;
        if (piece.instrument != no_index) {
            instruments.insert(pack.instruments[piece.instrument].id);
            doubt.dates(piece.instrument);
            if (piece.layer != no_index) {
                doubt.layer(piece.instrument, bound.layers()[piece.layer].id);
                site.schematic = site.schematic ||
                                 pack.instruments[piece.instrument].layer(bound.layers()[piece.layer].id)->schematic;
            } else if (const auto* zones = pack.instruments[piece.instrument].zones()) {
                site.schematic = site.schematic || (piece.gap == Gap::outside && zones->schematic);
            }
        } else {
            // That nothing is in force rests on the dates of every instrument there is.
            for (std::size_t i = 0; i < pack.instruments.size(); ++i) doubt.dates(i);
        }
        if (piece.verdict == site.verdict) {
            for (const auto& held : conditions_of(piece, pack)) doubt.condition(held);
            for (const auto& test : piece.conditions) {
                if (test.outcome == Outcome::failed) doubt.measured(bound, test.nearest, site.schematic);
            }
        }
        for (const auto& rule : piece.rules) {
            if (!(rule.opposes || (rule.gives && piece.verdict == site.verdict))) continue;
            doubt.rule(rule);
            for (const auto& test : site.distances) {
                if (rule.kind == AppliedRule::Kind::distance && test.instrument == rule.instrument &&
                    test.rule == rule.rule && test.turned == rule.turned)
                    doubt.measured(bound, test.nearest, site.schematic);
            }
            const auto article = article_of(pack, rule);
            if (!article.empty()) articles.insert(article);
        }
    }
    site.articles.assign(articles.begin(), articles.end());
    site.instruments.assign(instruments.begin(), instruments.end());
    site.unverified = doubt.names();
}

Route route_of(std::span<const Piece> pieces, const law::PlanPack& pack) {
    bool all_integrated = !pieces.empty();
    bool any = false;
    for (const auto& piece : pieces) {
        if (!piece.decisive) continue;
        const auto* instrument = piece.instrument == no_index ? nullptr : &pack.instruments[piece.instrument];
        any = any || instrument != nullptr;
        all_integrated = all_integrated && instrument != nullptr && instrument->level == law::Level::rdtr &&
                         instrument->oss_integrated;
    }
    if (!any) return Route::rekomendasi;
    return all_integrated ? Route::konfirmasi : Route::persetujuan;
}

}  // namespace

void decide(SiteVerdict& site, std::span<Piece> pieces, const Situation& situation, const ActivityLaw& activity,
            const History& history) {
    const auto& pack = situation.pack().law();
    const auto& tolerance = pack.tolerance;
    mark_decisive(pieces, tolerance, site.dimension);
    site.share_conforming = conforming_share(pieces, site, situation.pack());
    const bool enough = *site.share_conforming >= tolerance.conforming_share - rounding_slack;
    const auto worst_where = [&](auto decides) {
        std::optional<Verdict> worst;
        for (const auto& piece : pieces) {
            if (decides(piece)) worst = worst ? law::worse(*worst, piece.verdict) : piece.verdict;
        }
        return worst;
    };
    const auto conforming = [](const Piece& piece) { return law::is_conforming(piece.verdict); };
    const auto decides = [&](const Piece& piece) { return piece.decisive && (!enough || conforming(piece)); };
    // Where enough ground conforms but every conforming piece is a sliver, those slivers are all there is to decide by.
    if (enough && std::none_of(pieces.begin(), pieces.end(), decides)) {
        for (auto& piece : pieces) piece.decisive = piece.decisive || conforming(piece);
    }
    auto verdict = worst_where(decides);
    if (!verdict) verdict = worst_where([](const Piece&) { return true; });
    site.verdict = *verdict;
    for (const auto& piece : pieces) {
        if (site.activity_row == no_index && piece.decisive && piece.verdict == site.verdict)
            site.activity_row = piece.activity;
    }
    for (const auto& piece : pieces) site.conflict = site.conflict || (piece.decisive && piece.conflict);
    site.partial = !law::is_conforming(site.verdict) && conforming_ground_decides(pieces, site, situation.pack());
    site.route = route_of(pieces, pack);
    cite(site, pieces, situation.pack(), activity);

    for (const auto& text : activity.not_evaluated) site.officer_reasons.push_back(text);
    for (const auto& text : activity.meant.doubts) site.officer_reasons.push_back(text);
    list_unmeasured(site, pieces, situation.pack());
    site.needs_officer = !site.officer_reasons.empty();
    site.prohibited_by = prohibiting(pieces);
    add_existing_use(site, existing_use(history, site.verdict, site.prohibited_by, pack, situation.options().as_of));
}

}  // namespace petasentra::conformance
