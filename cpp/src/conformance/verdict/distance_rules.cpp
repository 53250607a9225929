// Step 7 of the contract: how far the site lies from what rules keep it away from.
#include <petasentra/law/predicate.hpp>

#include "measures.hpp"

namespace petasentra::conformance {

DistanceTest Measures::measured(const DistanceGround& ground) {
    const auto& instrument = m_situation.pack().law().instruments[ground.instrument];
    const auto& rule = instrument.distance_rules[ground.rule];
    DistanceTest test{ground.instrument, ground.rule, ground.turned, Outcome::not_computed, Unmeasured::none, {}};
    const auto& from = m_site.shape.from(rule.measured_from);
    // What lies farther than the rule asks for is not looked for: it is evidence, found when somebody asks for it.
    test.nearest = ground.features->nearest_within(from, m_site.id, rule.min_m);
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
    if (test.outcome == Outcome::not_computed) test.nearest = ground.features->nearest(from, m_site.id, rule.min_m);
    return test;
}

std::vector<DistanceTest> Measures::distances(const ActivityLaw& law) {
    std::vector<DistanceTest> tests;
    tests.reserve(law.distances.size());
    for (const auto& ground : law.distances) tests.push_back(measured(ground));
    return tests;
}

}  // namespace petasentra::conformance
