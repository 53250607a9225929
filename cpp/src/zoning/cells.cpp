#include "zoning/cells.hpp"

#include <algorithm>
#include <numeric>
#include <petasentra/core/parallel.hpp>

#include "zoning/cell_runs.hpp"
#include "zoning/covered.hpp"
#include "zoning/mixed_blocks.hpp"

namespace petasentra::zoning {
namespace {

constexpr std::size_t fewest_blocks = 64;
constexpr std::size_t vertices_per_block = 2;
constexpr std::size_t blocks_per_task = 512;

/// Items sorted into bins, in each bin in the order they came.
template <class Item>
class Bins {
  public:
    explicit Bins(std::size_t bins) : m_first(bins + 1, 0) {}
    void count(std::size_t bin) { ++m_first[bin + 1]; }
    void make_room() {
        std::partial_sum(m_first.begin(), m_first.end(), m_first.begin());
        m_items.resize(m_first.back());
        m_next.assign(m_first.begin(), m_first.end() - 1);
    }
    void put(std::size_t bin, const Item& item) { m_items[m_next[bin]++] = item; }
    [[nodiscard]] std::span<Item> operator[](std::size_t bin) {
        return std::span(m_items).subspan(m_first[bin], m_first[bin + 1] - m_first[bin]);
    }
    [[nodiscard]] bool empty(std::size_t bin) const { return m_first[bin] == m_first[bin + 1]; }

  private:
    std::vector<std::uint32_t> m_first;
    std::vector<std::uint32_t> m_next;
    std::vector<Item> m_items;
};

/// Fills blocks: first those without edges, then the mixed ones.
class Filling {
  public:
    Filling(const std::vector<RingWalk>& walks, Cells& out)
        : m_out(out), m_covered(covered_by(walks, out.grid.columns)), m_runs(out.blocks.size()) {
        for (const auto& walk : walks)
            for (const auto& placed : walk.runs) m_runs.count(placed.block);
        m_runs.make_room();
        for (const auto& walk : walks)
            for (const auto& placed : walk.runs) m_runs.put(placed.block, {placed.place, placed.zone, placed.run});
    }

    void fill(const core::Control& control) {
        name_mixed_blocks();
        fill_plain_blocks();
        fill_mixed_blocks(control);
    }

  private:
    void name_mixed_blocks() {
        m_out.state.assign(m_out.blocks.size(), 0);
        for (std::size_t block = 0; block < m_out.blocks.size(); ++block) {
            if (m_runs.empty(block)) continue;
            m_out.state[block] = Cells::mixed | static_cast<std::uint32_t>(m_mixed.size());
            m_mixed.push_back(static_cast<std::uint32_t>(block));
        }
    }
    [[nodiscard]] bool is_mixed(std::size_t block) const { return (m_out.state[block] & Cells::mixed) != 0; }

    // A block without edges is covered by those zones that cover its corner.
    void fill_plain_blocks() {
        std::vector<std::vector<std::uint32_t>> several;
        for (const auto& span : m_covered) {
            if (span.row % Cells::block_side != 0) continue;
            const auto west = (span.west + Cells::block_side - 1) / Cells::block_side;
            const auto east = (span.east + Cells::block_side - 1) / Cells::block_side;
            for (auto column = west; column < east; ++column) {
                const auto block = m_out.blocks.cell(column, span.row / Cells::block_side);
                auto& state = m_out.state[block];
                if (is_mixed(block)) continue;
                if (state == 0) {
                    state = Cells::one_zone | (span.zone + 1);
                } else if ((state & Cells::kind_bits) == Cells::one_zone) {
                    several.push_back({state - 1, span.zone});
                    state = Cells::many_zones | static_cast<std::uint32_t>(several.size() - 1);
                } else {
                    several[state & ~Cells::kind_bits].push_back(span.zone);
                }
            }
        }
        if (several.empty()) return;
        for (auto& state : m_out.state) {
            if ((state & Cells::kind_bits) != Cells::many_zones) continue;
            const auto& zones = several[state & ~Cells::kind_bits];
            state = Cells::many_zones | static_cast<std::uint32_t>(m_out.lists.size());
            m_out.lists.push_back(static_cast<std::uint32_t>(zones.size()));
            m_out.lists.insert(m_out.lists.end(), zones.begin(), zones.end());
        }
    }

    void fill_mixed_blocks(const core::Control& control) {
        auto covers = covers_of_mixed_blocks();
        std::vector<BlockWriter> written(core::block_count(m_mixed.size(), blocks_per_task));
        core::for_blocks(m_mixed.size(), blocks_per_task, control, [&](core::Block task) {
            for (auto i = task.begin; i < task.end; ++i) written[task.index].add(m_runs[m_mixed[i]], covers[i]);
        });
        for (const auto& part : written) part.append_to(m_out);
        m_out.mixed_blocks.push_back({{},
                                      0,
                                      static_cast<std::uint32_t>(m_out.group_of_cell.size()),
                                      static_cast<std::uint32_t>(m_out.palette.size()),
                                      {}});
        m_out.group_of_cell.push_back(static_cast<std::uint32_t>(m_out.groups.size()));
        m_out.groups.emplace_back(0U, false, m_out.runs.size());
    }

    template <class Visit>
    void visit_mixed(const Visit& visit) const {
        constexpr auto side = Cells::block_side;
        for (const auto& span : m_covered) {
            const auto first = m_out.blocks.cell(0, span.row / side);
            for (auto column = span.west / side; column <= (span.east - 1) / side; ++column) {
                const auto state = m_out.state[first + column];
                if ((state & Cells::mixed) == 0) continue;
                const auto west = std::max(span.west, column * side) - column * side;
                const auto east = std::min(span.east, (column + 1) * side) - column * side;
                const auto bits = ((std::uint64_t{1} << east) - 1) & ~((std::uint64_t{1} << west) - 1);
                visit(state & ~Cells::kind_bits, BlockCover{span.zone, bits << (span.row % side * side)});
            }
        }
    }

    [[nodiscard]] Bins<BlockCover> covers_of_mixed_blocks() const {
        Bins<BlockCover> out(m_mixed.size());
        visit_mixed([&](std::uint32_t number, const BlockCover&) { out.count(number); });
        out.make_room();
        visit_mixed([&](std::uint32_t number, const BlockCover& cover) { out.put(number, cover); });
        return out;
    }

    Cells& m_out;
    std::vector<Covered> m_covered;
    Bins<BlockRun> m_runs;
    std::vector<std::uint32_t> m_mixed;
};

template <class Value>
std::size_t bytes_of(const std::vector<Value>& values) {
    return values.size() * sizeof(Value);
}

}  // namespace

std::size_t Cells::bytes() const noexcept {
    return bytes_of(xy) + bytes_of(state) + bytes_of(lists) + bytes_of(mixed_blocks) + bytes_of(palette) +
           bytes_of(group_of_cell) + bytes_of(groups) + bytes_of(runs);
}

Cells cut_into_cells(const geometry::GeometryColumn& zones, const core::Control& control) {
    Cells out;
    out.zone_count = zones.size();
    geometry::Box bounds;
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (geometry::dimension(zones.kind[row]) == 2) bounds.add(zones.bounds(row));
    }
    out.blocks = Grid::over(bounds, std::max(zones.vertex_count() / vertices_per_block, fewest_blocks));
    out.grid = out.blocks.finer(Cells::block_bits);
    out.xy = interior_on_the_left(zones, control.part(0.0, 0.05));
    const auto walks = walk_rings(zones, out.xy, out.grid, out.blocks, control.part(0.05, 0.6));
    Filling(walks, out).fill(control.part(0.6, 1.0));
    return out;
}

}  // namespace petasentra::zoning
