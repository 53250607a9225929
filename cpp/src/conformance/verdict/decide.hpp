#pragma once
#include <span>

#include "conformance/situation/situation.hpp"
#include "history.hpp"

namespace petasentra::conformance {

/// Steps 9, 10 and 12: from judged pieces to the verdict of the site. Marks which pieces are decisive. `site` brings its
/// identity and measure; the rest is filled in.
void decide(SiteVerdict& site, std::span<Piece> pieces, const Situation& situation, const ActivityLaw& activity,
            const History& history);

/// A condition that holds on a piece, and the instrument that numbers it.
struct HeldCondition {
    std::size_t instrument;
    std::string id;
};
/// The conditions that the verdict of a piece rests on, each once: of every cell in effect where it conforms, else of the
/// cells that give the verdict.
[[nodiscard]] std::vector<HeldCondition> conditions_of(const Piece& piece, const law::PlanPack& pack);

/// Article and instrument of a rule, for citations. The article id is empty where the rule names none.
[[nodiscard]] std::string article_of(const law::PlanPack& pack, const AppliedRule& rule);

}  // namespace petasentra::conformance
