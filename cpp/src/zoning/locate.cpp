#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/zoning/locate.hpp>

#include "zoning/cells.hpp"
#include "zoning/path.hpp"

namespace petasentra::zoning {
namespace {

using geometry::Point;

constexpr std::size_t points_per_block = 8192;
constexpr std::size_t batch = 64;

/// Asks batches of points so that memory is fetched for many at once instead of waited for one by one.
class Locator {
  public:
    explicit Locator(const Cells& cells)
        : m_cells(cells),
          m_bounds{cells.grid.west_of(0), cells.grid.south_of(0), cells.grid.west_of(cells.grid.columns),
                   cells.grid.south_of(cells.grid.rows)} {}

    void locate(std::span<const double> xy, std::int64_t* zone, std::uint8_t* on_boundary) {
        const auto n = xy.size() / 2;
        for (std::size_t i = 0; i < n; ++i) {
            m_cell[i] = cell_of(xy[2 * i], xy[2 * i + 1]);
            m_block[i] = block_of(m_cell[i]);
            if (m_block[i] != nowhere) __builtin_prefetch(&m_cells.state[m_block[i]]);
        }
        std::size_t mixed = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const auto state = m_block[i] == nowhere ? 0U : m_cells.state[m_block[i]];
            on_boundary[i] = 0;
            if ((state & Cells::mixed) != 0) {
                m_number[mixed] = state & ~Cells::kind_bits;
                __builtin_prefetch(&m_cells.pictures[m_number[mixed]]);
                __builtin_prefetch(&m_cells.mixed_blocks[m_number[mixed]]);
                m_point[mixed++] = static_cast<std::uint8_t>(i);
            } else if ((state & Cells::many_zones) != 0) {
                zone[i] = m_cells.lists[(state & ~Cells::kind_bits) + 1];
            } else {
                zone[i] = static_cast<std::int64_t>(state) - 1;
            }
        }
        std::size_t walking = 0;
        for (std::size_t k = 0; k < mixed; ++k) {
            const auto i = std::size_t{m_point[k]};
            const auto number = m_number[k];
            const auto place = place_of(m_cell[i]);
            const auto name = m_cells.pictures[number].name[place];
            if (name == Picture::none) {
                zone[i] = outside;
            } else if (name != Picture::groups) {
                zone[i] = m_cells.palette[m_cells.mixed_blocks[number].first_zone + name];
            } else {
                m_number[walking] = Cells::cell_number(m_cells.mixed_blocks[number], place);
                __builtin_prefetch(&m_cells.group_of_cell[m_number[walking]]);
                m_point[walking++] = static_cast<std::uint8_t>(i);
            }
        }
        fetch_edges(walking);
        for (std::size_t k = 0; k < walking; ++k) {
            const auto i = std::size_t{m_point[k]};
            const Point place{xy[2 * i], xy[2 * i + 1]};
            const Point corner{m_cells.grid.west_of(m_cell[i].column), m_cells.grid.south_of(m_cell[i].row)};
            walk(m_number[k], Walk::to(place, corner), zone[i], on_boundary[i]);
        }
    }

  private:
    struct Cell {
        std::uint32_t column;
        std::uint32_t row;
    };

    [[nodiscard]] Cell cell_of(double x, double y) const {
        const auto& grid = m_cells.grid;
        // False for NaN too.
        if (!(x >= m_bounds.min_x && x < m_bounds.max_x && y >= m_bounds.min_y && y < m_bounds.max_y))
            return {nowhere, nowhere};
        return {static_cast<std::uint32_t>(grid.column_of(x)), static_cast<std::uint32_t>(grid.row_of(y))};
    }
    [[nodiscard]] std::uint32_t block_of(const Cell& cell) const {
        if (cell.column == nowhere) return nowhere;
        return static_cast<std::uint32_t>(
            m_cells.blocks.cell(cell.column >> Cells::block_bits, cell.row >> Cells::block_bits));
    }
    [[nodiscard]] static unsigned place_of(const Cell& cell) {
        constexpr auto within = Cells::block_side - 1;
        return (cell.row & within) * Cells::block_side + (cell.column & within);
    }

    // Groups, runs and vertices of a cell lie one behind the other in three arrays: fetched array by array.
    void fetch_edges(std::size_t walking) const {
        for (std::size_t k = 0; k < walking; ++k)
            __builtin_prefetch(&m_cells.groups[m_cells.group_of_cell[m_number[k]]]);
        for (std::size_t k = 0; k < walking; ++k)
            __builtin_prefetch(&m_cells.runs[m_cells.groups[m_cells.group_of_cell[m_number[k]]].first_run()]);
        for (std::size_t k = 0; k < walking; ++k) {
            const auto begin = m_cells.groups[m_cells.group_of_cell[m_number[k]]].first_run();
            const auto end = m_cells.groups[m_cells.group_of_cell[m_number[k] + 1]].first_run();
            for (auto run = begin; run < end; ++run)
                __builtin_prefetch(m_cells.xy.data() + std::size_t{2} * m_cells.runs[run].first);
        }
    }

    // Groups are in ascending zones: the first that holds the place is the answer.
    void walk(std::uint32_t number, const Walk& walk, std::int64_t& zone, std::uint8_t& on_boundary) const {
        zone = outside;
        for (auto group = m_cells.group_of_cell[number]; group < m_cells.group_of_cell[number + 1]; ++group) {
            unsigned covers = m_cells.groups[group].covers_corner();
            bool touches = false;
            for (auto run = m_cells.groups[group].first_run(); run < m_cells.groups[group + 1].first_run(); ++run) {
                const auto [first, count] = m_cells.runs[run];
                const double* xy = m_cells.xy.data() + std::size_t{2} * first;
                for (std::uint32_t edge = 0; edge < count; ++edge, xy += 2) {
                    const Point a{xy[0], xy[1]};
                    const Point b{xy[2], xy[3]};
                    touches = touches || is_on(a, b, walk.place);
                    covers ^= walk.crosses(a, b);
                }
            }
            if (touches || covers != 0) {
                zone = m_cells.groups[group].zone();
                on_boundary = touches ? 1 : 0;
                return;
            }
        }
    }

    static constexpr std::uint32_t nowhere = 0xFFFFFFFFU;
    const Cells& m_cells;
    geometry::Box m_bounds;
    std::array<Cell, batch> m_cell{};
    std::array<std::uint32_t, batch> m_block{};
    std::array<std::uint32_t, batch> m_number{};
    std::array<std::uint8_t, batch> m_point{};
};

}  // namespace

Located locate(std::span<const double> xy, const ZoningIndex& zones, const core::Control& control) {
    const auto n = xy.size() / 2;
    Located out{std::vector<std::int64_t>(n, outside), std::vector<std::uint8_t>(n, 0)};
    core::for_blocks(n, points_per_block, control, [&](core::Block block) {
        Locator locator(zones.cells());
        for (auto i = block.begin; i < block.end; i += batch) {
            const auto count = std::min(batch, block.end - i);
            locator.locate(xy.subspan(2 * i, 2 * count), out.zone.data() + i, out.on_boundary.data() + i);
        }
    });
    return out;
}

}  // namespace petasentra::zoning
