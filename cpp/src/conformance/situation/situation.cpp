#include "situation.hpp"

#include <algorithm>

namespace petasentra::conformance {

namespace {

core::Text not_evaluated(const law::Instrument& instrument, const std::string& rule, const std::string& why_id,
                         const std::string& why_en) {
    return {"Ketentuan \"" + rule + "\" (" + instrument.citation() + ") " + why_id + "; periksa secara manual.",
            "Rule \"" + rule + "\" (" + instrument.citation() + ") " + why_en + "; check it by hand."};
}

}  // namespace

Situation::Situation(const BoundPack& pack, const CheckOptions& options) : m_pack(pack), m_options(options) {
    m_in_force = law::in_force(pack.law(), options.as_of, options.known_on);
    for (const auto i : m_in_force) {
        const auto level = pack.law().instruments[i].level;
        if (level == law::Level::rdtr)
            m_rdtr.push_back(i);
        else if (law::is_governing(level))
            m_rtrw.push_back(i);
    }
    const auto note_scale = [&](const auto& rules) {
        for (const auto& rule : rules) {
            if (!rule.scale.empty()) m_scaled.push_back({&rule.activities, rule.scale});
        }
    };
    for (const auto i : m_in_force) {
        const auto& instrument = pack.law().instruments[i];
        note_scale(instrument.area_rules);
        note_scale(instrument.overlay_rules);
        note_scale(instrument.distance_rules);
    }
}

bool Situation::holds(const BoundLayer& layer, std::size_t row) const {
    const auto day = m_options.as_of;
    if (!layer.valid_from.empty() && layer.valid_from[row] && *layer.valid_from[row] > day) return false;
    return layer.valid_to.empty() || !layer.valid_to[row] || day < *layer.valid_to[row];
}

const Neighbours* Situation::same_activity(std::size_t instrument, const std::string& activity) const {
    const auto found = m_same_activity.find({instrument, activity});
    return found == m_same_activity.end() ? nullptr : found->second;
}

const FeatureGround* Situation::zones_of(std::size_t instrument) const {
    const auto* link = m_pack.law().instruments[instrument].zones();
    const auto* layer = link == nullptr ? nullptr : m_pack.layer(instrument, link->id);
    return layer == nullptr ? nullptr : &ground_of(*layer, {});
}

const FeatureGround& Situation::ground_of(const BoundLayer& layer, const std::vector<std::string>& codes) const {
    auto rows = m_pack.rows_of(layer, codes);
    std::erase_if(rows, [&](std::uint32_t row) { return !holds(layer, row); });
    return m_pack.ground(layer, std::move(rows));
}

const ActivityLaw& Situation::activity(const Asked& asked) {
    const auto found = m_activities.find(asked);
    if (found != m_activities.end()) return found->second;
    const auto& pack = m_pack.law();
    ActivityLaw law;
    law.word = asked.word;
    law.meant = understand(pack, asked, m_scaled);
    const auto speaks = [&](const auto& rule) {
        return std::any_of(law.meant.readings.begin(), law.meant.readings.end(), [&](const Reading& reading) {
            return speaks_in(reading, law.meant.match.how, rule.activities, rule.scale);
        });
    };
    for (const auto i : m_in_force) {
        const auto& instrument = pack.instruments[i];
        auto add = [&](AppliedRule::Kind kind, std::size_t r, const auto& rule) {
            if (!speaks(rule)) return;
            if (const auto* layer = m_pack.layer(i, rule.layer)) {
                law.rules.push_back({kind, i, r, &ground_of(*layer, rule.codes)});
            } else {
                law.not_evaluated.push_back(not_evaluated(instrument, rule.id,
                                                          "tidak dapat diuji karena lapisannya tidak tersedia",
                                                          "cannot be tested because its layer is not held"));
            }
        };
        for (std::size_t r = 0; r < instrument.area_rules.size(); ++r)
            add(AppliedRule::Kind::area, r, instrument.area_rules[r]);
        for (std::size_t r = 0; r < instrument.overlay_rules.size(); ++r)
            add(AppliedRule::Kind::overlay, r, instrument.overlay_rules[r]);
    }
    add_distances(law);
    prepare_same_activity(law);
    return m_activities.emplace(asked, std::move(law)).first->second;
}

}  // namespace petasentra::conformance
