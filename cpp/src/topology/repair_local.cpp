#include "topology/repair_local.hpp"

#include <algorithm>
#include <petasentra/index/box_index.hpp>
#include <utility>

#include "topology/repair_zone.hpp"

namespace petasentra::topology {
namespace {

/// The rows looked at, as numbers of the whole layer, and the boxes of all rows.
struct Look {
    const std::set<std::uint32_t>& touched;
    std::vector<std::size_t> rows;
    std::vector<std::uint8_t> looked_at;
    index::BoxIndex index;
    double margin;

    [[nodiscard]] std::int64_t row_of(std::int64_t row) const {
        return row == no_row ? no_row : static_cast<std::int64_t>(rows[static_cast<std::size_t>(row)]);
    }
    [[nodiscard]] bool is_touched(std::int64_t row) const {
        return row != no_row && touched.contains(static_cast<std::uint32_t>(row_of(row)));
    }
    [[nodiscard]] bool is_told(const Fault& fault, const geometry::Box& box) const {
        if (fault.rule != Rule::zone_gap) return is_touched(fault.row) || is_touched(fault.other);
        const bool beside = std::any_of(fault.neighbours.begin(), fault.neighbours.end(),
                                        [&](const Neighbour& neighbour) { return is_touched(neighbour.row); });
        if (!beside) return false;
        std::vector<std::uint32_t> near;
        index.query(grown(box, margin), near);
        return std::all_of(near.begin(), near.end(), [&](std::uint32_t row) { return looked_at[row] != 0; });
    }
};

}  // namespace

double margin_in(const geometry::Crs& crs, double metres) {
    return crs.is_geographic() ? metres / 25'000.0 : 4.0 * metres;
}

Validation validate_beside(const layer::Layer& zones, const std::set<std::uint32_t>& touched,
                           const ValidateAgainst& against, const ValidateSettings& settings,
                           const core::Control& control) {
    const auto boxes = index::boxes_of(zones.geometry);
    Look look{touched,
              {},
              std::vector<std::uint8_t>(zones.size(), 0),
              index::BoxIndex(boxes),
              margin_in(zones.crs, 2.0 * settings.tolerance_m + 0.01)};
    std::vector<std::uint32_t> near;
    for (const auto row : touched) {
        look.looked_at[row] = 1;
        if (boxes[row].empty()) continue;
        look.index.query(grown(boxes[row], look.margin), near);
        for (const auto other : near) look.looked_at[other] = 1;
    }
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (look.looked_at[row] != 0) look.rows.push_back(row);
    }
    if (2 * look.rows.size() > zones.size()) return validate(zones, against, settings, control);

    auto found = validate(zones.take(look.rows), against, settings, control);
    Faults told;
    told.crs = found.found.crs;
    for (std::size_t f = 0; f < found.found.size(); ++f) {
        auto& fault = found.found.faults[f];
        if (!look.is_told(fault, found.found.source_places.bounds(f))) continue;
        fault.row = look.row_of(fault.row);
        fault.other = look.row_of(fault.other);
        for (auto& neighbour : fault.neighbours) neighbour.row = look.row_of(neighbour.row);
        told.faults.push_back(std::move(fault));
        told.places.append(found.found.places, f);
        told.source_places.append(found.found.source_places, f);
    }
    found.found = std::move(told);
    return found;
}

}  // namespace petasentra::topology
