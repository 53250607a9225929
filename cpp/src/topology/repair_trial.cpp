#include <algorithm>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/topology/tolerance.hpp>

#include "topology/repair_ground.hpp"
#include "topology/zone_shapes.hpp"

namespace petasentra::topology {
namespace {

using geometry::Shape;

/// Vertices of a ring moved to the known ones that they are but for rounding.
PartHandle settled(const PartHandle& part, const std::vector<Vertex>& known, const geometry::Box& box) {
    auto rings = part->rings;
    bool moved = false;
    for (auto& ring : rings) {
        for (std::size_t i = 0; i + 1 < ring.size(); i += 2) {
            if (!(ring[i] >= box.min_x && ring[i] <= box.max_x && ring[i + 1] >= box.min_y && ring[i + 1] <= box.max_y))
                continue;
            const auto to = nearest_vertex(known, {ring[i], ring[i + 1]}, same_place_m);
            moved = moved || to[0] != ring[i] || to[1] != ring[i + 1];
            ring[i] = to[0];
            ring[i + 1] = to[1];
        }
    }
    return moved ? part_of(std::move(rings)) : part;
}

std::vector<PartHandle> all_settled(std::vector<PartHandle> parts, const std::vector<Vertex>& known,
                                    const geometry::Box& box) {
    for (auto& part : parts) part = settled(part, known, box);
    std::erase(parts, nullptr);
    return parts;
}

/// Parts of a zone that meet ground, their places in the list, and the list without them.
struct Meeting {
    std::vector<PartHandle> with;
    std::size_t first = 0;
};

Meeting take_out_meeting(RepairZone& zone, const Shape& ground, const geometry::Box& box) {
    Meeting out;
    const geometry::PreparedShape prepared(ground);
    out.first = zone.parts.size();
    std::vector<PartHandle> others;
    for (std::size_t i = 0; i < zone.parts.size(); ++i) {
        const auto& part = zone.parts[i];
        if (part->box.intersects(box) && prepared.intersects(shape_of_parts(std::span(&part, 1)))) {
            if (out.with.empty()) out.first = others.size();
            out.with.push_back(part);
        } else {
            others.push_back(part);
        }
    }
    zone.parts = std::move(others);
    return out;
}

void put_in(RepairZone& zone, std::size_t at, std::vector<PartHandle> parts) {
    at = std::min(at, zone.parts.size());
    zone.parts.insert(zone.parts.begin() + static_cast<std::ptrdiff_t>(at), parts.begin(), parts.end());
}

Shape joined(const Shape& one, const Shape& other) {
    const Shape* const both[] = {&one, &other};
    return Shape::union_of(both);
}

std::vector<PartHandle> only_in_first(const std::vector<PartHandle>& one, const std::vector<PartHandle>& other) {
    std::set<const RepairPart*> there;
    for (const auto& part : other) there.insert(part.get());
    std::vector<PartHandle> out;
    for (const auto& part : one) {
        if (!there.contains(part.get())) out.push_back(part);
    }
    return out;
}

std::vector<Vertex> less(const std::vector<Vertex>& one, const std::vector<Vertex>& other) {
    std::vector<Vertex> out;
    std::set_difference(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(out));
    return out;
}

Shape points_at(const std::vector<Vertex>& vertices) {
    std::vector<geometry::Place> places;
    for (const auto& vertex : vertices) places.push_back({vertex[0], vertex[1]});
    return geometry::points_of(places);
}

}  // namespace

Trial::~Trial() {
    for (auto& [row, before] : m_before) m_ground.zones.at(row).parts = std::move(before.parts);
}

RepairZone& Trial::edit(std::uint32_t row) {
    auto& zone = m_ground.zones.at(row);
    m_before.try_emplace(row, Before{zone.parts});
    return zone;
}

void Trial::note_shift(std::uint32_t row, double shift_m) {
    edit(row);
    auto& before = m_before.at(row);
    before.shift_m = std::max(before.shift_m, shift_m);
}

void Trial::put_vertices(std::uint32_t row, const std::vector<Vertex>& vertices) {
    if (!m_ground.zones.at(row).fit) return;
    double shift = 0.0;
    auto parts = m_ground.zones.at(row).parts;
    bool changed = false;
    for (auto& part : parts) {
        auto with = with_vertices(part, vertices, same_place_m, shift);
        changed = changed || with != part;
        part = std::move(with);
    }
    if (!changed) return;
    edit(row).parts = std::move(parts);
    note_shift(row, shift);
}

std::vector<PartHandle> Trial::share_vertices(const std::vector<PartHandle>& ground,
                                              std::initializer_list<std::int64_t> rows_to_change) {
    const auto box = grown(box_of_parts(ground), 4.0 * same_place_m);
    const auto rows = m_ground.near(box);
    std::vector<Vertex> known;
    for (const auto row : rows) {
        const auto here = vertices_in(m_ground.zones.at(row).parts, box);
        known.insert(known.end(), here.begin(), here.end());
    }
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    auto out = all_settled(ground, known, box);
    double ignored = 0.0;
    for (auto& part : out) part = with_vertices(part, known, same_place_m, ignored);
    m_shared = all_vertices(out);
    m_box = box;
    for (const auto row : rows_to_change) {
        if (row != no_row) put_vertices(static_cast<std::uint32_t>(row), m_shared);
    }
    return out;
}

void Trial::take(std::uint32_t row, const std::vector<PartHandle>& ground) {
    auto& zone = edit(row);
    const auto shape = shape_of_parts(ground);
    const auto box = box_of_parts(ground);
    auto meeting = take_out_meeting(zone, shape, box);
    if (meeting.with.empty()) return;
    auto known = all_vertices(meeting.with);
    const auto theirs = all_vertices(ground);
    known.insert(known.end(), theirs.begin(), theirs.end());
    std::sort(known.begin(), known.end());
    auto rest = parts_of_ground(ground_beyond(shape_of_parts(meeting.with), shape), zone.shells_left);
    put_in(zone, meeting.first, all_settled(std::move(rest), known, grown(box, same_place_m)));
}

bool Trial::give(std::uint32_t row, const std::vector<PartHandle>& ground) {
    auto& zone = edit(row);
    const auto shape = shape_of_parts(ground);
    const auto box = box_of_parts(ground);
    auto meeting = take_out_meeting(zone, shape, box);
    auto known = all_vertices(meeting.with);
    const auto theirs = all_vertices(ground);
    known.insert(known.end(), theirs.begin(), theirs.end());
    std::sort(known.begin(), known.end());
    auto together = all_settled(parts_of_ground(joined(shape_of_parts(meeting.with), shape), zone.shells_left), known,
                                grown(box, same_place_m));
    const bool meets = !meeting.with.empty() && together.size() <= meeting.with.size();
    put_in(zone, meeting.first, std::move(together));
    m_ground.note_growth(row, box);
    return meets;
}

bool Trial::finish() {
    std::vector<Vertex> left;
    for (const auto& [row, before] : m_before) {
        const auto here = vertices_in(only_in_first(m_ground.zones.at(row).parts, before.parts), m_box);
        left.insert(left.end(), here.begin(), here.end());
    }
    std::sort(left.begin(), left.end());
    left.erase(std::unique(left.begin(), left.end()), left.end());
    std::vector<Vertex> shared;
    std::set_intersection(left.begin(), left.end(), m_shared.begin(), m_shared.end(), std::back_inserter(shared));
    if (!shared.empty()) {
        for (const auto row : m_ground.near(m_box)) put_vertices(row, shared);
    }
    for (const auto& [row, before] : m_before) {
        for (const auto& part : only_in_first(m_ground.zones.at(row).parts, before.parts)) {
            if (!is_valid_part(*part)) return false;
        }
    }
    return true;
}

bool Trial::commit(Rule rule, std::int64_t from, std::int64_t to, const geometry::Shape& place) {
    std::vector<LedgerEntry> entries;
    const double area = place.area();
    for (auto& [row, before] : m_before) {
        const auto& now = m_ground.zones.at(row).parts;
        const auto gone = only_in_first(before.parts, now);
        const auto come = only_in_first(now, before.parts);
        if (gone.empty() && come.empty()) continue;
        const auto old_vertices = all_vertices(gone);
        const auto new_vertices = all_vertices(come);
        const auto added = less(new_vertices, old_vertices);
        const auto removed = less(old_vertices, new_vertices);
        const auto number = static_cast<std::int64_t>(row);
        const bool moves = number == from || number == to;
        LedgerEntry entry{.rule = rule, .row = number};
        entry.change_m2 = area_of_parts(come) - area_of_parts(gone);
        entry.shift_m = before.shift_m;
        entry.tie = m_tie;
        entry.added = added.size();
        entry.removed = removed.size();
        if (moves) {
            entry.from = from;
            entry.to = to;
            entry.area_m2 = area;
            entry.place = place.copy();
        } else {
            if (added.empty() && removed.empty() && entry.change_m2 == 0.0) continue;
            entry.place = points_at(added);
        }
        entries.push_back(std::move(entry));
        m_ground.touched.insert(row);
    }
    m_before.clear();
    const auto rank = [&](const LedgerEntry& entry) {
        return m_ground.zones.at(static_cast<std::uint32_t>(entry.row)).rank;
    };
    std::sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    for (auto& entry : entries) m_ground.ledger.push_back(std::move(entry));
    return !entries.empty();
}

}  // namespace petasentra::topology
