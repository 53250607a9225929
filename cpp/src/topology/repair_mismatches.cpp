#include <algorithm>
#include <cmath>

#include "topology/repair_ground.hpp"

namespace petasentra::topology {
namespace {

bool has_vertex_near(const RepairZone& zone, Vertex place, double reach) {
    const auto box = grown({place[0], place[1], place[0], place[1]}, reach);
    const auto here = vertices_in(zone.parts, box);
    return std::any_of(here.begin(), here.end(), [&](const Vertex& vertex) {
        return std::hypot(vertex[0] - place[0], vertex[1] - place[1]) <= reach;
    });
}

/// Gives a zone a vertex where its border passes; false if it needs none.
bool give_vertex(Trial& trial, const RepairGround& ground, std::uint32_t row, Vertex place) {
    const double reach = ground.tolerance_m();
    const auto& zone = ground.zones.at(row);
    if (has_vertex_near(zone, place, reach)) return false;
    for (std::size_t i = 0; i < zone.parts.size(); ++i) {
        double shift = 0.0;
        auto with = with_vertex_on_nearest(zone.parts[i], place, reach, shift);
        if (with == zone.parts[i]) continue;
        trial.edit(row).parts[i] = std::move(with);
        trial.note_shift(row, shift);
        return true;
    }
    return false;
}

Outcome give_vertices(Attempt& attempt, const std::vector<Vertex>& places) {
    auto& ground = attempt.ground;
    Trial trial(ground);
    bool any = false;
    for (const auto& place : places) {
        for (const auto row : {attempt.fault.row, attempt.fault.other})
            any = give_vertex(trial, ground, static_cast<std::uint32_t>(row), place) || any;
    }
    if (!any) return Outcome::nothing;
    if (!trial.finish()) return attempt.leave(LeftBecause::would_cross);
    return trial.commit(attempt.fault.rule, no_row, no_row, attempt.place) ? Outcome::changed : Outcome::nothing;
}

}  // namespace

Outcome repair_mismatch(Attempt& attempt, const std::set<Vertex>* only) {
    auto& ground = attempt.ground;
    if (ground.fit(attempt.fault.row) == nullptr || ground.fit(attempt.fault.other) == nullptr)
        return attempt.leave(LeftBecause::unfit);
    geometry::GeometryColumn column;
    attempt.place.append_to(column);
    std::vector<Vertex> places;
    for (std::size_t i = 0; i + 1 < column.xy.size(); i += 2) {
        const Vertex place{column.xy[i], column.xy[i + 1]};
        if (only == nullptr || only->contains(place)) places.push_back(place);
    }
    auto outcome = give_vertices(attempt, places);
    if (outcome != Outcome::left || places.size() == 1) return outcome;
    // Together they cross something: those that do not are given one by one.
    for (const auto& place : places) {
        if (give_vertices(attempt, {place}) == Outcome::changed) outcome = Outcome::changed;
    }
    return outcome;
}

}  // namespace petasentra::topology
