#include "pieces.hpp"
#include "site_pieces.hpp"

namespace petasentra::conformance {
namespace {

using Lies = SitePortions::Lies;

/// One site while its pieces are made out.
class ByPortions {
  public:
    ByPortions(const SitePortions& site, const ActivityLaw& activity) : m_site(site), m_activity(activity) {}

    std::optional<Measured> pieces() {
        if (!find_zones() || !apply_rules()) return std::nullopt;
        if (m_site.polygon) {
            const auto border_m = m_borders_m + border_m_of_site();
            if (!bound_borders(m_pieces, border_m, m_site.pack.law().tolerance)) return std::nullopt;
        }
        return measured(m_site, std::move(m_pieces));
    }

  private:
    [[nodiscard]] double border_m_of_site() const { return conformance::border_m(m_site.sites, m_site.row); }

    // Steps 1 and 2. False where these measures do not tell.
    bool find_zones() {
        const auto rdtr = only_one(m_site.all.rdtr);
        if (!rdtr) return false;
        if (*rdtr != nullptr)
            return m_site.lies_in(*m_site.all.of((*rdtr)->second)) == Lies::within && add_zones(**rdtr);
        if (m_site.all.rtrw.empty()) return add_rest(m_site.measure);
        const auto rtrw = only_one(m_site.all.rtrw);
        if (!rtrw) return false;
        if (*rtrw == nullptr) return add_rest(m_site.measure);
        if (!add_zones(**rtrw)) return false;
        const auto outside = m_site.all.of((*rtrw)->second)->outside(m_site.number);
        return outside <= m_site.nothing || add_rest(outside);
    }

    // The one plan that has any of the site, null if none has; nothing where several have or one is not held.
    [[nodiscard]] std::optional<const GoverningPlan*> only_one(const std::vector<GoverningPlan>& plans) const {
        const GoverningPlan* found = nullptr;
        for (const auto& plan : plans) {
            const auto* portions = m_site.all.of(plan.second);
            if (portions == nullptr) return std::nullopt;
            if (m_site.lies_in(*portions) == Lies::outside) continue;
            if (found != nullptr) return std::nullopt;
            found = &plan;
        }
        return found;
    }

    bool add_zones(const GoverningPlan& plan) {
        const auto& portions = *m_site.all.of(plan.second);
        if (portions.more_than_once[m_site.number] > m_site.nothing) return false;
        for (auto row = portions.begin(m_site.number); row < portions.rest(m_site.number); ++row) {
            const auto feature = static_cast<std::size_t>(portions.feature[row]);
            auto piece = m_site.piece_in(plan, feature);
            if (!piece) return false;
            piece->measure = portions.measure[row];
            // A site that one zone has all of has no border but its own.
            if (m_site.polygon && piece->measure < m_site.measure - m_site.nothing)
                m_borders_m += plan.second->border_m(feature);
            m_pieces.push_back(std::move(*piece));
        }
        return true;
    }

    bool add_rest(double measure) {
        m_pieces.push_back(m_site.piece_outside());
        m_pieces.back().measure = measure;
        return true;
    }

    // Where the ground of a rule has a part of the site, it is known which part of a piece that is only if there is but
    // one piece and one such rule.
    bool apply_rules() {
        const RuleGround* dividing = nullptr;
        for (const auto& rule : m_activity.rules) {
            switch (m_site.lies_in(*m_site.all.of(rule.ground))) {
                case Lies::outside:
                    break;
                case Lies::within:
                    for (auto& piece : m_pieces) {
                        if (speaks_on(rule, piece)) piece.rules.push_back({rule.kind, rule.instrument, rule.rule});
                    }
                    break;
                case Lies::partly:
                    if (dividing != nullptr || m_pieces.size() != 1) return false;
                    if (!speaks_on(rule, m_pieces.front())) break;
                    dividing = &rule;
                    divide(rule);
            }
        }
        return true;
    }

    void divide(const RuleGround& rule) {
        const auto& portions = *m_site.all.of(rule.ground);
        auto& whole = m_pieces.front();
        Piece under;
        static_cast<PieceFacts&>(under) = whole;
        under.rules.push_back({rule.kind, rule.instrument, rule.rule});
        whole.measure = portions.outside(m_site.number);
        under.measure = m_site.measure - whole.measure;
        m_pieces.push_back(std::move(under));
        if (!m_site.polygon) return;
        for (auto row = portions.begin(m_site.number); row < portions.rest(m_site.number); ++row)
            m_borders_m += rule.ground->border_m(static_cast<std::size_t>(portions.feature[row]));
    }

    const SitePortions& m_site;
    const ActivityLaw& m_activity;
    std::vector<Piece> m_pieces;
    double m_borders_m = 0.0;
};

}  // namespace

std::optional<Measured> pieces_by_portions(const SitePortions& site, const ActivityLaw& activity) {
    if (site.measure <= 0.0) return std::nullopt;
    return ByPortions(site, activity).pieces();
}

}  // namespace petasentra::conformance
