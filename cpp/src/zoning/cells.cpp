#include "zoning/cells.hpp"

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>

#include "zoning/band.hpp"
#include "zoning/oriented.hpp"
#include "zoning/ring_walk.hpp"

namespace petasentra::zoning {
namespace {

constexpr std::size_t fewest_blocks = 64;
constexpr std::size_t vertices_per_block = 4;

[[noreturn]] void refuse_size() {
    throw core::Error(core::ErrorCode::option_value,
                      {"Lapisan zona terlalu besar untuk satu indeks.", "The zone layer is too large for one index."},
                      {"Bagi lapisan menurut wilayah, lalu buat satu indeks untuk tiap wilayah.",
                       "Split the layer by region and make an index for each."},
                      {});
}

/// Where each band begins, and where the last ends.
class Extents {
  public:
    void add(const Extent& size) {
        const auto next = [](std::uint32_t& sum, std::uint32_t value) {
            if (value > (~Cells::kind_bits) - sum) refuse_size();
            sum += value;
        };
        m_first.push_back(m_first.back());
        auto& end = m_first.back();
        next(end.blocks, size.blocks);
        next(end.lists, size.lists);
        next(end.palette, size.palette);
        next(end.cells, size.cells);
        next(end.groups, size.groups);
        next(end.runs, size.runs);
    }
    [[nodiscard]] const Extent& operator[](std::size_t band) const { return m_first[band]; }
    [[nodiscard]] const Extent& end() const { return m_first.back(); }

  private:
    std::vector<Extent> m_first{1};
};

Writing room_for(const Extent& end, std::size_t blocks) {
    return {core::LargeVector<std::uint32_t>(blocks),
            core::LargeVector<std::uint32_t>(end.lists),
            core::LargeVector<MixedBlock>(end.blocks + 1),
            core::LargeVector<std::uint32_t>(end.palette),
            core::LargeVector<std::uint32_t>(end.cells + 1),
            core::LargeVector<Group>(end.groups + 1),
            core::LargeVector<Run>(end.runs)};
}

void set(Cells& cells, Writing&& written) {
    cells.state = core::FlatArray(std::move(written.state));
    cells.lists = core::FlatArray(std::move(written.lists));
    cells.mixed_blocks = core::FlatArray(std::move(written.mixed_blocks));
    cells.palette = core::FlatArray(std::move(written.palette));
    cells.group_of_cell = core::FlatArray(std::move(written.group_of_cell));
    cells.groups = core::FlatArray(std::move(written.groups));
    cells.runs = core::FlatArray(std::move(written.runs));
}

void fill(Cells& cells, std::span<const RingWalk> walks, const core::Control& control) {
    const auto bands = Bands::over(cells.blocks);
    std::vector<Band> filled;
    for (std::uint32_t number = 0; number < bands.count; ++number) filled.emplace_back(cells.blocks, bands, number);
    core::for_blocks(bands.count, 1, control.part(0.0, 0.8), [&](core::Block band) { filled[band.index].fill(walks); });
    Extents first;
    for (const auto& band : filled) first.add(band.extent());
    const auto end = first.end();
    auto written = room_for(end, cells.blocks.size());
    core::for_blocks(bands.count, 1, control.part(0.8, 1.0),
                     [&](core::Block band) { filled[band.index].copy_to(written, first[band.index]); });
    written.mixed_blocks[end.blocks] = {{}, 0, end.cells, end.palette, {}};
    written.group_of_cell[end.cells] = end.groups;
    written.groups[end.groups] = Group(0, false, end.runs);
    set(cells, std::move(written));
}

}  // namespace

std::size_t Cells::bytes() const noexcept {
    return xy.bytes() + state.bytes() + lists.bytes() + mixed_blocks.bytes() + palette.bytes() + group_of_cell.bytes() +
           groups.bytes() + runs.bytes();
}

Cells cut_into_cells(const geometry::GeometryColumn& zones, const core::Control& control) {
    if (zones.vertex_count() > ~Cells::kind_bits || zones.size() >= ~Cells::kind_bits) refuse_size();
    Cells out;
    out.zone_count = zones.size();
    auto oriented = interior_on_the_left(zones, control.part(0.0, 0.1));
    geometry::Box bounds;
    for (const auto& box : oriented.boxes) bounds.add(box);
    out.blocks = Grid::over(bounds, std::max(zones.vertex_count() / vertices_per_block, fewest_blocks));
    out.grid = out.blocks.finer(Cells::block_bits);
    const auto walks = walk_rings(zones, oriented, out.grid, out.blocks, control.part(0.1, 0.6));
    fill(out, walks, control.part(0.6, 1.0));
    out.xy = core::FlatArray(std::move(oriented.xy));
    return out;
}

}  // namespace petasentra::zoning
