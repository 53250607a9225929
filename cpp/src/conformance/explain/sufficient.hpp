#pragma once
#include <span>

#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// Rules that make the verdict of a site what it is without any other: were everything else silent, it would be no better.
/// None of them can be left out.
struct Sufficient {
    std::vector<AppliedRule> rules;   ///< one of each
    std::vector<std::size_t> gaps;    ///< pieces that lack a rule, one for each kind of gap
    std::vector<std::size_t> pieces;  ///< on which they speak against it or give it, among the pieces of the site
    double share = 0.0;               ///< of the site that these pieces cover, ground counted once
};

/// The minimal sufficient sets behind the verdict of a site, those of the most ground first. Two prohibitions of which
/// each suffices are two sets. Where the pack lets a part of the ground not conform (conforming_share below 1) and no
/// rule takes more than that by itself, there is one set of several: the fewest found by taking the largest first.
/// `pieces` are those of the site, judged. O(rules x pieces), and overlays of ground where zones overlap.
[[nodiscard]] std::vector<Sufficient> sufficient_sets(const SiteVerdict& site, std::span<const Piece> pieces,
                                                      const BoundPack& pack);

}  // namespace petasentra::conformance
