#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>
#include <utility>
#include <vector>

#include "conformance/situation/feature_ground.hpp"

namespace petasentra::conformance {

/// What sites have in the features of one ground, sites one after the other: a row for each feature, and a last one for
/// what all of them leave.
struct Portions {
    std::vector<std::size_t> first;     ///< row of each site, and one more
    std::vector<std::int64_t> feature;  ///< in the numbers of the ground
    std::vector<double> measure;
    std::vector<double> more_than_once;  ///< one a site

    [[nodiscard]] std::size_t begin(std::size_t site) const { return first[site]; }
    [[nodiscard]] std::size_t rest(std::size_t site) const { return first[site + 1] - 1; }
    [[nodiscard]] double outside(std::size_t site) const { return measure[rest(site)]; }

    void add(const zoning::SiteShares& shares);
    void add(const zoning::LocatedAll& located);

  private:
    void end_sites(std::size_t from);
};

/// A plan that gives the base verdict: its instrument, and its zones or null where they are not held.
using GoverningPlan = std::pair<std::size_t, const FeatureGround*>;

/// What the sites of one check have in all the grounds of its law.
struct AllPortions {
    std::vector<GoverningPlan> rdtr;
    std::vector<GoverningPlan> rtrw;
    std::map<const FeatureGround*, std::unique_ptr<Portions>> of_ground;
    std::vector<double> measure;  ///< of each site by itself: m2, or 1 for a point

    /// Null where that ground was not asked for.
    [[nodiscard]] const Portions* of(const FeatureGround* ground) const;
};

}  // namespace petasentra::conformance
