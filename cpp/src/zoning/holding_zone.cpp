#include "zoning/holding_zone.hpp"

#include "zoning/path.hpp"

namespace petasentra::zoning {
namespace {

using Wanted = std::span<const std::uint8_t>;

bool holds_place(const Cells& cells, std::uint32_t group, const Walk& walk) {
    unsigned covers = cells.groups[group].covers_corner();
    for (auto run = cells.groups[group].first_run(); run < cells.groups[group + 1].first_run(); ++run) {
        const auto [first, count] = cells.runs[run];
        for (auto v = first; v < first + count; ++v) {
            const auto a = cells.vertex(v);
            const auto b = cells.vertex(v + 1);
            if (is_on(a, b, walk.place)) return true;
            covers ^= walk.crosses(a, b);
        }
    }
    return covers != 0;
}

std::int64_t in_cell(const Cells& cells, Wanted wanted, std::uint32_t number, const Walk& walk) {
    for (auto group = cells.group_of_cell[number]; group < cells.group_of_cell[number + 1]; ++group) {
        const auto zone = cells.groups[group].zone();
        if (wanted[zone] != 0 && holds_place(cells, group, walk)) return zone;
    }
    return -1;
}

std::int64_t in_list(const Cells& cells, Wanted wanted, std::uint32_t list) {
    for (std::uint32_t k = 1; k <= cells.lists[list]; ++k) {
        if (const auto zone = cells.lists[list + k]; wanted[zone] != 0) return zone;
    }
    return -1;
}

}  // namespace

std::int64_t holding_zone(const Cells& cells, Wanted wanted, const geometry::Point& place) {
    const auto& grid = cells.grid;
    if (!(place.x >= grid.west_of(0) && place.x < grid.west_of(grid.columns) && place.y >= grid.south_of(0) &&
          place.y < grid.south_of(grid.rows)))
        return -1;
    const auto column = grid.column_of(place.x);
    const auto row = grid.row_of(place.y);
    const auto state = cells.state[cells.blocks.cell(column >> Cells::block_bits, row >> Cells::block_bits)];
    const auto rest = state & ~Cells::kind_bits;
    if ((state & Cells::mixed) == 0) {
        if ((state & Cells::many_zones) != 0) return in_list(cells, wanted, rest);
        return state != 0 && wanted[state - 1] != 0 ? std::int64_t{state} - 1 : -1;
    }
    constexpr auto within = std::int64_t{Cells::block_side} - 1;
    const auto at = static_cast<unsigned>((row & within) * Cells::block_side + (column & within));
    const auto name = cells.pictures[rest].name[at];
    if (name == Picture::none) return -1;
    const auto& block = cells.mixed_blocks[rest];
    if (name != Picture::groups) {
        const auto zone = cells.palette[block.first_zone + name];
        return wanted[zone] != 0 ? std::int64_t{zone} : -1;
    }
    const geometry::Point corner{grid.west_of(column), grid.south_of(row)};
    return in_cell(cells, wanted, Cells::cell_number(block, at), Walk::to(place, corner));
}

}  // namespace petasentra::zoning
