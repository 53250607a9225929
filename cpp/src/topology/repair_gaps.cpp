#include <algorithm>
#include <petasentra/topology/tolerance.hpp>

#include "topology/repair_ground.hpp"
#include "topology/zone_shapes.hpp"

namespace petasentra::topology {
namespace {

/// Gives ground that nobody has to the first by the rule that it joins with.
Outcome give_to_first(Attempt& attempt, const std::vector<std::pair<std::uint32_t, double>>& border,
                      const std::vector<PartHandle>& parts) {
    bool valid = true;
    for (const auto row : in_order_of_rule(attempt.ground, border)) {
        Trial trial(attempt.ground);
        trial.note_tie(by_id_only(attempt.ground, border, row));
        const auto shared = trial.share_vertices(parts, {row});
        if (shared.empty()) return Outcome::nothing;
        if (!trial.give(row, shared)) continue;
        valid = trial.finish();
        if (!valid) continue;
        return trial.commit(attempt.fault.rule, no_row, row, shape_of_parts(shared)) ? Outcome::changed
                                                                                     : Outcome::nothing;
    }
    return attempt.leave(valid ? LeftBecause::no_neighbour : LeftBecause::not_computable);
}

/// Of a layer in degrees: closes a gap that is none there, by the vertices that its sides lack in metres.
bool close_by_bending(Attempt& attempt) {
    auto& ground = attempt.ground;
    std::vector<std::uint32_t> rows;
    for (const auto& neighbour : attempt.fault.neighbours) {
        if (const auto* zone = ground.fit(neighbour.row); zone != nullptr) rows.push_back(zone->row);
    }
    Trial trial(ground);
    if (!trial.bend(rows, attempt.place.bounds())) return false;
    auto rest = attempt.place.copy();
    for (const auto row : rows) rest = ground_beyond(rest, shape_of_parts(ground.zones.at(row).parts));
    return wider_parts(rest, ground.tolerance_m()).empty() && trial.finish() &&
           trial.commit(attempt.fault.rule, no_row, no_row, attempt.place);
}

}  // namespace

Outcome repair_gap(Attempt& attempt) {
    auto& ground = attempt.ground;
    if (close_by_bending(attempt)) return Outcome::changed;
    if (attempt.fault.measure > ground.wanted.max_gap_m2) return attempt.leave(LeftBecause::too_large);
    if (attempt.fault.neighbours.empty()) return attempt.leave(LeftBecause::no_neighbour);
    std::vector<std::pair<std::uint32_t, double>> border;
    for (const auto& neighbour : attempt.fault.neighbours) {
        if (ground.fit(neighbour.row) != nullptr)
            border.emplace_back(static_cast<std::uint32_t>(neighbour.row), neighbour.border_m);
    }
    if (border.empty()) return attempt.leave(LeftBecause::unfit);
    return give_to_first(attempt, border, parts_of_ground(attempt.place, true));
}

Outcome repair_sliver(Attempt& attempt) {
    auto& ground = attempt.ground;
    auto* zone = ground.fit(attempt.fault.row);
    if (zone == nullptr) return attempt.leave(LeftBecause::unfit);
    if (attempt.fault.measure > ground.wanted.max_m2) return attempt.leave(LeftBecause::too_large);
    const auto box = attempt.place.bounds();
    PartHandle sliver;
    std::vector<PartHandle> others;
    for (const auto& part : zone->parts) {
        const bool is_it = sliver == nullptr && part->box.min_x == box.min_x && part->box.min_y == box.min_y &&
                           part->box.max_x == box.max_x && part->box.max_y == box.max_y;
        if (is_it) {
            sliver = part;
        } else {
            others.push_back(part);
        }
    }
    if (sliver == nullptr) return Outcome::nothing;  // another repair of this round changed it
    if (!has_ground(others, ground.tolerance_m())) return attempt.leave(LeftBecause::would_vanish);
    const auto row = zone->row;
    bool valid = true;
    const auto border = takers(ground, {sliver}, row);
    for (const auto taker : in_order_of_rule(ground, border)) {
        Trial trial(ground);
        trial.note_tie(by_id_only(ground, border, taker));
        auto& parts = trial.edit(row).parts;
        parts.erase(std::find(parts.begin(), parts.end(), sliver));
        const auto shared = trial.share_vertices({sliver}, {row, taker});
        if (shared.empty() || !trial.give(taker, shared)) continue;
        valid = trial.finish();
        if (!valid) continue;
        return trial.commit(attempt.fault.rule, row, taker, shape_of_parts(shared)) ? Outcome::changed
                                                                                    : Outcome::nothing;
    }
    return attempt.leave(valid ? LeftBecause::no_neighbour : LeftBecause::not_computable);
}

}  // namespace petasentra::topology
