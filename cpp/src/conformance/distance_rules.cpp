// Step 7 of the contract: how far the site lies from what rules keep it away from.
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/law/predicate.hpp>

#include "measures.hpp"

namespace petasentra::conformance {

const zoning::Outline& Measures::outline() {
    if (!m_outline) m_outline.emplace(m_site.geometry, m_site.row);
    return *m_outline;
}

DistanceTest Measures::measured(const DistanceGround& ground) {
    const auto& instrument = m_situation.pack().law().instruments[ground.instrument];
    const auto& rule = instrument.distance_rules[ground.rule];
    DistanceTest test{ground.instrument, ground.rule, ground.turned, Outcome::not_computed, Unmeasured::none, {}};
    if (rule.measured_from == "centroid" && !m_centre) {
        const auto place = geometry::centroid_of(m_site.shape);
        m_centre.emplace(geometry::Point{place.x, place.y});
    }
    const auto& from = rule.measured_from == "centroid" ? *m_centre : outline();
    test.nearest = ground.features->nearest(from, m_site.id, rule.min_m);
    const auto* receptor = instrument.layer(rule.receptor);
    const bool line_for_bank = !ground.turned && rule.measured_to == "bank" && receptor->represents == "centreline";
    if (test.nearest.metres < rule.min_m - law::distance_slack_m) {
        // The bank is nearer than the middle of the river: too near to one is too near to the other.
        test.outcome = Outcome::failed;
    } else if (!ground.features->complete()) {
        test.why = Unmeasured::layer_not_held;
    } else if (line_for_bank) {
        test.why = Unmeasured::centreline_only;
    } else {
        test.outcome = Outcome::met;
    }
    return test;
}

std::vector<DistanceTest> Measures::distances(const ActivityLaw& law) {
    std::vector<DistanceTest> tests;
    for (const auto& ground : law.distances) tests.push_back(measured(ground));
    return tests;
}

}  // namespace petasentra::conformance
