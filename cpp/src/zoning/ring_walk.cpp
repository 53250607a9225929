#include "zoning/ring_walk.hpp"

#include <algorithm>
#include <cstdlib>
#include <petasentra/core/parallel.hpp>

#include "zoning/open_cells.hpp"
#include "zoning/touched.hpp"

namespace petasentra::zoning {
namespace {

using geometry::GeometryColumn;
using geometry::Point;

constexpr std::size_t rows_per_walk = 32;
constexpr std::size_t edges_between_polls = 65536;

/// Walks along the rings of one block of rows.
class Walker {
  public:
    Walker(const GeometryColumn& zones, const Oriented& oriented, const Grid& grid, const Grid& blocks,
           const core::Control& control)
        : m_zones(zones),
          m_oriented(oriented),
          m_grid(grid),
          m_blocks(blocks),
          m_bands(Bands::over(blocks)),
          m_control(control),
          m_touched(grid),
          m_clear(2.0 * m_touched.beside() * grid.per_side) {}

    RingWalk walk(core::Block rows) {
        make_room(rows);
        for (auto row = rows.begin; row < rows.end; ++row) {
            if (geometry::dimension(m_zones.kind[row]) == 2) walk_zone(row);
        }
        return std::move(m_out);
    }

  private:
    [[nodiscard]] Point vertex(std::uint64_t v) const { return {m_oriented.xy[2 * v], m_oriented.xy[2 * v + 1]}; }
    [[nodiscard]] std::uint32_t band_of(std::int64_t row) const {
        const auto inside = std::clamp<std::int64_t>(row, 0, std::int64_t{m_grid.rows} - 1);
        return static_cast<std::uint32_t>(inside) >> Cells::block_bits >> m_bands.bits;
    }
    [[nodiscard]] BandWalk& band_at(std::uint32_t row) {
        return m_out.bands[(row >> Cells::block_bits >> m_bands.bits) - m_out.first_band];
    }

    void make_room(core::Block rows) {
        geometry::Box box;
        for (auto row = rows.begin; row < rows.end; ++row) box.add(m_oriented.boxes[row]);
        if (box.empty()) return;
        // A row of cells more on either side, for edges that run along its border.
        m_out.first_band = band_of(m_grid.row_of(box.min_y) - 1);
        m_out.bands.resize(band_of(m_grid.row_of(box.max_y) + 1) - m_out.first_band + 1);
    }

    void walk_zone(std::size_t row) {
        m_zone = static_cast<std::uint32_t>(row);
        m_turns.clear();
        for (auto part = m_zones.part_of_row[row]; part < m_zones.part_of_row[row + 1]; ++part) {
            for (auto ring = m_zones.ring_of_part[part]; ring < m_zones.ring_of_part[part + 1]; ++ring)
                walk_ring(m_zones.vertex_of_ring[ring], m_zones.vertex_of_ring[ring + 1]);
        }
        note_covered();
    }

    void walk_ring(std::uint64_t begin, std::uint64_t end) {
        if (begin == end) return;
        auto from = spot_of(vertex(begin));
        auto polled = begin;
        for (auto v = begin; v + 1 < end; ++v) {
            if (v - polled >= edges_between_polls) {
                m_control.check();
                polled = v;
            }
            const auto to = spot_of(vertex(v + 1));
            walk_edge(from, to, v);
            from = to;
            if (to.clear && m_open.size() == 1) v = walk_within(to, v, end);
        }
        close(static_cast<std::uint32_t>(-1));
    }

    /// The cell of a vertex, and whether all of its borders are far enough away for rounding not to matter.
    struct Spot {
        std::int64_t column;
        std::int64_t row;
        bool clear;
    };
    [[nodiscard]] Spot spot_of(const Point& p) const {
        const double x = p.x * m_grid.per_side;
        const double y = p.y * m_grid.per_side;
        const auto column = Grid::floor_of(x);
        const auto row = Grid::floor_of(y);
        const double east = x - static_cast<double>(column);
        const double north = y - static_cast<double>(row);
        const bool clear =
            ((east > m_clear) & (east < 1.0 - m_clear) & (north > m_clear) & (north < 1.0 - m_clear)) != 0;
        return {column - m_grid.first_column, row - m_grid.first_row, clear};
    }

    // The edges after v that stay in its cell, the only open one; the last of them, or v. Most edges are such.
    std::uint64_t walk_within(const Spot& spot, std::uint64_t v, std::uint64_t end) {
        const double margin = m_clear * m_grid.side;
        const double west = m_grid.west_of(spot.column) + margin;
        const double east = m_grid.west_of(spot.column + 1) - margin;
        const double south = m_grid.south_of(spot.row) + margin;
        const double north = m_grid.south_of(spot.row + 1) - margin;
        auto next = v + 2;
        for (; next < end; ++next) {
            const auto p = vertex(next);
            if (((p.x > west) & (p.x < east) & (p.y > south) & (p.y < north)) == 0) break;
        }
        if (next == v + 2) return v;
        m_open.go_on(static_cast<std::uint32_t>(next - 2));
        return next - 2;
    }

    void walk_edge(const Spot& from, const Spot& to, std::uint64_t v) {
        const auto edge = static_cast<std::uint32_t>(v);
        if (from.clear && to.clear) {
            const auto columns = std::abs(to.column - from.column);
            const auto rows = std::abs(to.row - from.row);
            // Two cells side by side are convex together: the edge touches no other.
            if (columns + rows == 0 && m_open.size() == 1) {
                m_open.go_on(edge);
                return;
            }
            if (columns + rows <= 1) {
                const auto open_before = m_open.size();
                m_open.touch(from.column, from.row, edge, open_before);
                if (columns + rows != 0) m_open.touch(to.column, to.row, edge, open_before);
                close(edge);
                if (rows != 0) m_turns.push_back(turn_at(std::max(from.row, to.row), from.column + 1));
                return;
            }
            if (columns == 1 && rows == 1 && walk_past_corner(from, to, v)) return;
        }
        walk_far(vertex(v), vertex(v + 1), edge);
    }

    // An edge from a cell to one across its corner. False if it passes too near to the corner for rounding not to
    // matter.
    bool walk_past_corner(const Spot& from, const Spot& to, std::uint64_t v) {
        const Point a = vertex(v);
        const Point b = vertex(v + 1);
        const auto border = std::max(from.row, to.row);
        const Point corner{m_grid.west_of(std::max(from.column, to.column)), m_grid.south_of(border)};
        const double cross = (b.x - a.x) * (corner.y - a.y) - (b.y - a.y) * (corner.x - a.x);
        if (!(std::fabs(cross) > 2.0 * m_touched.beside() * (std::fabs(b.x - a.x) + std::fabs(b.y - a.y))))
            return false;
        // With the corner on its left, an edge to the north-east goes through the cell in the east; mirrored, the other.
        const bool same_signs = (to.column > from.column) == (to.row > from.row);
        const bool columns_first = (cross > 0.0) == same_signs;
        const Spot between{columns_first ? to.column : from.column, columns_first ? from.row : to.row, true};
        const auto edge = static_cast<std::uint32_t>(v);
        const auto open_before = m_open.size();
        m_open.touch(from.column, from.row, edge, open_before);
        m_open.touch(between.column, between.row, edge, open_before);
        m_open.touch(to.column, to.row, edge, open_before);
        close(edge);
        m_turns.push_back(turn_at(border, between.column + 1));
        return true;
    }

    void walk_far(const Point& a, const Point& b, std::uint32_t edge) {
        // Looking for each cell of a long edge among many open ones would cost the square of their number; a run may as
        // well end here and another begin.
        constexpr std::size_t few = 16;
        if (m_open.size() > few) close(static_cast<std::uint32_t>(-1));
        const auto open_before = m_open.size();
        m_touched.visit(a, b, [&](std::int64_t row, std::int64_t first, std::int64_t last) {
            for (auto column = first; column <= last; ++column) m_open.touch(column, row, edge, open_before);
        });
        close(edge);
        note_turns(a, b);
    }

    // Runs in cells that the edge does not touch are whole.
    void close(std::uint32_t edge) {
        m_open.close(edge, [&](const OpenCells::Open& open) {
            constexpr auto bits = Cells::block_bits;
            constexpr auto within = Cells::block_side - 1;
            const auto block = m_blocks.cell(open.column >> bits, open.row >> bits);
            const auto place = (open.row & within) * Cells::block_side + (open.column & within);
            band_at(open.row).runs.push_back(
                {static_cast<std::uint32_t>(block), place, m_zone, {open.first, open.last - open.first + 1}});
        });
    }

    // A turn is a place on the southern border of a row of cells where the zone begins or ends for corners: those of
    // its column and beyond are on the other side than those before.
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
            column = std::clamp<std::int64_t>(column, 0, m_grid.columns);
            m_turns.push_back(turn_at(row, column));
        }
    }
    [[nodiscard]] static std::uint64_t turn_at(std::int64_t row, std::int64_t column) {
        return static_cast<std::uint64_t>(row) << 32U | static_cast<std::uint64_t>(column);
    }

    // From the first turn on a row to its second the corners are covered, from the third to the fourth, and so on.
    void note_covered() {
        std::sort(m_turns.begin(), m_turns.end());
        for (std::size_t i = 0; i + 1 < m_turns.size(); i += 2) {
            const auto row = static_cast<std::uint32_t>(m_turns[i] >> 32U);
            const auto west = static_cast<std::uint32_t>(m_turns[i]);
            const auto east = static_cast<std::uint32_t>(m_turns[i + 1]);
            if (west < east) band_at(row).covered.push_back({m_zone, row, west, east});
        }
    }

    const GeometryColumn& m_zones;
    const Oriented& m_oriented;
    const Grid& m_grid;
    const Grid& m_blocks;
    Bands m_bands;
    const core::Control& m_control;
    TouchedCells m_touched;
    double m_clear;  ///< of a side of a cell
    RingWalk m_out;
    std::uint32_t m_zone = 0;
    OpenCells m_open;
    std::vector<std::uint64_t> m_turns;  ///< row, column
};

}  // namespace

std::vector<RingWalk> walk_rings(const GeometryColumn& zones, const Oriented& oriented, const Grid& cells,
                                 const Grid& blocks, const core::Control& control) {
    std::vector<RingWalk> out(core::block_count(zones.size(), rows_per_walk));
    core::for_blocks(zones.size(), rows_per_walk, control, [&](core::Block rows) {
        out[rows.index] = Walker(zones, oriented, cells, blocks, control).walk(rows);
    });
    return out;
}

}  // namespace petasentra::zoning
