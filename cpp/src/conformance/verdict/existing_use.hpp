#pragma once
#include <petasentra/conformance/check.hpp>
#include <petasentra/conformance/timeline.hpp>
#include <span>
#include <vector>

#include "history.hpp"

namespace petasentra::conformance {

/// Step 10 of the plan-pack contract: what a use that is already there may count on.
struct ExistingUse {
    /// From the state that serves the use best to the one that serves it least, where it does not conform.
    enum class State { none, conforming, tolerated, non_conforming_until, undecided, unlawful };
    State state = State::none;
    std::optional<core::Date> until;  ///< first day no longer covered; only for non_conforming_until
    std::string basis;   ///< article of the transition that covers it, several joined with "; "; else empty
    core::Text summary;  ///< one sentence; empty for none
    std::vector<core::Text> reasons;      ///< how it was found, transition by transition
    std::vector<std::string> unverified;  ///< "instrument#article" of the transitions it rests on that nobody has seen
};
[[nodiscard]] const char* to_string(ExistingUse::State state) noexcept;

/// The state on a day.
///
/// `verdict` is the site's, `prohibited_by` the instruments whose rules prohibit on decisive ground. Before its first
/// day there is no use. A conforming verdict: conforming; another that is not prohibited: undecided. Prohibited: the
/// worst answer of the instruments that prohibit, an answer being
///
///     begun on or after its entry into force   unlawful; undecided if a permit was valid on the day it began
///     no transitions in the instrument         undecided: the pack is silent
///     a transition covers the day              of the most favourable: open: tolerated, else non_conforming_until
///     none applies, or all are over            unlawful
///
/// permit_valid applies with a permit issued before the entry into force and unexpired on that day; permit_expiry ends
/// with the last of those, and never with one that does not run out. Where an unclear history could change the answer
/// it is undecided.
[[nodiscard]] ExistingUse existing_use(const History& history, law::Verdict verdict,
                                       std::span<const std::size_t> prohibited_by, const law::PlanPack& pack,
                                       core::Date as_of);

/// Instruments with a rule that by itself gives a decisive piece the verdict prohibited; ascending.
[[nodiscard]] std::vector<std::size_t> prohibiting(std::span<const Piece> pieces);

/// Writes the state into the row, with its doubts.
void add_existing_use(SiteVerdict& site, const ExistingUse& use);

/// A day on which the state may change while the law stays, and what happens on it.
struct UseEvent {
    core::Date day;
    Cause cause;
    core::Text words;
};
/// By day; the beginning of the use, and the ends of transitions of the instruments that prohibit.
[[nodiscard]] std::vector<UseEvent> use_events(const History& history, std::span<const std::size_t> prohibited_by,
                                               const law::PlanPack& pack);

}  // namespace petasentra::conformance
