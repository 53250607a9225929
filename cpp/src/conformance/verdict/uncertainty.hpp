#pragma once
#include <span>

#include "measures.hpp"

namespace petasentra::conformance {

/// How far borders may lie elsewhere at a site, and why that is not known.
struct MapAccuracy {
    std::optional<double> metres;       ///< 90% error: the largest of the instruments that govern decisive pieces
    std::vector<std::size_t> unstated;  ///< of them those that state no accuracy, in the order of the pack
};
[[nodiscard]] MapAccuracy map_accuracy(std::span<const Piece> pieces, const Situation& situation);

/// The largest accuracy of any instrument: borders farther than this from a site never flag it.
[[nodiscard]] double largest_error_m(const law::PlanPack& pack) noexcept;

/// Borders are looked for this many times the accuracy away from a site: 3.3 standard deviations.
inline constexpr double reach_in_errors = 2.0;

/// How far beyond a site ground can matter to its uncertainty, in metres; 0 where none is asked for or stated.
[[nodiscard]] double seen_beyond_m(const law::PlanPack& pack, const CheckOptions& options) noexcept;

/// A site whose verdict is known, with what it takes to judge the ground around it.
struct Surroundings {
    const MeasuredSite& site;
    const ActivityLaw& activity;
    std::span<const DistanceTest> distances;
    Measures& measures;
    Cutter& cutter;
    double border_at_least_m;  ///< no border at which a verdict can change is nearer
};

/// Step 11 of the contract: share_min, share_max, the probability that enough conforms, and `boundary_uncertain`.
/// Borders are those of parts of at least sliver_m2, as far as they are seen; smaller ones count as they lie in the
/// interval, and as what surrounds them in the chance, for they decide nothing.
void add_uncertainty(SiteVerdict& verdict, std::span<const Piece> pieces, const Situation& situation,
                     Surroundings around);

}  // namespace petasentra::conformance
