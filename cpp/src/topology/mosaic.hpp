#pragma once
#include <cstdint>
#include <limits>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/topology/settings.hpp>
#include <vector>

#include "topology/fault_list.hpp"

namespace petasentra::topology {

/// Days in force, [from, to).
struct Force {
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    std::int64_t to = std::numeric_limits<std::int64_t>::max();
    [[nodiscard]] bool reversed() const noexcept { return to <= from; }
    [[nodiscard]] bool together(const Force& other) const noexcept {
        return std::max(from, other.from) < std::min(to, other.to);
    }
};

/// A zoning layer made ready: polygons only, mended where they were invalid, in metres, and in an order that does not
/// depend on that of the rows. Everything below counts zones by their *rank* in this order.
struct Mosaic {
    std::vector<std::uint32_t> row_of;  ///< rank -> row of the layer
    geometry::GeometryColumn source;    ///< coordinates of the layer; rows that cannot take part are null
    geometry::GeometryColumn zones;     ///< the same vertices in the working CRS
    std::vector<geometry::Box> boxes;   ///< of `zones`
    std::vector<std::uint8_t> is_mended;
    std::vector<Force> force;  ///< one a rank, or empty: always in force

    [[nodiscard]] std::size_t size() const noexcept { return row_of.size(); }
    [[nodiscard]] bool together(std::size_t a, std::size_t b) const noexcept {
        return force.empty() || force[a].together(force[b]);
    }
};

/// Rows in the order of a column of ids (numbers by size, other types as text, rows without an id last), equal ids and
/// no column: by row.
[[nodiscard]] std::vector<std::uint32_t> ranked_rows(const layer::Layer& layer, const std::string& feature_id);

/// validity_reversed for rows that would never be in force; they are then always in force.
[[nodiscard]] FaultList reversed_days(Mosaic& mosaic);

/// The days in force of each row, in the order given; empty if no column is named.
[[nodiscard]] std::vector<Force> days_in_force(const layer::Layer& layer, const ValidateSettings& settings,
                                               const std::vector<std::uint32_t>& row_of);

/// `faults` gets what is wrong with single rows (null, empty, not finite, no polygon, invalid); null: nobody asks.
[[nodiscard]] Mosaic mosaic_of(const layer::Layer& layer, std::vector<std::uint32_t> row_of,
                               const geometry::Crs& working, FaultList* faults, const core::Control& control);

}  // namespace petasentra::topology
