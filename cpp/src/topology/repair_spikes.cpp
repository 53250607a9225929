#include <algorithm>
#include <cmath>
#include <numbers>
#include <petasentra/topology/tolerance.hpp>

#include "topology/repair_ground.hpp"
#include "topology/zone_shapes.hpp"

namespace petasentra::topology {
namespace {

/// A tip found again: the vertices of a ring between its arms, both arms' ends with them.
struct Tip {
    PartHandle part;
    std::vector<double> wedge;  ///< arm's end, the tip's vertices, other arm's end; closed
    bool inside = true;         ///< the zone lies between the arms
    double angle = 0.0;         ///< between the arms
    double height_m = 0.0;      ///< of the tip over the line between the arms' ends
};

double far_apart(const double* a, const double* b) {
    return std::hypot(a[0] - b[0], a[1] - b[1]);
}

/// The wedge at vertex i of a ring; false if one arm is nowhere longer than the tolerance.
bool wedge_at(const std::vector<double>& ring, std::size_t i, bool is_shell, double tolerance_m, Tip& out) {
    const auto count = ring.size() / 2 - 1;
    const auto at = [&](std::size_t k) { return ring.data() + 2 * (k % count); };
    std::size_t before = 1;
    while (before < count && far_apart(at(i), at(i + count - before)) <= tolerance_m) ++before;
    std::size_t after = 1;
    while (after < count && far_apart(at(i), at(i + after)) <= tolerance_m) ++after;
    if (before + after >= count) return false;
    const auto* p = at(i + count - before);
    const auto* here = at(i);
    const auto* q = at(i + after);
    const double cross = (here[0] - p[0]) * (q[1] - here[1]) - (here[1] - p[1]) * (q[0] - here[0]);
    out.inside = cross == 0.0 || (cross > 0.0) == (is_left_handed(ring) == is_shell);
    const double dot = (p[0] - here[0]) * (q[0] - here[0]) + (p[1] - here[1]) * (q[1] - here[1]);
    out.angle = std::atan2(std::abs(cross), dot);
    for (std::size_t k = i + count - before; k <= i + count + after; ++k)
        out.wedge.insert(out.wedge.end(), at(k), at(k) + 2);
    out.wedge.insert(out.wedge.end(), p, p + 2);
    out.height_m = foot_on({here[0], here[1]}, {p[0], p[1]}, {q[0], q[1]}).distance;
    return true;
}

bool find_tip(const RepairZone& zone, geometry::Place place, double tolerance_m, Tip& out) {
    for (const auto& part : zone.parts) {
        for (std::size_t r = 0; r < part->rings.size(); ++r) {
            const auto& ring = part->rings[r];
            for (std::size_t i = 0; 2 * i + 3 < ring.size(); ++i) {
                if (ring[2 * i] != place.x || ring[2 * i + 1] != place.y) continue;
                out.part = part;
                return wedge_at(ring, i, r == 0, tolerance_m, out);
            }
        }
    }
    return false;
}

/// Other zones have ground between the arms, wider than the tolerance.
bool held_by_others(const RepairGround& ground, const std::vector<PartHandle>& wedge, std::uint32_t row) {
    const auto shape = shape_of_parts(wedge);
    for (const auto other : ground.near(box_of_parts(wedge))) {
        const auto& zone = ground.zones.at(other);
        if (other == row || !zone.fit || !ground.together(row, other)) continue;
        if (!wider_parts(common_ground(shape_of_parts(zone.parts), shape), ground.tolerance_m()).empty()) return true;
    }
    return false;
}

Outcome close_crack(Attempt& attempt, std::uint32_t row, const Tip& tip, const std::vector<PartHandle>& wedge) {
    if (held_by_others(attempt.ground, wedge, row)) return attempt.leave(LeftBecause::covered_by_other);
    Trial trial(attempt.ground);
    const auto shared = trial.share_vertices(wedge, {row});
    if (!trial.give(row, shared)) return attempt.leave(LeftBecause::not_computable);
    trial.note_shift(row, tip.height_m);
    if (!trial.finish()) return attempt.leave(LeftBecause::not_computable);
    return trial.commit(attempt.fault.rule, no_row, row, shape_of_parts(shared)) ? Outcome::changed : Outcome::nothing;
}

/// Spikes a zone has at the vertices of a wedge, on its inside.
std::size_t spikes_at(const RepairZone& zone, const std::vector<Vertex>& wedge, const ValidateSettings& used) {
    std::size_t count = 0;
    for (const auto& vertex : wedge) {
        Tip tip;
        if (!find_tip(zone, {vertex[0], vertex[1]}, used.tolerance_m, tip) || !tip.inside) continue;
        if (tip.angle <= used.spike_deg * std::numbers::pi / 180.0) ++count;
    }
    return count;
}

/// Cuts a spike off; false if the zone would not survive, or `taker` cannot have it (no_row: nobody gets it).
bool cut_off(Attempt& attempt, std::uint32_t row, std::int64_t taker, const Tip& tip,
             const std::vector<PartHandle>& parts) {
    Trial trial(attempt.ground);
    const auto shared = trial.share_vertices(parts, {row, taker});
    if (shared.empty()) return false;
    const auto corners = all_vertices(shared);
    const auto& used = attempt.ground.found.settings;
    const auto* receiver = taker == no_row ? nullptr : &attempt.ground.zones.at(static_cast<std::uint32_t>(taker));
    const auto before = receiver == nullptr ? 0 : spikes_at(*receiver, corners, used);
    trial.take(row, shared);
    trial.note_shift(row, tip.height_m);
    if (!has_ground(trial.edit(row).parts, attempt.ground.tolerance_m())) {
        attempt.because = LeftBecause::would_vanish;
        return false;
    }
    if (taker != no_row && !trial.give(static_cast<std::uint32_t>(taker), shared)) {
        attempt.because = LeftBecause::no_neighbour;
        return false;
    }
    if (receiver != nullptr && spikes_at(*receiver, corners, used) > before) {
        attempt.because = LeftBecause::would_return;
        return false;
    }
    attempt.because = LeftBecause::not_computable;
    return trial.finish() && trial.commit(attempt.fault.rule, row, taker, shape_of_parts(shared));
}

}  // namespace

Outcome repair_spike(Attempt& attempt) {
    auto& ground = attempt.ground;
    auto* zone = ground.fit(attempt.fault.row);
    if (zone == nullptr) return attempt.leave(LeftBecause::unfit);
    const auto row = zone->row;
    const auto bounds = attempt.place.bounds();
    Tip tip;
    if (!find_tip(*zone, {bounds.min_x, bounds.min_y}, ground.tolerance_m(), tip))
        return tip.part == nullptr ? Outcome::nothing : attempt.leave(LeftBecause::would_vanish);
    const auto wedge = part_of({tip.wedge});
    if (wedge == nullptr || !is_valid_part(*wedge)) return attempt.leave(LeftBecause::not_computable);
    if (wedge->area > ground.wanted.max_m2) return attempt.leave(LeftBecause::too_large);
    if (!tip.inside) return close_crack(attempt, row, tip, {wedge});

    const auto parts = parts_of_ground(
        common_ground(shape_of_parts(std::span(&tip.part, 1)), shape_of_parts(std::span(&wedge, 1))), true);
    if (parts.empty()) return Outcome::nothing;
    attempt.because = LeftBecause::not_computable;
    const auto order = in_order_of_rule(ground, takers(ground, parts, row));
    for (const auto taker : order) {
        if (cut_off(attempt, row, taker, tip, parts)) return Outcome::changed;
        if (attempt.because == LeftBecause::would_vanish) return Outcome::left;
    }
    // Ground that nobody can take is let go only over open country: beside another zone it would be a gap.
    if (order.empty() && has_other_neighbour(ground, parts, row)) return attempt.leave(LeftBecause::no_neighbour);
    if (order.empty() && cut_off(attempt, row, no_row, tip, parts)) return Outcome::changed;
    return Outcome::left;
}

}  // namespace petasentra::topology
