#include "zoning/cell_runs.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>

#include "zoning/touched.hpp"

namespace petasentra::zoning {
namespace {

using geometry::GeometryColumn;
using geometry::Point;

constexpr std::size_t rows_per_block = 32;

/// Walks along the rings of one block of rows.
class Walker {
  public:
    Walker(const GeometryColumn& zones, std::span<const double> xy, const Grid& grid, const Grid& blocks, RingWalk& out)
        : m_zones(zones), m_xy(xy), m_grid(grid), m_blocks(blocks), m_touched(grid, Window::of(grid)), m_out(out) {}

    void walk(std::size_t row) {
        m_zone = static_cast<std::uint32_t>(row);
        const auto first_turn = m_out.turns.size();
        for (auto part = m_zones.part_of_row[row]; part < m_zones.part_of_row[row + 1]; ++part) {
            for (auto ring = m_zones.ring_of_part[part]; ring < m_zones.ring_of_part[part + 1]; ++ring)
                walk_ring(m_zones.vertex_of_ring[ring], m_zones.vertex_of_ring[ring + 1]);
        }
        std::sort(m_out.turns.begin() + static_cast<std::ptrdiff_t>(first_turn), m_out.turns.end());
    }

  private:
    struct Open {
        std::uint32_t column;
        std::uint32_t row;
        std::uint32_t first;
        std::uint32_t last;
    };

    [[nodiscard]] Point vertex(std::uint64_t v) const { return {m_xy[2 * v], m_xy[2 * v + 1]}; }

    void walk_ring(std::uint64_t begin, std::uint64_t end) {
        m_inside = {};
        for (auto v = begin; v + 1 < end; ++v) {
            const auto edge = static_cast<std::uint32_t>(v);
            const Point a = vertex(v);
            const Point b = vertex(v + 1);
            if (m_open.size() == 1 && m_inside.holds(a) && m_inside.holds(b)) {
                m_open.front().last = edge;
                continue;
            }
            m_touched.visit(a, b, [&](std::int64_t row, std::int64_t first, std::int64_t last) {
                for (auto column = first; column <= last; ++column)
                    touch(static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row), edge);
            });
            close(edge);
            note_turns(a, b);
            if (m_open.size() == 1) m_inside = well_inside(m_open.front());
        }
        close(static_cast<std::uint32_t>(-1));
    }

    /// Where an edge touches no other cell.
    struct Inside {
        double west = 1.0, east = 0.0, south = 1.0, north = 0.0;
        [[nodiscard]] bool holds(const Point& p) const noexcept {
            return p.x > west && p.x < east && p.y > south && p.y < north;
        }
    };
    [[nodiscard]] Inside well_inside(const Open& open) const {
        const double beside = m_touched.beside();
        return {m_grid.west_of(open.column) + 2 * beside, m_grid.west_of(open.column + 1) - 2 * beside,
                m_grid.south_of(open.row) + 2 * beside, m_grid.south_of(open.row + 1) - 2 * beside};
    }

    void touch(std::uint32_t column, std::uint32_t row, std::uint32_t edge) {
        for (auto& open : m_open) {
            if (open.column == column && open.row == row) {
                open.last = edge;
                return;
            }
        }
        m_open.push_back({column, row, edge, edge});
    }

    // Runs that the last edge did not go on with are whole.
    void close(std::uint32_t edge) {
        std::size_t kept = 0;
        for (const auto& open : m_open) {
            if (open.last == edge) {
                m_open[kept++] = open;
            } else {
                constexpr auto bits = Cells::block_bits;
                constexpr auto within = Cells::block_side - 1;
                const auto block = m_blocks.cell(open.column >> bits, open.row >> bits);
                const auto place = (open.row & within) * Cells::block_side + (open.column & within);
                m_out.runs.push_back(
                    {static_cast<std::uint32_t>(block), place, m_zone, {open.first, open.last - open.first + 1}});
            }
        }
        m_open.resize(kept);
    }

    void note_turns(const Point& a, const Point& b) {
        const Point& low = a.y <= b.y ? a : b;
        const Point& high = a.y <= b.y ? b : a;
        // Southern borders with low.y <= y < high.y: a vertex on the border is below the moved corners.
        auto row = m_grid.row_of(low.y);
        if (m_grid.south_of(row) < low.y) ++row;
        for (; m_grid.south_of(row) < high.y; ++row) {
            const double y = m_grid.south_of(row);
            const double x = low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x);
            const auto east_of = [&](std::int64_t column) {
                return geometry::side_of_moved(low, high, {m_grid.west_of(column), y}) < 0;
            };
            auto column = m_grid.column_of(x);
            while (!east_of(column)) ++column;
            while (east_of(column - 1)) --column;
            column = std::max<std::int64_t>(column, 0);
            if (column >= m_grid.columns) continue;
            m_out.turns.push_back({m_zone, static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)});
        }
    }

    const GeometryColumn& m_zones;
    std::span<const double> m_xy;
    const Grid& m_grid;
    const Grid& m_blocks;
    TouchedCells m_touched;
    RingWalk& m_out;
    std::uint32_t m_zone = 0;
    std::vector<Open> m_open;
    Inside m_inside;
};

// Turns a ring round that runs the other way than it should.
void turn_if(std::vector<double>& xy, std::uint64_t begin, std::uint64_t end, bool hole) {
    if (end - begin < 4) return;
    const double x = xy[2 * begin];
    const double y = xy[2 * begin + 1];
    double twice = 0.0;
    for (auto v = begin; v + 1 < end; ++v)
        twice += (xy[2 * v] - x) * (xy[2 * v + 3] - y) - (xy[2 * v + 2] - x) * (xy[2 * v + 1] - y);
    if ((twice < 0.0) == hole) return;
    for (auto low = begin, high = end - 1; low < high; ++low, --high) {
        std::swap(xy[2 * low], xy[2 * high]);
        std::swap(xy[2 * low + 1], xy[2 * high + 1]);
    }
}

}  // namespace

std::vector<RingWalk> walk_rings(const GeometryColumn& zones, std::span<const double> xy, const Grid& cells,
                                 const Grid& blocks, const core::Control& control) {
    std::vector<RingWalk> out(core::block_count(zones.size(), rows_per_block));
    core::for_blocks(zones.size(), rows_per_block, control, [&](core::Block block) {
        Walker walker(zones, xy, cells, blocks, out[block.index]);
        for (auto row = block.begin; row < block.end; ++row) {
            if (geometry::dimension(zones.kind[row]) == 2) walker.walk(row);
        }
    });
    return out;
}

std::vector<double> interior_on_the_left(const GeometryColumn& zones, const core::Control& control) {
    std::vector<double> out = zones.xy;
    core::for_blocks(zones.size(), rows_per_block, control, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) {
            for (auto part = zones.part_of_row[row]; part < zones.part_of_row[row + 1]; ++part) {
                for (auto ring = zones.ring_of_part[part]; ring < zones.ring_of_part[part + 1]; ++ring) {
                    const bool hole = ring != zones.ring_of_part[part];
                    turn_if(out, zones.vertex_of_ring[ring], zones.vertex_of_ring[ring + 1], hole);
                }
            }
        }
    });
    return out;
}

}  // namespace petasentra::zoning
