#include "explain_measures.hpp"

#include <cmath>
#include <petasentra/law/predicate.hpp>

#include "conformance/verdict/reasons.hpp"
#include "evidence_words.hpp"

namespace petasentra::conformance {

namespace {

void add_measure(Reason& reason, const Nearest& nearest, const BoundPack& pack) {
    if (nearest.layer == no_index) return;
    reason.facts.insert(reason.facts.end(), {{"distance_m", nearest.metres},
                                             {"nearest", feature_label(nearest, pack)},
                                             {"nearest_layer", pack.layers()[nearest.layer].id},
                                             {"nearest_row", static_cast<double>(nearest.row)},
                                             {"site_x", nearest.on_site.x},
                                             {"site_y", nearest.on_site.y},
                                             {"nearest_x", nearest.on_feature.x},
                                             {"nearest_y", nearest.on_feature.y}});
}

const char* word_of(Outcome outcome) {
    return outcome == Outcome::met ? "met" : outcome == Outcome::failed ? "failed" : "not_computed";
}

}  // namespace

Reason condition_reason(const Piece& piece, std::size_t i, const std::string& id, const BoundPack& pack) {
    const auto& instrument = pack.law().instruments[i];
    const auto* condition = instrument.condition(id);
    if (condition == nullptr) {
        return {"condition",
                {id + ": bunyi syarat tidak ada pada paket", id + ": the pack does not have its words"},
                {{"condition", id}},
                {}};
    }
    Reason reason{"condition",
                  {id + ": " + condition->text.id, id + ": " + condition->text.en},
                  {{"condition", id}, {"kind", condition->kind}, {"verified", condition->verified}},
                  {}};
    for (const auto& test : piece.conditions) {
        if (test.instrument != i || &instrument.conditions[test.condition] != condition) continue;
        Reason measured{"measure", words_of(test, pack), {{"outcome", std::string(word_of(test.outcome))}}, {}};
        const bool share = law::predicate_of(*condition) != law::Predicate::min_distance_same_activity;
        if (share && test.outcome != Outcome::not_computed) measured.facts.emplace_back("share", test.measure);
        if (const auto threshold = law::threshold_of(*condition)) measured.facts.emplace_back("threshold", *threshold);
        add_measure(measured, test.nearest, pack);
        reason.because.push_back(std::move(measured));
    }
    return reason;
}

Reason distance_reason(const DistanceTest& test, const BoundPack& pack) {
    const auto& rule = pack.law().instruments[test.instrument].distance_rules[test.rule];
    const auto cited = citation_of({AppliedRule::Kind::distance, test.instrument, test.rule}, pack.law());
    const auto words = words_of(test, pack);
    Reason reason{"distance", {cited.id + ": " + words.id, cited.en + ": " + words.en}, {}, {}};
    reason.facts = {{"rule", rule.id},         {"instrument", pack.law().instruments[test.instrument].id},
                    {"article", rule.article}, {"outcome", std::string(word_of(test.outcome))},
                    {"min_m", rule.min_m},     {"measured_from", rule.measured_from},
                    {"turned", test.turned}};
    add_measure(reason, test.nearest, pack);
    return reason;
}

Reason intensity_reason(const IntensityTest& test, const law::PlanPack& pack) {
    const auto words = words_of(test, pack);
    Reason reason{"intensity", words, {{"outcome", std::string(word_of(test.outcome))}, {"bound", test.bound}}, {}};
    if (std::isfinite(test.value)) reason.facts.emplace_back("value", test.value);
    return reason;
}

}  // namespace petasentra::conformance
