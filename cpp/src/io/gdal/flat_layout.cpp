#include "io/gdal/flat_layout.hpp"

#include <algorithm>
#include <petasentra/core/large_memory.hpp>

namespace petasentra::io::gdal {

FlatLayout::FlatLayout(std::span<const RowPlan> plans) : m_places(plans.size()) {
    const auto rows = plans.size();
    m_column.kind.resize(rows);
    m_column.has_z.assign(rows, 0);
    m_column.has_m.assign(rows, 0);
    m_column.part_of_row.resize(rows + 1);
    RowPlace next;
    for (std::size_t row = 0; row < rows; ++row) {
        m_places[row] = next;
        m_column.kind[row] = plans[row].kind;
        next.part += plans[row].parts;
        next.ring += plans[row].rings;
        next.vertex += plans[row].vertices;
        m_column.part_of_row[row + 1] = next.part;
    }
    m_column.ring_of_part.resize(next.part + 1);
    m_column.vertex_of_ring.resize(next.ring + 1);
    core::reserve_large(m_column.xy, 2 * next.vertex);
    m_column.xy.resize(2 * next.vertex);
}

RowSlot FlatLayout::slot(std::size_t row) noexcept {
    const auto& first = m_places[row];
    return {m_column.xy.data() + 2 * first.vertex, m_column.vertex_of_ring.data() + first.ring + 1,
            m_column.ring_of_part.data() + first.part + 1, first};
}

void FlatLayout::copy(std::size_t row, const geometry::GeometryColumn& other, std::size_t other_row) {
    const auto to = slot(row);
    const auto part = other.part_of_row[other_row];
    const auto end_part = other.part_of_row[other_row + 1];
    const auto ring = other.ring_of_part[part];
    const auto end_ring = other.ring_of_part[end_part];
    const auto vertex = other.vertex_of_ring[ring];
    for (auto p = part; p < end_part; ++p) to.part_ends[p - part] = to.first.ring + other.ring_of_part[p + 1] - ring;
    for (auto r = ring; r < end_ring; ++r)
        to.ring_ends[r - ring] = to.first.vertex + other.vertex_of_ring[r + 1] - vertex;
    std::ranges::copy(other.vertices(other_row), to.xy);
}

RowPlan plan_of(const geometry::GeometryColumn& column, std::size_t row) {
    const auto part = column.part_of_row[row];
    const auto end_part = column.part_of_row[row + 1];
    const auto rings = column.ring_of_part[end_part] - column.ring_of_part[part];
    return {column.kind[row], false, static_cast<std::uint32_t>(end_part - part), static_cast<std::uint32_t>(rings),
            static_cast<std::uint32_t>(column.vertices(row).size() / 2)};
}

}  // namespace petasentra::io::gdal
