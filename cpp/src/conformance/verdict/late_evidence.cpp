#include "late_evidence.hpp"

#include "conformance/sites/site_shape.hpp"

namespace petasentra::conformance {

void DistancesAfterwards::add_to(SiteVerdict& site, std::size_t row) const {
    SiteShape shape(m_sites->geometry, row);
    const auto& distances = m_laws[row]->distances;
    for (std::size_t i = 0; i < site.distances.size(); ++i) {
        auto& test = site.distances[i];
        if (test.outcome != Outcome::met) continue;
        const auto& rule = m_pack->law().instruments[test.instrument].distance_rules[test.rule];
        test.nearest = distances[i].features->nearest(shape.from(rule.measured_from), site.site_id, rule.min_m);
    }
}

}  // namespace petasentra::conformance
