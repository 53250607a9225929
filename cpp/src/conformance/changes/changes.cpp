#include "changes.hpp"

#include <algorithm>
#include <petasentra/core/suggest.hpp>
#include <set>

#include "conformance/verdict/uncertainty.hpp"

namespace petasentra::conformance {

using geometry::Box;

namespace {

/// A measure that just meets its threshold may turn on the last digits of a coordinate.
constexpr double margin_m = 0.01;

Box widened(Box box, double by_m) {
    return {box.min_x - by_m, box.min_y - by_m, box.max_x + by_m, box.max_y + by_m};
}

/// How far a site may lie from a receptor or an existing use that still matters to it.
double reach_m(const law::Instrument& instrument) {
    auto reach = 0.0;
    for (const auto& rule : instrument.distance_rules) reach = std::max(reach, rule.min_m);
    for (const auto& condition : instrument.conditions) {
        if (condition.unit == "m") reach = std::max(reach, condition.threshold.value_or(0.0));
    }
    return reach;
}

bool names_a_scale(const law::Instrument& instrument) {
    const auto scaled = [](const auto& rules) {
        return std::any_of(rules.begin(), rules.end(), [](const auto& rule) { return !rule.scale.empty(); });
    };
    return scaled(instrument.area_rules) || scaled(instrument.overlay_rules) || scaled(instrument.distance_rules);
}

/// A whole instrument begins or ends: sites near the ground of any of its layers. The plan of the kabupaten governs
/// everywhere, a scale that a rule names changes how questions are read, a distance that cannot be measured leaves its
/// mark on every site, and a layer that is not held could be anywhere.
void add_instrument(Concern& concern, const BoundPack& pack, std::size_t i, double error_m) {
    const auto& instrument = pack.law().instruments[i];
    const auto level = instrument.level;
    concern.everybody =
        concern.everybody || names_a_scale(instrument) || (law::is_governing(level) && level != law::Level::rdtr);
    for (const auto& link : instrument.layers) {
        const auto* layer = pack.layer(i, link.id);
        if (layer == nullptr)
            concern.everybody = true;
        else
            concern.boxes.push_back(widened(layer->data.geometry.bounds(), reach_m(instrument) + error_m + margin_m));
    }
    if (level == law::Level::rdtr && instrument.zones() == nullptr) concern.everybody = true;
}

/// Some feature of the layer holds on the day.
bool holds_something(const BoundLayer& layer, core::Date day) {
    for (std::size_t row = 0; row < layer.data.size(); ++row) {
        const bool begun = layer.valid_from.empty() || !layer.valid_from[row] || *layer.valid_from[row] <= day;
        const bool over = !layer.valid_to.empty() && layer.valid_to[row] && *layer.valid_to[row] <= day;
        if (begun && !over) return true;
    }
    return false;
}

bool shares_of_zones_count(const law::Instrument& instrument) {
    return std::any_of(instrument.conditions.begin(), instrument.conditions.end(),
                       [](const law::Condition& condition) { return condition.predicate == "max_share_of_zone"; });
}

void add_text(core::Text& all, const std::string& id, const std::string& en) {
    all.id += (all.id.empty() ? "" : "; ") + id;
    all.en += (all.en.empty() ? "" : "; ") + en;
}

void add_features(Change& change, const BoundPack& pack, std::size_t i, double error_m) {
    const auto& instrument = pack.law().instruments[i];
    for (const auto& layer : pack.layers()) {
        if (layer.instrument != i) continue;
        std::size_t begun = 0;
        std::size_t ended = 0;
        const auto role = instrument.layer(layer.id)->role;
        const bool measured_to = role == law::LayerRole::receptor || role == law::LayerRole::existing;
        for (std::size_t row = 0; row < layer.data.size(); ++row) {
            const bool begins = !layer.valid_from.empty() && layer.valid_from[row] == change.day;
            const bool ends = !layer.valid_to.empty() && layer.valid_to[row] == change.day;
            if (!begins && !ends) continue;
            (begins ? begun : ended) += 1;
            change.by_ground.boxes.push_back(
                widened(layer.data.geometry.bounds(row), (measured_to ? reach_m(instrument) : error_m) + margin_m));
        }
        if (begun + ended == 0) continue;
        // The share of a zone that a site takes depends on all the features of that zone; and what is measured to
        // nothing at all may be told of every site.
        if ((role == law::LayerRole::zones && shares_of_zones_count(instrument)) ||
            (measured_to &&
             (!holds_something(layer, core::Date{change.day.days - 1}) || !holds_something(layer, change.day))))
            change.by_ground.everybody = true;
        const auto of = " " + layer.id + " (" + instrument.citation() + ")";
        if (begun > 0)
            add_text(change.ground, std::to_string(begun) + " unsur lapisan" + of + " mulai berlaku",
                     core::counted(begun, "feature of", "features of") + of + " begin to hold");
        if (ended > 0)
            add_text(change.ground, std::to_string(ended) + " unsur lapisan" + of + " tidak berlaku lagi",
                     core::counted(ended, "feature of", "features of") + of + " cease to hold");
    }
}

std::set<core::Date> candidate_days(const BoundPack& pack, bool published_count) {
    std::set<core::Date> days;
    for (const auto& instrument : pack.law().instruments) {
        if (instrument.status == law::Status::draft) continue;
        days.insert(instrument.in_force_from);
        if (instrument.in_force_to) days.insert(*instrument.in_force_to);
        if (published_count) days.insert(law::known_from(instrument));
    }
    for (const auto& layer : pack.layers()) {
        for (const auto* list : {&layer.valid_from, &layer.valid_to}) {
            for (const auto& day : *list)
                if (day) days.insert(*day);
        }
    }
    return days;
}

}  // namespace

bool Concern::about(const Box& site) const {
    return everybody || std::any_of(boxes.begin(), boxes.end(), [&](const Box& box) { return box.intersects(site); });
}

CheckOptions on_day(const TimelineOptions& options, core::Date day) {
    auto question = options.question;
    question.as_of = day;
    if (options.known_then) question.known_on = day;
    return question;
}

std::vector<Change> changes_of(const BoundPack& pack, const TimelineOptions& options) {
    const auto in_force = [&](core::Date day) {
        const auto question = on_day(options, day);
        return law::in_force(pack.law(), day, question.known_on);
    };
    // A border flags sites that lie beside it.
    const auto error_m = options.question.uncertainty ? largest_error_m(pack.law()) : 0.0;
    std::vector<Change> changes;
    for (const auto day : candidate_days(pack, options.known_then)) {
        if ((options.start && day <= *options.start) || (options.end && day >= *options.end)) continue;
        const auto before = in_force(core::Date{day.days - 1});
        const auto after = in_force(day);
        Change change;
        change.day = day;
        for (const auto i : after) {
            if (std::find(before.begin(), before.end(), i) != before.end()) {
                add_features(change, pack, i, error_m);
                continue;
            }
            const auto& instrument = pack.law().instruments[i];
            const bool late = instrument.in_force_from < day;
            add_text(change.rule, instrument.citation() + (late ? " diketahui berlaku" : " mulai berlaku"),
                     instrument.citation() + (late ? " is known to be in force" : " enters into force"));
            add_instrument(change.by_rule, pack, i, error_m);
        }
        for (const auto i : before) {
            if (std::find(after.begin(), after.end(), i) != after.end()) continue;
            const auto citation = pack.law().instruments[i].citation();
            add_text(change.rule, citation + " tidak berlaku lagi", citation + " is no longer in force");
            add_instrument(change.by_rule, pack, i, error_m);
        }
        if (!change.rule.en.empty() || !change.ground.en.empty()) changes.push_back(std::move(change));
    }
    return changes;
}

}  // namespace petasentra::conformance
