#include <petasentra/topology/tolerance.hpp>

#include "topology/repair_ground.hpp"
#include "topology/zone_shapes.hpp"

namespace petasentra::topology {
namespace {

/// Border that ground has with the rest of a zone it is cut from: that which is not the zone's own border.
double border_with_rest(const std::vector<PartHandle>& ground, const RepairZone& zone) {
    return border_length(ground) - border_along(ground, zone.parts, same_place_m);
}

std::vector<PartHandle> parts_near(const RepairZone& zone, const geometry::Box& box) {
    std::vector<PartHandle> out;
    for (const auto& part : zone.parts) {
        if (part->box.intersects(box)) out.push_back(part);
    }
    return out;
}

Outcome empty_duplicate(Attempt& attempt, const RepairZone& winner, const RepairZone& loser) {
    Trial trial(attempt.ground);
    trial.edit(loser.row).parts.clear();
    return trial.commit(attempt.fault.rule, loser.row, winner.row, attempt.place) ? Outcome::changed : Outcome::nothing;
}

}  // namespace

Outcome repair_overlap(Attempt& attempt) {
    auto& ground = attempt.ground;
    const auto* one = ground.fit(attempt.fault.row);
    const auto* other = ground.fit(attempt.fault.other);
    if (one == nullptr || other == nullptr) return attempt.leave(LeftBecause::unfit);
    const bool duplicate = attempt.fault.rule == Rule::duplicate_geometry;
    if (attempt.fault.measure > ground.wanted.max_m2) return attempt.leave(LeftBecause::too_large);
    if (duplicate && ground.wanted.rule != RepairRule::priority) return empty_duplicate(attempt, *other, *one);

    const auto box = grown(attempt.place.bounds(), same_place_m);
    Trial trial(ground);
    const bool bent = !duplicate && trial.bend({one->row, other->row}, box);
    const auto mine = parts_near(*one, box);
    const auto theirs = parts_near(*other, box);
    if (mine.empty() || theirs.empty()) return Outcome::nothing;
    const auto shared = wider_parts(common_ground(shape_of_parts(mine), shape_of_parts(theirs)), ground.tolerance_m());
    auto parts = parts_of_ground(shared, true);
    if (parts.empty() && bent && trial.finish())
        return trial.commit(attempt.fault.rule, no_row, no_row, attempt.place) ? Outcome::changed : Outcome::nothing;
    if (parts.empty()) return Outcome::nothing;

    const std::vector<std::pair<std::uint32_t, double>> border = {{one->row, border_with_rest(parts, *one)},
                                                                  {other->row, border_with_rest(parts, *other)}};
    const auto order = in_order_of_rule(ground, border);
    const auto winner = order.front();
    const auto loser = order.back();
    if (duplicate) return empty_duplicate(attempt, ground.zones.at(winner), ground.zones.at(loser));

    trial.note_tie(by_id_only(ground, border, winner));
    parts = trial.share_vertices(parts, {loser});
    if (parts.empty()) return Outcome::nothing;
    trial.take(loser, parts);
    if (!has_ground(trial.edit(loser).parts, ground.tolerance_m())) return attempt.leave(LeftBecause::would_vanish);
    if (!trial.finish()) return attempt.leave(LeftBecause::not_computable);
    return trial.commit(attempt.fault.rule, loser, winner, shape_of_parts(parts)) ? Outcome::changed : Outcome::nothing;
}

}  // namespace petasentra::topology
