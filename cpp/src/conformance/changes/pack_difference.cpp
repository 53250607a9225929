#include "pack_difference.hpp"

#include <algorithm>
#include <petasentra/law/predicate.hpp>
#include <petasentra/zoning/reach.hpp>

namespace petasentra::conformance {

namespace {

/// Everything about an instrument but what stands in its cells.
bool same_but_cells(const law::Instrument& a, const law::Instrument& b) {
    if (a.permissions.matrix == b.permissions.matrix) return a == b;
    auto one = a;
    auto other = b;
    for (auto* instrument : {&one, &other}) {
        instrument->permissions.matrix.cells.clear();
        instrument->permissions.matrix.activities.clear();
    }
    return one == other;
}

bool same_law_but_cells(const law::PlanPack& a, const law::PlanPack& b) {
    return a.crs == b.crs && a.kbli_version == b.kbli_version && a.tolerance == b.tolerance &&
           a.activities == b.activities && a.kbli_crosswalk == b.kbli_crosswalk &&
           a.crosswalk.units() == b.crosswalk.units() &&
           std::equal(a.instruments.begin(), a.instruments.end(), b.instruments.begin(), b.instruments.end(),
                      same_but_cells);
}

void add_cells(PackDifference& out, std::size_t instrument, const law::Matrix& a, const law::Matrix& b) {
    if (a == b) return;
    std::set<std::string> activities(a.activities.begin(), a.activities.end());
    activities.insert(b.activities.begin(), b.activities.end());
    for (const auto& activity : activities) {
        for (const auto& zone : b.zones) {
            if (a.at(activity, zone) != b.at(activity, zone)) out.zones.emplace(instrument, zone);
        }
    }
}

/// Rows in the same order, some taken out, changed or added. Rows that find no partner count as changed, so a poor match
/// costs time and no answer.
std::vector<std::size_t> partners(const BoundLayer& a, const BoundLayer& b) {
    std::vector<std::size_t> now(a.data.size(), no_index);
    std::size_t j = 0;
    for (std::size_t i = 0; i < a.data.size() && j < b.data.size(); ++i) {
        if (a.prints[i] == b.prints[j]) {
            now[i] = j++;
            continue;
        }
        // Gone, if what follows it stands here; else another in its place.
        if (i + 1 >= a.data.size() || a.prints[i + 1] != b.prints[j]) ++j;
    }
    return now;
}

/// Whether answers under a rule or a zone rest on nothing but features near the site.
bool answers_from_near(const law::Instrument& instrument, const law::LayerLink& link, const BoundLayer& layer) {
    if (link.role == law::LayerRole::receptor || link.role == law::LayerRole::existing) return false;
    // Some of the features are indexed by themselves then, with a grid of their own.
    if (!layer.valid_from.empty() || !layer.valid_to.empty()) return false;
    const auto by_code = [&](const auto& rules) {
        return std::any_of(rules.begin(), rules.end(),
                           [&](const auto& rule) { return rule.layer == link.id && !rule.codes.empty(); });
    };
    return !by_code(instrument.area_rules) && !by_code(instrument.overlay_rules);
}

/// Whether a condition measures zones, of whichever plan: a rule of one may put its cell on the zones of another.
bool measures_zones(const law::PlanPack& pack) {
    const auto measures = [](const law::Condition& one) {
        return law::predicate_of(one) == law::Predicate::max_share_of_zone;
    };
    return std::any_of(pack.instruments.begin(), pack.instruments.end(), [&](const law::Instrument& instrument) {
        return std::any_of(instrument.conditions.begin(), instrument.conditions.end(), measures);
    });
}

bool add_layer(PackDifference& out, std::size_t number, const BoundPack& before, const BoundPack& after) {
    const auto& a = before.layers()[number];
    const auto& b = after.layers()[number];
    if (&a == &b) return true;
    const auto& instrument = after.law().instruments[b.instrument];
    const auto* link = instrument.layer(b.id);
    if (link == nullptr || !answers_from_near(instrument, *link, a) || !answers_from_near(instrument, *link, b))
        return false;
    if (!zoning::have_same_grid(a.index, b.index)) return false;
    auto& row_now = out.row_now[number];
    row_now = partners(a, b);
    std::vector<bool> has_partner(b.data.size(), false);
    const bool by_area = link->role == law::LayerRole::zones && measures_zones(after.law());
    const auto changed = [&](const BoundLayer& layer, std::size_t row) {
        out.ground.push_back(zoning::reach_of(layer.index, layer.bounds[row]));
        if (!by_area) return;
        // The area of all ground of a code enters the answers of all sites in it.
        for (const auto& code : law::zones_of_code(instrument.permissions.matrix, layer.code[row]))
            out.zones.emplace(layer.instrument, code);
    };
    for (std::size_t row = 0; row < row_now.size(); ++row) {
        if (row_now[row] == no_index)
            changed(a, row);
        else
            has_partner[row_now[row]] = true;
    }
    for (std::size_t row = 0; row < b.data.size(); ++row) {
        if (!has_partner[row]) changed(b, row);
    }
    return true;
}

}  // namespace

std::optional<PackDifference> difference_of(const BoundPack& before, const BoundPack& after) {
    if (!same_law_but_cells(before.law(), after.law())) return std::nullopt;
    const auto layers = before.layers().size();
    if (layers != after.layers().size()) return std::nullopt;
    PackDifference out;
    for (std::size_t i = 0; i < before.law().instruments.size(); ++i) {
        add_cells(out, i, before.law().instruments[i].permissions.matrix,
                  after.law().instruments[i].permissions.matrix);
    }
    out.row_now.resize(layers);
    for (std::size_t number = 0; number < layers; ++number) {
        const auto& a = before.layers()[number];
        const auto& b = after.layers()[number];
        if (a.instrument != b.instrument || a.id != b.id || !add_layer(out, number, before, after)) return std::nullopt;
    }
    return out;
}

}  // namespace petasentra::conformance
