#include <algorithm>
#include <array>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/interrupt.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/topology/repair.hpp>
#include <string>
#include <tuple>
#include <utility>

#include "topology/repair_heights.hpp"
#include "topology/repair_local.hpp"
#include "topology/repair_writing.hpp"

namespace petasentra::topology {
namespace {

constexpr std::size_t most_rounds = 24;

/// Steps of a round: a step is taken only if those before it had nothing to do.
int step_of(Rule rule) {
    switch (rule) {
        case Rule::zone_overlap:
        case Rule::duplicate_geometry:
        case Rule::zone_gap:
            return 0;
        case Rule::zone_sliver:
        case Rule::zone_spike:
            return 1;
        default:
            return 2;
    }
}

/// By what a fault is the same as one of an earlier round: rule, rows and the box of its place in the layer's CRS.
using FaultKey = std::tuple<Rule, std::int64_t, std::int64_t, std::array<double, 4>>;

FaultKey key_of_fault(const Validation& found, std::size_t f) {
    const auto& fault = found.found.faults[f];
    const auto box = found.found.source_places.bounds(f);
    return {fault.rule, fault.row, fault.other, {box.min_x, box.min_y, box.max_x, box.max_y}};
}

/// The layer between two rounds, and everything written down so far.
class Repairs {
  public:
    Repairs(const layer::Layer& zones, const RepairSettings& settings) : m_layer(zones), m_settings(settings) {}

    /// One round on what a validation found: the rows that changed. If none did, `m_left` tells what is left of it.
    std::set<std::uint32_t> round(const Validation& found, const core::Control& control) {
        m_left.clear();
        std::set<std::uint32_t> unfit;
        auto changed = mend(found, unfit, control);
        const auto chosen = chosen_faults(found);
        if (chosen.empty()) return changed;
        RepairGround ground(m_layer, found, m_settings, chosen, unfit, control.part(0.0, 0.2));
        for (int step = 0; step < 3 && ground.touched.empty(); ++step) take_step(step, chosen, ground, control);
        if (ground.touched.empty()) return changed;
        m_layer.geometry = written_back(m_layer, ground, m_made, control);
        for (auto& entry : ground.ledger) m_ledger.push_back(std::move(entry));
        changed.insert(ground.touched.begin(), ground.touched.end());
        return changed;
    }

    void leave_unsettled(const Validation& found) {
        m_left.clear();
        for (const auto f : chosen_faults(found)) leave(found, f, LeftBecause::not_settled);
    }

    [[nodiscard]] const layer::Layer& layer() const { return m_layer; }

    void order() {
        for (auto& entry : order_rings(m_layer.geometry)) m_ledger.push_back(std::move(entry));
    }

    Repaired finished(const layer::Layer& zones, const Validation& found, const core::Control& control) {
        Repaired out;
        std::set<std::int64_t> rows;
        for (const auto& entry : m_ledger) rows.insert(entry.row);
        out.touched = rows.size();
        out.left = m_left.size();
        auto& kinds = m_layer.geometry.kind;
        for (const auto row : rows) {  // in between it may have had several parts
            const auto r = static_cast<std::size_t>(row);
            const auto& parts = m_layer.geometry.part_of_row;
            if (row != no_row && zones.geometry.kind[r] == geometry::Kind::polygon &&
                kinds[r] == geometry::Kind::multi_polygon && parts[r + 1] - parts[r] <= 1)
                kinds[r] = geometry::Kind::polygon;
        }
        for (auto& entry : m_left) m_ledger.push_back(std::move(entry));
        out.ledger = ledger_layer(m_ledger, zones, m_layer, found, m_settings.rule, control);
        out.layer = std::move(m_layer);
        return out;
    }

  private:
    [[nodiscard]] bool is_wanted(Rule rule) const {
        return std::find(m_settings.rules.begin(), m_settings.rules.end(), rule) != m_settings.rules.end();
    }

    /// Vertices of a mismatch that a repair has made, in metres.
    [[nodiscard]] std::set<Vertex> made_here(const Validation& found, std::size_t f) const {
        std::set<Vertex> out;
        const auto source = found.found.source_places.vertices(f);
        const auto metric = found.found.places.vertices(f);
        for (std::size_t i = 0; i + 1 < source.size(); i += 2) {
            if (m_made.contains({source[i], source[i + 1]})) out.insert({metric[i], metric[i + 1]});
        }
        return out;
    }

    [[nodiscard]] std::vector<std::size_t> chosen_faults(const Validation& found) const {
        std::vector<std::size_t> out;
        for (std::size_t f = 0; f < found.found.size(); ++f) {
            const auto rule = found.found.faults[f].rule;
            if (rule == Rule::geometry_invalid) continue;
            if (is_wanted(rule) || (rule == Rule::edge_mismatch && !made_here(found, f).empty())) out.push_back(f);
        }
        return out;
    }

    void leave(const Validation& found, std::size_t f, LeftBecause why) {
        const auto& fault = found.found.faults[f];
        LedgerEntry entry{.rule = fault.rule, .left = why, .row = fault.row, .to = fault.other};
        entry.limit_m2 = fault.rule == Rule::zone_gap ? m_settings.max_gap_m2 : m_settings.max_m2;
        if (std::string_view(fault.unit) == "m2") entry.area_m2 = fault.measure;
        entry.place = {found.found.places, f};
        m_left.push_back(std::move(entry));
    }

    void take_step(int step, const std::vector<std::size_t>& chosen, RepairGround& ground,
                   const core::Control& control) {
        const geometry::Interruptible interruptible(control);
        for (const auto f : chosen) {
            const auto& fault = ground.found.found.faults[f];
            if (step_of(fault.rule) != step) continue;
            control.check();
            const auto key = key_of_fault(ground.found, f);
            if (m_repaired.contains(key)) {
                leave(ground.found, f, LeftBecause::came_back);
                continue;
            }
            Attempt attempt{ground, fault, ground.place(f)};
            Outcome outcome = Outcome::left;
            try {
                outcome = attempted(attempt, f);
            } catch (const core::Error& error) {
                if (error.code() != core::ErrorCode::geometry_invalid) throw;
                attempt.because = LeftBecause::not_computable;
            }
            if (outcome == Outcome::left) leave(ground.found, f, attempt.because);
            if (outcome == Outcome::changed) m_repaired.insert(key);
        }
    }

    Outcome attempted(Attempt& attempt, std::size_t f) const {
        switch (attempt.fault.rule) {
            case Rule::zone_overlap:
            case Rule::duplicate_geometry:
                return repair_overlap(attempt);
            case Rule::zone_gap:
                return repair_gap(attempt);
            case Rule::zone_sliver:
                return repair_sliver(attempt);
            case Rule::zone_spike:
                return repair_spike(attempt);
            default:
                break;
        }
        if (is_wanted(Rule::edge_mismatch)) return repair_mismatch(attempt, nullptr);
        const auto only = made_here(attempt.ground.found, f);
        const auto outcome = repair_mismatch(attempt, &only);
        return outcome == Outcome::left ? Outcome::nothing : outcome;  // nobody asked
    }

    /// Mends invalid rows and returns them; `unfit` gets the rows that are no valid polygons all the same.
    std::set<std::uint32_t> mend(const Validation& found, std::set<std::uint32_t>& unfit, const core::Control& control);

    layer::Layer m_layer;
    const RepairSettings& m_settings;
    std::vector<LedgerEntry> m_ledger;
    std::vector<LedgerEntry> m_left;
    std::set<Vertex> m_made;
    std::set<FaultKey> m_repaired;  ///< before: two repairs must not undo each other for ever
};

double raw_area(const geometry::GeometryColumn& column, std::size_t row) {
    try {
        return geometry::Shape(column, row).area();
    } catch (const core::Error&) {
        return 0.0;  // rings that GEOS cannot hold have no area
    }
}

std::set<std::uint32_t> Repairs::mend(const Validation& found, std::set<std::uint32_t>& unfit,
                                      const core::Control& control) {
    geometry::GeometryColumn by;
    std::vector<std::size_t> rows;
    for (std::size_t f = 0; f < found.found.size(); ++f) {
        const auto& fault = found.found.faults[f];
        if (fault.rule > Rule::geometry_invalid || fault.row == no_row) continue;
        const auto row = static_cast<std::size_t>(fault.row);
        unfit.insert(static_cast<std::uint32_t>(row));
        if (fault.rule != Rule::geometry_invalid || !is_wanted(fault.rule)) continue;
        if (!rows.empty() && rows.back() == row) continue;  // a row may be told several times
        const auto shape = geometry::mended(m_layer.geometry, row);
        if (shape.empty()) {
            leave(found, f, LeftBecause::would_vanish);
            continue;
        }
        geometry::GeometryColumn raw;
        raw.append(m_layer.geometry, row);
        geometry::GeometryColumn mended;
        shape.append_to(mended);
        const auto without_height = give_heights(mended, m_layer.geometry, row);
        const auto& metric = found.settings.metric_crs;
        const auto before = geometry::transform(raw, m_layer.crs, metric, control);
        const auto after = geometry::transform(mended, m_layer.crs, metric, control);
        LedgerEntry entry{.rule = fault.rule, .row = fault.row};
        entry.without_height = without_height;
        entry.change_m2 = geometry::Shape(after, 0).area() - raw_area(before, 0);
        entry.place = {found.found.places, f};
        const auto count = [](const auto& column) { return column.vertices(0).size() / 2; };
        entry.added = count(after) - std::min(count(after), count(before));
        entry.removed = count(before) - std::min(count(after), count(before));
        m_ledger.push_back(std::move(entry));
        by.append(mended, 0);
        rows.push_back(row);
    }
    for (const auto row : rows) unfit.erase(static_cast<std::uint32_t>(row));
    if (!rows.empty()) m_layer.geometry = replaced_rows(m_layer.geometry, rows, by);
    return {rows.begin(), rows.end()};
}

}  // namespace

Repaired repair(const layer::Layer& zones, const Validation& found, const layer::Layer* perimeter,
                const RepairSettings& settings, const core::Control& control) {
    require_repairable(zones, settings);
    auto used = found.settings;
    used.stated_area.clear();
    Repairs repairs(zones, settings);
    Validation latest;
    const Validation* now = &found;
    const ValidateAgainst against{perimeter, nullptr};
    std::size_t rounds = 0;
    bool whole = true;  // the last validation saw the whole layer
    bool settled = false;
    double begin = 0.0;
    for (; rounds < most_rounds; ++rounds) {
        const double middle = begin + (1.0 - begin) / 4.0;
        const auto changed = repairs.round(*now, control.part(begin, middle));
        settled = changed.empty() && whole;
        if (settled) break;
        begin += (1.0 - begin) / 2.0;
        const auto quiet = control.part(middle, begin);
        whole = changed.empty() || rounds + 1 == most_rounds;
        latest = whole ? validate(repairs.layer(), against, used, quiet)
                       : validate_beside(repairs.layer(), changed, against, used, quiet);
        now = &latest;
    }
    if (!settled) repairs.leave_unsettled(*now);
    if (settings.ring_order) repairs.order();
    auto out = repairs.finished(zones, found, control.part(1.0, 1.0));
    out.rounds = rounds;
    if (control.progress) control.progress(1.0);
    return out;
}

}  // namespace petasentra::topology
