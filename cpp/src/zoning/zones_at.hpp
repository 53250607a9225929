#pragma once
#include <cstdint>
#include <petasentra/geometry/orientation.hpp>

#include "zoning/cells.hpp"
#include "zoning/path.hpp"

namespace petasentra::zoning {

/// Calls visit(zone, on its border) for every zone that holds the place, borders included, in ascending zones.
template <class Visit>
void visit_zones_at(const Cells& cells, const geometry::Point& place, const Visit& visit) {
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
        if (state != 0) visit(state - 1, false);
        return;
    }
    if ((state & Cells::kind_bits) == Cells::many_zones) {
        for (std::uint32_t k = 1; k <= cells.lists[number]; ++k) visit(cells.lists[number + k], false);
        return;
    }
    constexpr auto within = Cells::block_side - 1;
    const auto in_block = static_cast<unsigned>((row & within) * Cells::block_side + (column & within));
    const auto name = cells.pictures[number].name[in_block];
    const auto& block = cells.mixed_blocks[number];
    if (name == Picture::none) return;
    if (name != Picture::groups) {
        visit(cells.palette[block.first_zone + name], false);
        return;
    }
    const auto cell = Cells::cell_number(block, in_block);
    const auto walk = Walk::to(place, {grid.west_of(column), grid.south_of(row)});
    for (auto group = cells.group_of_cell[cell]; group < cells.group_of_cell[cell + 1]; ++group) {
        unsigned covers = cells.groups[group].covers_corner();
        bool touches = false;
        for (auto run = cells.groups[group].first_run(); run < cells.groups[group + 1].first_run(); ++run) {
            const auto [first, count] = cells.runs[run];
            for (auto v = first; v < first + count; ++v) {
                touches = touches || is_on(cells.vertex(v), cells.vertex(v + 1), place);
                covers ^= walk.crosses(cells.vertex(v), cells.vertex(v + 1));
            }
        }
        if (touches || covers != 0) visit(cells.groups[group].zone(), touches);
    }
}

}  // namespace petasentra::zoning
