#pragma once
#include <petasentra/conformance/explain.hpp>
#include <span>

namespace petasentra::conformance {

/// What is enough for the verdict of a site by itself, a branch for each set. Its fact `pieces` tells them by their place
/// among the pieces of the site, from 0; its branches are the rules, or the lack of one.
[[nodiscard]] std::vector<Reason> sufficient_reasons(const SiteVerdict& site, std::span<const Piece> pieces,
                                                     const CheckResult& result);

/// matrix | area | overlay | distance | intensity
[[nodiscard]] const char* word_of(AppliedRule::Kind kind);
/// As the pack names the rule; empty for the matrix and for bounds on building.
[[nodiscard]] std::string id_of(const AppliedRule& rule, const law::Instrument& instrument);

}  // namespace petasentra::conformance
