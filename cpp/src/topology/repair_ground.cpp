#include "topology/repair_ground.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/topology/tolerance.hpp>

#include "topology/mosaic.hpp"
#include "topology/repair_local.hpp"

namespace petasentra::topology {
namespace {

/// Rows that come near the faults, in order. A spike is told by its tip, but the ground between its arms may be long:
/// all zones beside its row are taken up.
std::vector<std::size_t> rows_near(const layer::Layer& layer, const Validation& validation,
                                   const std::vector<std::size_t>& faults, double margin) {
    const auto boxes = index::boxes_of(layer.geometry);
    const index::BoxIndex index(boxes);
    std::set<std::size_t> rows;
    std::vector<std::uint32_t> near;
    for (const auto f : faults) {
        const auto& fault = validation.found.faults[f];
        auto box = validation.found.source_places.bounds(f);
        if (fault.rule == Rule::zone_spike) box.add(boxes[static_cast<std::size_t>(fault.row)]);
        if (!box.empty()) {
            index.query(grown(box, margin), near);
            rows.insert(near.begin(), near.end());
        }
        for (const auto row : {fault.row, fault.other}) {
            if (row != no_row) rows.insert(static_cast<std::size_t>(row));
        }
        for (const auto& neighbour : fault.neighbours) rows.insert(static_cast<std::size_t>(neighbour.row));
    }
    return {rows.begin(), rows.end()};
}

RepairZone zone_of(const geometry::GeometryColumn& column, std::size_t i) {
    RepairZone out;
    for (auto part = column.part_of_row[i]; part < column.part_of_row[i + 1]; ++part) {
        auto made = part_of(column, part, static_cast<std::int64_t>(part - column.part_of_row[i]));
        if (made != nullptr) out.parts.push_back(std::move(made));
    }
    out.area_m2 = area_of_parts(out.parts);
    out.fit = !out.parts.empty();
    if (out.fit) out.shells_left = is_left_handed(out.parts.front()->rings.front());
    return out;
}

struct Claim {
    std::uint32_t row;
    double key;  ///< the smaller wins
    std::uint32_t rank;
};

std::vector<Claim> claims_of(const RepairGround& ground,
                             const std::vector<std::pair<std::uint32_t, double>>& border_m) {
    std::vector<Claim> claims;
    for (const auto& [row, border] : border_m) {
        const auto& zone = ground.zones.at(row);
        const double key = ground.wanted.rule == RepairRule::priority         ? ground.wanted.preference[row]
                           : ground.wanted.rule == RepairRule::longest_border ? -border
                                                                              : -zone.area_m2;
        claims.push_back({row, key, zone.rank});
    }
    return claims;
}

/// Equal zones measured at different places differ in the last digits: that is a tie, and the smallest id wins.
double slack_of(const RepairGround& ground, double key) {
    return ground.wanted.rule == RepairRule::priority ? 0.0 : 1e-9 * std::abs(key) + 2.0 * resolution_m;
}

}  // namespace

RepairGround::RepairGround(const layer::Layer& layer, const Validation& validation, const RepairSettings& settings,
                           const std::vector<std::size_t>& faults, const std::set<std::uint32_t>& unfit,
                           const core::Control& control)
    : found(validation), wanted(settings), crs(layer.crs) {
    const auto row_of = ranked_rows(layer, found.settings.feature_id);
    std::vector<std::uint32_t> rank_of(row_of.size());
    for (std::uint32_t rank = 0; rank < row_of.size(); ++rank) rank_of[row_of[rank]] = rank;
    std::vector<std::uint32_t> every_row(layer.size());
    for (std::uint32_t row = 0; row < every_row.size(); ++row) every_row[row] = row;
    force = days_in_force(layer, found.settings, every_row);
    // As in validate(): a row that would never be in force always is.
    for (auto& days : force) {
        if (days.reversed()) days = {};
    }

    auto rows = rows_near(layer, found, faults, margin_in(layer.crs, 2.0 * tolerance_m() + 0.01));
    for (const auto row : rows) {
        const auto number = static_cast<std::uint32_t>(row);
        auto& zone = zones[number];
        zone.fit = false;
        if (!unfit.contains(number) && geometry::dimension(layer.geometry.kind[row]) == 2) polygon_rows.push_back(row);
    }
    metric = geometry::transform(layer.geometry.take(polygon_rows), layer.crs, found.settings.metric_crs, control);
    for (std::size_t i = 0; i < polygon_rows.size(); ++i)
        zones[static_cast<std::uint32_t>(polygon_rows[i])] = zone_of(metric, i);
    std::vector<geometry::Box> boxes;
    for (auto& [row, zone] : zones) {
        zone.row = row;
        zone.rank = rank_of[row];
        m_rows.push_back(row);
        boxes.push_back(box_of_parts(zone.parts));
    }
    m_index = index::BoxIndex(boxes);
}

RepairZone* RepairGround::fit(std::int64_t row) {
    if (row == no_row) return nullptr;
    const auto at = zones.find(static_cast<std::uint32_t>(row));
    return at == zones.end() || !at->second.fit ? nullptr : &at->second;
}

std::vector<std::uint32_t> RepairGround::near(const geometry::Box& box) const {
    std::vector<std::uint32_t> numbers;
    m_index.query(box, numbers);
    std::vector<std::uint32_t> rows;
    for (const auto number : numbers) rows.push_back(m_rows[number]);
    for (const auto& [where, row] : m_growth) {
        if (where.intersects(box)) rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end(), [&](auto a, auto b) { return zones.at(a).rank < zones.at(b).rank; });
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::vector<std::uint32_t> in_order_of_rule(const RepairGround& ground,
                                            const std::vector<std::pair<std::uint32_t, double>>& border_m) {
    auto claims = claims_of(ground, border_m);
    std::vector<std::uint32_t> out;
    while (!claims.empty()) {
        double best = claims.front().key;
        for (const auto& claim : claims) best = std::min(best, claim.key);
        const double slack = slack_of(ground, best);
        auto first = claims.end();
        for (auto claim = claims.begin(); claim != claims.end(); ++claim) {
            if (claim->key <= best + slack && (first == claims.end() || claim->rank < first->rank)) first = claim;
        }
        out.push_back(first->row);
        claims.erase(first);
    }
    return out;
}

bool by_id_only(const RepairGround& ground, const std::vector<std::pair<std::uint32_t, double>>& border_m,
                std::uint32_t row) {
    const auto claims = claims_of(ground, border_m);
    const auto mine = std::find_if(claims.begin(), claims.end(), [&](const auto& claim) { return claim.row == row; });
    return mine != claims.end() && std::any_of(claims.begin(), claims.end(), [&](const auto& claim) {
               if (claim.rank <= mine->rank) return false;
               return claim.key == mine->key || std::abs(claim.key - mine->key) <= slack_of(ground, mine->key);
           });
}

std::vector<std::pair<std::uint32_t, double>> takers(const RepairGround& ground, const std::vector<PartHandle>& parts,
                                                     std::uint32_t not_this) {
    const double reach = std::max(ground.tolerance_m(), same_place_m);
    std::vector<std::pair<std::uint32_t, double>> out;
    for (const auto row : ground.near(grown(box_of_parts(parts), reach))) {
        const auto& zone = ground.zones.at(row);
        if (row == not_this || !zone.fit || !ground.together(row, not_this)) continue;
        const double border = border_along(parts, zone.parts, reach);
        if (border > 0.0) out.emplace_back(row, border);
    }
    return out;
}

bool has_other_neighbour(const RepairGround& ground, const std::vector<PartHandle>& parts, std::uint32_t row) {
    const double reach = std::max(ground.tolerance_m(), same_place_m);
    const auto rows = ground.near(grown(box_of_parts(parts), reach));
    return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t other) {
        const auto& zone = ground.zones.at(other);
        if (other == row || (zone.fit && ground.together(other, row))) return false;
        return !zone.fit || border_along(parts, zone.parts, reach) > 0.0;
    });
}

bool has_ground(std::span<const PartHandle> parts, double tolerance_m) {
    return std::any_of(parts.begin(), parts.end(), [&](const PartHandle& part) {
        return wider_than(shape_of_parts(std::span(&part, 1)), tolerance_m);
    });
}

}  // namespace petasentra::topology
