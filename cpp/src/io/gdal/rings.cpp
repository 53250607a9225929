#include "io/gdal/rings.hpp"

namespace petasentra::io::gdal {

using geometry::GeometryColumn;

bool is_closed(const GeometryColumn& column, std::size_t row) noexcept {
    if (geometry::dimension(column.kind[row]) != 2) return true;
    const auto first_ring = column.ring_of_part[column.part_of_row[row]];
    const auto last_ring = column.ring_of_part[column.part_of_row[row + 1]];
    for (auto ring = first_ring; ring < last_ring; ++ring) {
        const auto first = column.vertex_of_ring[ring];
        const auto end = column.vertex_of_ring[ring + 1];
        if (first == end) continue;
        const auto last = end - 1;
        if (column.xy[2 * first] != column.xy[2 * last] || column.xy[2 * first + 1] != column.xy[2 * last + 1])
            return false;
        if (column.has_z[row] != 0 && column.z[first] != column.z[last]) return false;
    }
    return true;
}

void ColumnEnd::cut(GeometryColumn& column) const {
    column.kind.resize(m_rows);
    column.has_z.resize(m_rows);
    column.has_m.resize(m_rows);
    column.part_of_row.resize(m_rows + 1);
    column.ring_of_part.resize(m_parts);
    column.vertex_of_ring.resize(m_rings);
    column.xy.resize(m_xy);
    column.z.resize(m_z);
    column.m.resize(m_m);
    column.verbatim.erase(m_rows);
    column.part_kind.erase(m_rows);
}

}  // namespace petasentra::io::gdal
