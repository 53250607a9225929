#include "zoning/first_look.hpp"

#include <algorithm>
#include <bit>
#include <petasentra/core/prefetch.hpp>
#include <petasentra/geometry/is_place.hpp>
#include <petasentra/geometry/star_ring.hpp>
#include <petasentra/zoning/zoning_index.hpp>

#include "zoning/rounding.hpp"

namespace petasentra::zoning {
namespace {

// The bounds of larger sites hardly ever have no edge in them.
constexpr std::int64_t most_blocks_along = 4;

std::int64_t block_of(std::int64_t cell) {
    return cell >> Cells::block_bits;
}

}  // namespace

void FirstLook::look(std::size_t first, std::span<Look> looks) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < looks.size(); ++i) {
        const auto star = geometry::StarRing::of(geometry::only_ring(m_sites, first + i));
        looks[i] = {star.sure, star.area_m2, Look::undecided};
        if (!star.sure || star.area_m2 <= rounding_m2(star.bounds) || !geometry::is_place(star.bounds)) continue;
        const auto cells = Window::under(star.bounds, m_cells.grid);
        if (block_of(cells.east) - block_of(cells.west) >= most_blocks_along ||
            block_of(cells.north) - block_of(cells.south) >= most_blocks_along)
            continue;
        m_asked[count++] = {static_cast<std::uint32_t>(i), cells};
        if (cells.empty()) continue;
        for (auto row = block_of(cells.south); row <= block_of(cells.north); ++row)
            core::prefetch(&m_cells.state[m_cells.blocks.cell(block_of(cells.west), row)]);
    }
    for (std::size_t k = 0; k < count; ++k) {
        visit_blocks(m_asked[k].cells, [&](std::uint32_t state, std::uint64_t) {
            if ((state & Cells::mixed) != 0) core::prefetch(&m_cells.mixed_blocks[state & ~Cells::kind_bits]);
            return true;
        });
    }
    for (std::size_t k = 0; k < count; ++k) looks[m_asked[k].site].zone = only_zone(m_asked[k].cells);
}

template <class Visit>
bool FirstLook::visit_blocks(const Window& cells, const Visit& visit) const {
    constexpr std::int64_t side = Cells::block_side;
    for (auto row = block_of(cells.south); row <= block_of(cells.north); ++row) {
        const auto south = std::max(cells.south - row * side, std::int64_t{0});
        const auto north = std::min(cells.north - row * side, side - 1);
        const auto rows = ~std::uint64_t{0} >> (64 - side * (north - south + 1)) << (side * south);
        for (auto column = block_of(cells.west); column <= block_of(cells.east); ++column) {
            const auto west = std::max(cells.west - column * side, std::int64_t{0});
            const auto east = std::min(cells.east - column * side, side - 1);
            const auto columns = (0xFFU >> (side - 1 - (east - west)) << west) & 0xFFU;
            if (!visit(m_cells.state[m_cells.blocks.cell(column, row)], rows & columns * 0x0101010101010101U))
                return false;
        }
    }
    return true;
}

std::int64_t FirstLook::only_zone(const Window& cells) const {
    std::int64_t zone = outside;
    const bool decided = visit_blocks(cells, [&](std::uint32_t state, std::uint64_t places) {
        if ((state & Cells::mixed) == 0) {
            zone = static_cast<std::int64_t>(state) - 1;
            return (state & Cells::many_zones) == 0;
        }
        const auto& block = m_cells.mixed_blocks[state & ~Cells::kind_bits];
        const auto name = block.name(static_cast<unsigned>(std::countr_zero(places)));
        zone = name == MixedBlock::none ? outside : name == MixedBlock::groups ? 0 : m_cells.zone_named(block, name);
        return (block.with_groups & places) == 0;
    });
    return decided ? zone : Look::undecided;
}

}  // namespace petasentra::zoning
