#include "sufficient.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "conformance/pieces/overlaps.hpp"
#include "conformance/pieces/pieces.hpp"

namespace petasentra::conformance {

namespace {

/// Which rule it is, on whatever piece; a gap stands for the rule that is missing.
using Speaker = std::tuple<AppliedRule::Kind, std::size_t, std::size_t, bool, Gap>;

/// The pieces on which one speaker says anything but yes, and those on which it gives the site its verdict.
struct Speech {
    std::vector<AppliedRule> rule;  // one, none for a gap
    std::vector<std::size_t> gap;   // one, none for a rule
    std::vector<std::size_t> against;
    bool gives = false;
};

class Sets {
  public:
    Sets(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack)
        : m_site(site), m_pieces(pieces), m_pack(pack), m_apart(lie_apart(pieces, site.measure)) {
        const bool conforming = law::is_conforming(site.verdict);
        for (std::size_t p = 0; p < pieces.size(); ++p) {
            const auto& piece = pieces[p];
            // Under a verdict that conforms only the ground that has it is a reason for it.
            if (conforming && (!piece.decisive || piece.verdict != site.verdict)) continue;
            if (law::is_conforming(piece.verdict) != conforming) continue;
            add(p, conforming);
        }
        // A part may fail the site: that much must speak against it.
        m_may_fail = conforming ? -1.0 : 1.0 - pack.law().tolerance.conforming_share + rounding_slack;
    }

    std::vector<Sufficient> minimal() const {
        std::vector<Sufficient> sets;
        for (const auto& [speaker, speech] : m_speeches) {
            if (!speech.gives) continue;
            auto one = together({&speech});
            if (one.share > m_may_fail) sets.push_back(std::move(one));
        }
        if (sets.empty() && !m_speeches.empty()) sets.push_back(several());
        std::stable_sort(sets.begin(), sets.end(),
                         [](const Sufficient& a, const Sufficient& b) { return a.share > b.share; });
        return sets;
    }

  private:
    void add(std::size_t p, bool conforming) {
        const auto& piece = m_pieces[p];
        bool given = false;
        for (const auto& rule : piece.rules) {
            if (rule.replaced || (conforming ? !rule.gives : law::is_conforming(rule.says))) continue;
            given = given || rule.gives;
            auto& speech = m_speeches[{rule.kind, rule.instrument, rule.rule, rule.turned, Gap::none}];
            if (speech.rule.empty()) speech.rule.push_back(rule);
            note(speech, p, rule.gives);
        }
        if (given) return;
        auto& speech = m_speeches[{AppliedRule::Kind::matrix, piece.instrument, no_index, false, piece.gap}];
        if (speech.gap.empty()) speech.gap.push_back(p);
        note(speech, p, true);
    }
    void note(Speech& speech, std::size_t p, bool gives) const {
        speech.against.push_back(p);
        const auto& piece = m_pieces[p];
        speech.gives = speech.gives || (gives && piece.decisive && piece.verdict == m_site.verdict);
    }

    Sufficient together(const std::vector<const Speech*>& speeches) const {
        Sufficient set;
        for (const auto* speech : speeches) {
            set.rules.insert(set.rules.end(), speech->rule.begin(), speech->rule.end());
            set.gaps.insert(set.gaps.end(), speech->gap.begin(), speech->gap.end());
            set.pieces.insert(set.pieces.end(), speech->against.begin(), speech->against.end());
        }
        std::sort(set.pieces.begin(), set.pieces.end());
        set.pieces.erase(std::unique(set.pieces.begin(), set.pieces.end()), set.pieces.end());
        std::vector<const Piece*> some;
        auto sum = 0.0;
        for (const auto p : set.pieces) {
            some.push_back(&m_pieces[p]);
            sum += m_pieces[p].measure;
        }
        set.share = (m_apart ? sum : covered_once(some, m_pack, m_site.dimension)) / m_site.measure;
        return set;
    }

    /// The largest first until it is too much, then without those that were not needed.
    Sufficient several() const {
        std::vector<std::pair<double, const Speech*>> by_share;
        for (const auto& [speaker, speech] : m_speeches) by_share.emplace_back(together({&speech}).share, &speech);
        std::stable_sort(by_share.begin(), by_share.end(), [](const auto& a, const auto& b) {
            return std::pair(a.second->gives, a.first) > std::pair(b.second->gives, b.first);
        });
        std::vector<const Speech*> taken;
        for (const auto& [share, speech] : by_share) {
            taken.push_back(speech);
            if (together(taken).share > m_may_fail) break;
        }
        const auto suffices = [&](const std::vector<const Speech*>& some) {
            return std::any_of(some.begin(), some.end(), [](const Speech* one) { return one->gives; }) &&
                   together(some).share > m_may_fail;
        };
        for (auto i = taken.size(); i-- > 0;) {
            auto fewer = taken;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            if (suffices(fewer)) taken = std::move(fewer);
        }
        return together(taken);
    }

    const SiteVerdict& m_site;
    std::span<const Piece> m_pieces;
    const BoundPack& m_pack;
    bool m_apart;
    double m_may_fail = 0.0;
    std::map<Speaker, Speech> m_speeches;
};

}  // namespace

std::vector<Sufficient> sufficient_sets(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack) {
    return Sets(site, pieces, pack).minimal();
}

}  // namespace petasentra::conformance
