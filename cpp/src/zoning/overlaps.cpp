#include "zoning/overlaps.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "zoning/common_ground.hpp"
#include "zoning/walk.hpp"

namespace petasentra::zoning {
namespace {

using geometry::Point;
using geometry::side_of;

enum Answer : std::uint8_t { not_asked = 0, none = 1, perhaps = 2 };

struct ZoneEdge {
    Point from;
    Point to;
    std::uint32_t zone;
};

/// The edges of a cell that no other zone has the other way round: beyond the others one zone gives way to another, and
/// how often the ground is covered stays the same.
std::vector<ZoneEdge> loose_edges(const Cells& cells, std::uint32_t cell) {
    std::vector<ZoneEdge> edges;
    for (auto group = cells.group_of_cell[cell]; group < cells.group_of_cell[cell + 1]; ++group) {
        for (auto run = cells.groups[group].first_run(); run < cells.groups[group + 1].first_run(); ++run) {
            const auto [first, count] = cells.runs[run];
            for (auto v = first; v < first + count; ++v) {
                const ZoneEdge edge{cells.vertex(v), cells.vertex(v + 1), cells.groups[group].zone()};
                const auto twin = std::ranges::find_if(
                    edges, [&](const ZoneEdge& one) { return one.from == edge.to && one.to == edge.from; });
                if (twin == edges.end()) {
                    edges.push_back(edge);
                } else {
                    *twin = edges.back();
                    edges.pop_back();
                }
            }
        }
    }
    return edges;
}

bool touch(const ZoneEdge& one, const ZoneEdge& other) {
    const auto apart = [](const ZoneEdge& line, const ZoneEdge& edge) {
        return side_of(line.from, line.to, edge.from) * side_of(line.from, line.to, edge.to) > 0;
    };
    return !apart(one, other) && !apart(other, one);
}

bool onwards(const ZoneEdge& one, const ZoneEdge& other) {
    const auto east = (one.to.x - one.from.x) * (other.to.x - other.from.x);
    const auto north = (one.to.y - one.from.y) * (other.to.y - other.from.y);
    return east + north > 0.0;
}

bool share_an_end(const ZoneEdge& one, const ZoneEdge& other) {
    return one.from == other.from || one.from == other.to || one.to == other.from || one.to == other.to;
}

/// Both edges lead along one line from one place, or to one place: their zones lie on the same side of it.
bool run_together(const ZoneEdge& one, const ZoneEdge& other) {
    if (one.from == other.from) return side_of(one.from, one.to, other.to) == 0 && onwards(one, other);
    return one.to == other.to && side_of(one.from, one.to, other.from) == 0 && onwards(one, other);
}

/// The middle of what of the edge lies in the box, if any does.
std::optional<Point> middle_within(const ZoneEdge& edge, const geometry::Box& box) {
    double begin = 0.0;
    double end = 1.0;
    const auto cut = [&](double from, double step, double low, double high) {
        if (step == 0.0) {
            if (from < low || from > high) end = -1.0;
            return;
        }
        const double one = (low - from) / step;
        const double other = (high - from) / step;
        begin = std::max(begin, std::min(one, other));
        end = std::min(end, std::max(one, other));
    };
    cut(edge.from.x, edge.to.x - edge.from.x, box.min_x, box.max_x);
    cut(edge.from.y, edge.to.y - edge.from.y, box.min_y, box.max_y);
    if (begin >= end) return std::nullopt;
    const double along = 0.5 * (begin + end);
    return Point{edge.from.x + along * (edge.to.x - edge.from.x), edge.from.y + along * (edge.to.y - edge.from.y)};
}

/// Whether a zone of the cell covers the place or has it on its border.
bool holds(const Cells& cells, std::uint32_t group, const Walk& walk) {
    unsigned covers = cells.groups[group].covers_corner();
    for (auto run = cells.groups[group].first_run(); run < cells.groups[group + 1].first_run(); ++run) {
        const auto [first, count] = cells.runs[run];
        for (auto v = first; v < first + count; ++v) {
            if (is_on(cells.vertex(v), cells.vertex(v + 1), walk.place)) return true;
            covers ^= walk.crosses(cells.vertex(v), cells.vertex(v + 1));
        }
    }
    return covers != 0;
}

}  // namespace

bool Overlaps::perhaps_in(const geometry::Box& box) const {
    const auto& grid = m_cells.blocks;
    if (box.empty() || grid.size() == 0) return false;
    const auto west = std::max<std::int64_t>(grid.column_of(box.min_x), 0);
    const auto east = std::min<std::int64_t>(grid.column_of(box.max_x), std::int64_t{grid.columns} - 1);
    const auto south = std::max<std::int64_t>(grid.row_of(box.min_y), 0);
    const auto north = std::min<std::int64_t>(grid.row_of(box.max_y), std::int64_t{grid.rows} - 1);
    for (auto row = south; row <= north; ++row) {
        for (auto column = west; column <= east; ++column) {
            if (perhaps_in_block(m_cells.state[grid.cell(column, row)], column, row)) return true;
        }
    }
    return false;
}

bool Overlaps::perhaps_in_block(std::uint32_t state, std::int64_t column, std::int64_t row) const {
    if ((state & Cells::kind_bits) == Cells::many_zones) return true;
    if ((state & Cells::mixed) == 0) return false;
    const auto number = state & ~Cells::kind_bits;
    auto known = m_known[number].load(std::memory_order_relaxed);
    if (known == not_asked) {
        known = look_at(number, column, row) ? perhaps : none;
        m_known[number].store(known, std::memory_order_relaxed);
    }
    return known == perhaps;
}

bool Overlaps::look_at(std::uint32_t mixed_block, std::int64_t column, std::int64_t row) const {
    const auto& block = m_cells.mixed_blocks[mixed_block];
    if (m_cells.mixed_blocks[mixed_block + 1].first_zone - block.first_zone < 2) return false;
    for (auto rest = block.with_groups; rest != 0; rest &= rest - 1) {
        const auto place = static_cast<unsigned>(std::countr_zero(rest));
        const auto west = column * Cells::block_side + place % Cells::block_side;
        const auto south = row * Cells::block_side + place / Cells::block_side;
        const auto& grid = m_cells.grid;
        const geometry::Box ground{grid.west_of(west), grid.south_of(south), grid.west_of(west + 1),
                                   grid.south_of(south + 1)};
        if (look_at_cell(Cells::cell_number(block, place), ground)) return true;
    }
    return false;
}

// From a corner that at most one zone covers, coverage grows only where a loose edge is crossed from its outer side: if
// nothing covers the outer side of any of them, and none crosses another, nothing is covered twice.
bool Overlaps::look_at_cell(std::uint32_t cell, const geometry::Box& ground) const {
    const auto first = m_cells.group_of_cell[cell];
    const auto last = m_cells.group_of_cell[cell + 1];
    if (last - first < 2) return false;
    unsigned covered = 0;
    for (auto group = first; group < last; ++group) covered += m_cells.groups[group].covers_corner();
    if (covered > 1) return true;
    const auto edges = loose_edges(m_cells, cell);
    for (std::size_t i = 0; i < edges.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (edges[i].zone == edges[k].zone) continue;
            const bool joined = share_an_end(edges[i], edges[k]);
            if (joined ? run_together(edges[i], edges[k]) : touch(edges[i], edges[k])) return true;
        }
        const auto middle = middle_within(edges[i], ground);
        if (!middle) continue;
        const auto walk = Walk::to(*middle, {ground.min_x, ground.min_y});
        for (auto group = first; group < last; ++group) {
            if (m_cells.groups[group].zone() != edges[i].zone && holds(m_cells, group, walk)) return true;
        }
    }
    return false;
}

}  // namespace petasentra::zoning
