#pragma once
#include <cstdint>
#include <petasentra/geometry/orientation.hpp>

#include "zoning/cells.hpp"
#include "zoning/held.hpp"

namespace petasentra::zoning {

/// Calls visit(zone, on its border) for every zone with want(zone) that holds the place, borders included, in ascending
/// zones, until visit returns false. A place that is not finite lies in none. Exact. Cost: as locate(), one place at a
/// time; edges of zones that are not wanted are not read.
template <class Want, class Visit>
void visit_zones_at(const Cells& cells, const geometry::Point& place, const Want& want, const Visit& visit) {
    const auto& grid = cells.grid;
    // Also false for what is not a number.
    if (!(place.x >= grid.west_of(0) && place.x < grid.west_of(grid.columns) && place.y >= grid.south_of(0) &&
          place.y < grid.south_of(grid.rows)))
        return;
    const auto column = grid.column_of(place.x);
    const auto row = grid.row_of(place.y);
    const auto state = cells.state[cells.blocks.cell(column >> Cells::block_bits, row >> Cells::block_bits)];
    const auto number = state & ~Cells::kind_bits;
    if ((state & Cells::kind_bits) == Cells::one_zone) {
        if (state != 0 && want(state - 1)) visit(state - 1, false);
        return;
    }
    if ((state & Cells::kind_bits) == Cells::many_zones) {
        for (std::uint32_t k = 1; k <= cells.lists[number]; ++k) {
            const auto zone = cells.lists[number + k];
            if (want(zone) && !visit(zone, false)) return;
        }
        return;
    }
    constexpr auto within = Cells::block_side - 1;
    const auto in_block = static_cast<unsigned>((row & within) * Cells::block_side + (column & within));
    const auto& block = cells.mixed_blocks[number];
    const auto name = block.name(in_block);
    if (name == MixedBlock::none) return;
    if (name != MixedBlock::groups) {
        const auto zone = cells.zone_named(block, name);
        if (want(zone)) visit(zone, false);
        return;
    }
    const auto cell = Cells::cell_number(block, in_block);
    const auto walk = Walk::to(place, {grid.west_of(column), grid.south_of(row)});
    for (auto group = cells.group_of_cell[cell]; group < cells.group_of_cell[cell + 1]; ++group) {
        const auto zone = cells.groups[group].zone();
        if (!want(zone)) continue;
        const auto held = held_by(cells, group, walk);
        if (held != Held::no && !visit(zone, held == Held::on_border)) return;
    }
}

}  // namespace petasentra::zoning
