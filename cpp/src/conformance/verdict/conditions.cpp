// Step 4 of the contract: conditions of a cell that compute.
#include <algorithm>
#include <petasentra/law/predicate.hpp>

#include "measures.hpp"

namespace petasentra::conformance {

Measures::Measures(const Situation& situation, const MeasuredSite& site, Cutter& cutter)
    : m_situation(situation), m_site(site), m_cutter(cutter) {}

void Measures::same_activity(ConditionTest& test, double threshold_m, const AskedActivity& activity) {
    const auto* places = m_situation.same_activity(test.instrument, activity.word);
    if (places == nullptr) {
        test.why = Unmeasured::layer_not_held;
        return;
    }
    const auto key = std::pair(test.instrument, activity.word);
    auto known = m_same_activity.find(key);
    if (known == m_same_activity.end())
        known = m_same_activity.emplace(key, places->nearest(m_site.shape.outline(), m_site.id, threshold_m)).first;
    test.nearest = known->second;
    test.measure = test.nearest.metres;
    if (test.measure < threshold_m - law::distance_slack_m)
        test.outcome = Outcome::failed;
    else if (!places->complete())
        test.why = Unmeasured::layer_not_held;
    else if (!activity.known)
        test.why = Unmeasured::activity_not_known;
    else
        test.outcome = Outcome::met;
}

std::optional<double> Measures::share_of_zone(const Piece& piece) {
    const auto key = std::pair(piece.layer, piece.zone_code);
    if (const auto known = m_zone_share.find(key); known != m_zone_share.end()) return known->second;
    std::optional<double> share;
    const auto& zones = m_situation.zone_class(piece.layer, piece.zone_code);
    if (zones.area_m2 > 0.0) {
        std::vector<geometry::Shape> grounds;
        auto covered = 0.0;
        bool whole = false;
        for (auto& cut : m_cutter.query(piece.layer).cut(m_site.shape.shape(), 2)) {
            if (!std::binary_search(zones.rows.begin(), zones.rows.end(), cut.zone)) continue;
            whole = whole || cut.whole;
            covered = cut.measure;
            grounds.push_back(std::move(cut.ground));
        }
        if (whole) {
            covered = m_site.measure;
        } else if (grounds.size() > 1) {
            // Features of one code may lie over one another: their ground counts once.
            std::vector<const geometry::Shape*> all;
            for (const auto& ground : grounds) all.push_back(&ground);
            covered = geometry::Shape::union_of(all).area();
        }
        share = covered / zones.area_m2;
    }
    m_zone_share.emplace(key, share);
    return share;
}

ConditionTest Measures::test(std::size_t instrument, std::size_t number, const AskedActivity& activity,
                             const Piece& piece) {
    const auto& condition = m_situation.pack().law().instruments[instrument].conditions[number];
    ConditionTest test;
    test.instrument = instrument;
    test.condition = number;
    const auto predicate = law::predicate_of(condition);
    const auto threshold = law::threshold_of(condition);
    if (predicate == law::Predicate::unknown)
        test.why = Unmeasured::predicate_unknown;
    else if (!threshold)
        test.why = Unmeasured::threshold_unusable;
    else if (predicate == law::Predicate::min_distance_same_activity)
        same_activity(test, *threshold, activity);
    else if (m_site.dimension != 2)
        test.why = Unmeasured::not_an_area;
    else if (predicate == law::Predicate::max_share_of_lot && !m_site.values.activity_area_m2)
        test.why = Unmeasured::value_missing;
    else if (predicate == law::Predicate::max_share_of_lot)
        test.measure = *m_site.values.activity_area_m2 / m_site.measure;
    else if (const auto share = piece.zone < 0 ? std::nullopt : share_of_zone(piece))
        test.measure = *share;
    else
        test.why = Unmeasured::no_zone;
    if (predicate != law::Predicate::min_distance_same_activity && test.why == Unmeasured::none)
        test.outcome = test.measure <= *threshold + law::share_slack ? Outcome::met : Outcome::failed;
    return test;
}

}  // namespace petasentra::conformance
