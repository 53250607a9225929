#pragma once
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/text.hpp>
#include <span>
#include <string>

namespace petasentra::conformance {

/// "T1 tidak terpenuhi: 35,0 % luas tapak (paling banyak 20,0 %)"; "T3 terpenuhi: ..."; "T3 tidak dapat dihitung: ...".
[[nodiscard]] core::Text words_of(const ConditionTest& test, const BoundPack& pack);
/// "99,9 m dari SDN 1 (sekolah), kurang dari 300,0 m", or why it was not measured.
[[nodiscard]] core::Text words_of(const DistanceTest& test, const BoundPack& pack);
/// "KDB 70,0 (paling banyak 60,0)", or that the site does not state it.
[[nodiscard]] core::Text words_of(const IntensityTest& test, const law::PlanPack& pack);

/// The conditions and bounds that were not met, for a rule that says prohibited because of them; empty if none.
[[nodiscard]] core::Text broken_words(const AppliedRule& rule, const Piece& piece, const SiteVerdict& site,
                                      const BoundPack& pack);

/// A feature for people: its name, else its code or the id of its site, else its row; with its layer.
[[nodiscard]] std::string feature_label(const Nearest& nearest, const BoundPack& pack);

/// Whatever could not be measured and may matter, for the officer: conditions on decisive conforming pieces, distance
/// rules that could neither be called kept nor broken.
void list_unmeasured(SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack);

}  // namespace petasentra::conformance
