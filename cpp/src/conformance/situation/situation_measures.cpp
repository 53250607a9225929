// What distances are measured to and shares are taken of, made once a check.
#include <algorithm>
#include <petasentra/law/predicate.hpp>

#include "situation.hpp"

namespace petasentra::conformance {

bool speaks_in(const Reading& reading, const ActivityLaw& law, const law::DistanceRule& rule, bool turned) {
    if (!turned) return speaks_in(reading, law.meant.match.how, rule.activities, rule.scale);
    return rule.both_ways && (reading.id == rule.receptor || law.word == rule.receptor);
}

template <class Which, class Wanted>
const Neighbours* Situation::neighbours(const std::string& key, std::span<const std::size_t> instruments, Which which,
                                        Wanted wanted) {
    if (const auto known = m_neighbours.find(key); known != m_neighbours.end()) return &known->second;
    Neighbours made(m_pack);
    bool any = false;
    for (const auto instrument : instruments) {
        for (const auto& link : m_pack.law().instruments[instrument].layers) {
            if (!which(link)) continue;
            any = true;
            const auto* layer = m_pack.layer(instrument, link.id);
            if (layer == nullptr) {
                made.miss_a_layer();
                continue;
            }
            std::vector<std::uint32_t> rows;
            for (std::uint32_t row = 0; row < layer->data.size(); ++row) {
                if (holds(*layer, row) && wanted(*layer, row)) rows.push_back(row);
            }
            made.add(*layer, rows);
        }
    }
    if (!any) made.miss_a_layer();
    return &m_neighbours.emplace(key, std::move(made)).first->second;
}

void Situation::add_distances(ActivityLaw& law) {
    const auto is_existing = [](const law::LayerLink& link) { return link.role == law::LayerRole::existing; };
    for (const auto i : m_in_force) {
        const auto& rules = m_pack.law().instruments[i].distance_rules;
        for (std::size_t r = 0; r < rules.size(); ++r) {
            const auto& rule = rules[r];
            const auto speaks = [&](bool turned) {
                return std::any_of(law.meant.readings.begin(), law.meant.readings.end(),
                                   [&](const Reading& reading) { return speaks_in(reading, law, rule, turned); });
            };
            if (speaks(false)) {
                const auto* features = neighbours(
                    std::to_string(i) + "/layer/" + rule.receptor, std::span(&i, 1),
                    [&](const law::LayerLink& link) { return link.id == rule.receptor; },
                    [](const BoundLayer&, std::size_t) { return true; });
                law.distances.push_back({i, r, false, features});
            }
            if (speaks(true)) {
                // What is there is there, whichever instrument in force has it on its map.
                const auto* features =
                    neighbours(std::to_string(i) + "/rule/" + std::to_string(r), m_in_force, is_existing,
                               [&](const BoundLayer& layer, std::size_t row) {
                                   const auto& named = rule.activities;
                                   return std::find(named.begin(), named.end(), "*") != named.end() ||
                                          std::find(named.begin(), named.end(), layer.activity[row]) != named.end();
                               });
                law.distances.push_back({i, r, true, features});
            }
        }
    }
}

void Situation::prepare_same_activity(const ActivityLaw& law) {
    const auto is_existing = [](const law::LayerLink& link) { return link.role == law::LayerRole::existing; };
    for (const auto i : m_in_force) {
        const auto& conditions = m_pack.law().instruments[i].conditions;
        const bool asks = std::any_of(conditions.begin(), conditions.end(), [](const law::Condition& condition) {
            return law::predicate_of(condition) == law::Predicate::min_distance_same_activity;
        });
        if (!asks) continue;
        for (const auto& reading : law.meant.readings) {
            const auto& activity = reading.id.empty() ? law.word : reading.id;
            m_same_activity[{i, activity}] =
                neighbours(std::to_string(i) + "/activity/" + activity, std::span(&i, 1), is_existing,
                           [&](const BoundLayer& layer, std::size_t row) { return layer.activity[row] == activity; });
        }
    }
}

const ZoneClass& Situation::zone_class(std::size_t number, const std::string& code) const {
    const std::scoped_lock busy(m_zone_classes_busy);
    const auto [entry, fresh] = m_zone_classes.try_emplace({number, code});
    if (!fresh) return entry->second;
    const auto& layer = m_pack.layers()[number];
    const auto& matrix = m_pack.law().instruments[layer.instrument].permissions.matrix;
    std::vector<const geometry::Shape*> shapes;
    for (std::uint32_t row = 0; row < layer.code.size(); ++row) {
        if (!holds(layer, row)) continue;
        const auto codes = law::zones_of_code(matrix, layer.code[row]);
        if (std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
        entry->second.rows.push_back(row);
        shapes.push_back(&layer.index.zone(row));
    }
    entry->second.area_m2 = geometry::Shape::union_of(shapes).area();
    return entry->second;
}

}  // namespace petasentra::conformance
