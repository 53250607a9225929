#include <algorithm>
#include <petasentra/geometry/is_place.hpp>

#include "topology/repair_writing.hpp"

namespace petasentra::topology {
namespace {

void turn_values(std::vector<double>& values, std::uint64_t begin, std::uint64_t end) {
    if (values.empty()) return;
    std::reverse(values.begin() + static_cast<std::ptrdiff_t>(begin),
                 values.begin() + static_cast<std::ptrdiff_t>(end));
}

void turn_ring(geometry::GeometryColumn& column, std::uint64_t begin, std::uint64_t end) {
    for (auto a = begin, b = end - 1; a < b; ++a, --b) {
        std::swap(column.xy[2 * a], column.xy[2 * b]);
        std::swap(column.xy[2 * a + 1], column.xy[2 * b + 1]);
    }
    turn_values(column.z, begin, end);
    turn_values(column.m, begin, end);
}

/// True if a ring of the row had to be turned.
bool order_row(geometry::GeometryColumn& column, std::size_t row) {
    bool turned = false;
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        const auto shell = column.ring_of_part[part];
        for (auto ring = shell; ring < column.ring_of_part[part + 1]; ++ring) {
            const auto begin = column.vertex_of_ring[ring];
            const auto end = column.vertex_of_ring[ring + 1];
            const auto xy = std::span<const double>(column.xy).subspan(2 * begin, 2 * (end - begin));
            if (xy.size() < 8 || is_left_handed(xy) == (ring == shell)) continue;
            turn_ring(column, begin, end);
            turned = true;
        }
    }
    return turned;
}

}  // namespace

std::vector<LedgerEntry> order_rings(geometry::GeometryColumn& column) {
    std::vector<LedgerEntry> out;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (geometry::dimension(column.kind[row]) != 2 || !geometry::has_places_only(column, row)) continue;
        if (!order_row(column, row)) continue;
        out.push_back({.rule = Rule::geometry_invalid, .row = static_cast<std::int64_t>(row), .ring_order = true});
    }
    return out;
}

}  // namespace petasentra::topology
