// Repairs of layers drawn with numbers: what to repair, and questions asked of the result.
#pragma once
#include <petasentra/geometry/measure.hpp>
#include <petasentra/topology/repair.hpp>
#include <string>
#include <vector>

#include "topology/squares.hpp"

inline petasentra::topology::RepairSettings repairing(std::vector<petasentra::topology::Rule> rules) {
    petasentra::topology::RepairSettings settings;
    settings.rules = std::move(rules);
    return settings;
}

/// Everything that is repaired unless somebody asks for less.
inline petasentra::topology::RepairSettings repairing_all() {
    using petasentra::topology::Rule;
    return repairing({Rule::geometry_invalid, Rule::zone_overlap, Rule::zone_gap, Rule::zone_sliver, Rule::zone_spike,
                      Rule::edge_mismatch});
}

inline petasentra::topology::Repaired repaired(const petasentra::layer::Layer& zones,
                                               const petasentra::topology::RepairSettings& settings = repairing_all(),
                                               const petasentra::topology::ValidateSettings& how = {}) {
    return petasentra::topology::repair(zones, validated(zones, how), nullptr, settings);
}

inline std::vector<double> areas(const petasentra::layer::Layer& layer) {
    return petasentra::geometry::area_m2(layer.geometry, layer.crs, petasentra::geometry::MeasureMethod::planar);
}

inline std::string text_in(const petasentra::layer::Layer& ledger, const char* column, std::size_t row) {
    return ledger.table.column(column).text_at(row).value_or("null");
}

inline double number_in(const petasentra::layer::Layer& ledger, const char* column, std::size_t row) {
    return ledger.table.column(column).number_at(row).value_or(-1.0);
}

/// The same coordinates, rings and parts, bit by bit.
inline bool same_row(const petasentra::layer::Layer& a, const petasentra::layer::Layer& b, std::size_t row) {
    const std::size_t rows[] = {row};
    const auto one = a.geometry.take(rows);
    const auto other = b.geometry.take(rows);
    return one.xy == other.xy && one.vertex_of_ring == other.vertex_of_ring && one.ring_of_part == other.ring_of_part &&
           one.kind == other.kind && one.z.size() == other.z.size();
}

/// Twice over: the areas a ledger tells are the areas the layers have.
inline void check_conserved(const petasentra::layer::Layer& before, const petasentra::topology::Repaired& made) {
    auto account = areas(before);
    for (std::size_t i = 0; i < made.ledger.size(); ++i) {
        if (text_in(made.ledger, "status", i) == "repaired")
            account[static_cast<std::size_t>(number_in(made.ledger, "row", i))] +=
                number_in(made.ledger, "change_m2", i);
    }
    const auto after = areas(made.layer);
    REQUIRE(account.size() == after.size());
    for (std::size_t row = 0; row < after.size(); ++row) CHECK(account[row] == Approx(after[row]).margin(1e-6));
}
