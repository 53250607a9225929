#pragma once
#include <map>
#include <span>
#include <vector>

#include "conformance/sites/usable.hpp"
#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// How far sites lie, at least, from every border at which a verdict can change: of the zones of governing plans and of
/// the ground of rules. Sites far from all of them need no geometry to know that no border moves over them.
class BorderDistances {
  public:
    /// Looks at those of `rows` without a fault; `faults` are of all sites, `laws` of the rows. `sites` in the CRS of the
    /// pack. The distance is taken from the middle of a site's bounds, on all threads.
    BorderDistances(const layer::Layer& sites, std::span<const std::size_t> rows, std::span<const Fault> faults,
                    const Situation& situation, std::span<const ActivityLaw* const> laws, const core::Control& control);

    /// A lower bound in metres; infinity where there is no border at all, 0 where nothing is known.
    [[nodiscard]] double at_least_m(std::size_t row, const ActivityLaw& activity) const;

  private:
    void measure(const FeatureGround& ground, const core::Control& control);

    std::vector<double> m_middle;        ///< x, y pairs
    std::vector<double> m_radius;        ///< from the middle to a corner of the bounds
    std::vector<std::int64_t> m_number;  ///< of each site; -1 for those left out
    std::vector<const FeatureGround*> m_zones;
    std::map<const FeatureGround*, std::vector<double>> m_metres;  ///< from the middle, by number
};

}  // namespace petasentra::conformance
