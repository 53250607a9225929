#include <cmath>
#include <petasentra/geometry/geometry_column.hpp>
#include <utility>

namespace petasentra::geometry {
namespace {

/// Optional per-vertex values (z or m) stay empty as long as no row has them; then earlier vertices are NaN.
void append_optional(std::vector<double>& to, std::size_t vertices_before, const std::vector<double>& from, bool has,
                     std::size_t begin, std::size_t end) {
    if (!has && to.empty()) return;
    to.resize(vertices_before, std::nan(""));
    if (has && !from.empty()) {
        to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin),
                  from.begin() + static_cast<std::ptrdiff_t>(end));
    } else {
        to.resize(vertices_before + (end - begin), std::nan(""));
    }
}

}  // namespace

int dimension(Kind kind) noexcept {
    switch (kind) {
        case Kind::point:
        case Kind::multi_point:
            return 0;
        case Kind::line_string:
        case Kind::multi_line_string:
            return 1;
        case Kind::polygon:
        case Kind::multi_polygon:
            return 2;
        case Kind::null:
        case Kind::collection:
            return -1;
    }
    return -1;
}

void Box::add(double x, double y) noexcept {
    if (empty()) {
        *this = Box{x, y, x, y};
        return;
    }
    if (x < min_x) min_x = x;
    if (y < min_y) min_y = y;
    if (x > max_x) max_x = x;
    if (y > max_y) max_y = y;
}

void Box::add(const Box& other) noexcept {
    if (other.empty()) return;
    add(other.min_x, other.min_y);
    add(other.max_x, other.max_y);
}

std::span<const double> GeometryColumn::vertices(std::size_t row) const noexcept {
    const auto begin = vertex_of_ring[ring_of_part[part_of_row[row]]];
    const auto end = vertex_of_ring[ring_of_part[part_of_row[row + 1]]];
    return std::span(xy).subspan(2 * begin, 2 * (end - begin));
}

Box GeometryColumn::bounds(std::size_t row) const noexcept {
    Box box;
    const auto points = vertices(row);
    for (std::size_t i = 0; i < points.size(); i += 2) {
        // Not-a-number has no place; such rows are refused by name where a measure is asked for.
        if (!std::isnan(points[i]) && !std::isnan(points[i + 1])) box.add(points[i], points[i + 1]);
    }
    return box;
}

Box GeometryColumn::bounds() const noexcept {
    Box box;
    for (std::size_t row = 0; row < size(); ++row) box.add(bounds(row));
    return box;
}

bool GeometryColumn::is_finite(std::size_t row) const noexcept {
    for (const double value : vertices(row)) {
        if (!std::isfinite(value)) return false;
    }
    return true;
}

void GeometryColumn::append_null() {
    kind.push_back(Kind::null);
    has_z.push_back(0);
    has_m.push_back(0);
    part_of_row.push_back(part_of_row.back());
}

void GeometryColumn::append(const GeometryColumn& other, std::size_t row) {
    if (&other == this) {  // growing while reading from oneself would read moved memory
        const auto copied = take(std::span(&row, 1));
        append(copied, 0);
        return;
    }
    const auto first_part = other.part_of_row[row];
    const auto last_part = other.part_of_row[row + 1];
    const auto first_ring = other.ring_of_part[first_part];
    const auto last_ring = other.ring_of_part[last_part];
    const auto first_vertex = other.vertex_of_ring[first_ring];
    const auto last_vertex = other.vertex_of_ring[last_ring];

    const auto rings_before = vertex_of_ring.size() - 1;
    const auto vertices_before = vertex_count();
    for (auto part = first_part; part < last_part; ++part) {
        ring_of_part.push_back(rings_before + other.ring_of_part[part + 1] - first_ring);
    }
    for (auto ring = first_ring; ring < last_ring; ++ring) {
        vertex_of_ring.push_back(vertices_before + other.vertex_of_ring[ring + 1] - first_vertex);
    }
    xy.insert(xy.end(), other.xy.begin() + static_cast<std::ptrdiff_t>(2 * first_vertex),
              other.xy.begin() + static_cast<std::ptrdiff_t>(2 * last_vertex));
    append_optional(z, vertices_before, other.z, other.has_z[row] != 0, first_vertex, last_vertex);
    append_optional(m, vertices_before, other.m, other.has_m[row] != 0, first_vertex, last_vertex);

    if (const auto bytes = other.verbatim.find(row); bytes != other.verbatim.end()) verbatim[size()] = bytes->second;
    if (const auto kinds = other.part_kind.find(row); kinds != other.part_kind.end()) part_kind[size()] = kinds->second;
    kind.push_back(other.kind[row]);
    has_z.push_back(other.has_z[row]);
    has_m.push_back(other.has_m[row]);
    part_of_row.push_back(part_of_row.back() + (last_part - first_part));
}

GeometryColumn GeometryColumn::take(std::span<const std::size_t> rows) const {
    GeometryColumn out;
    out.kind.reserve(rows.size());
    out.has_z.reserve(rows.size());
    out.has_m.reserve(rows.size());
    out.part_of_row.reserve(rows.size() + 1);
    std::size_t vertices_wanted = 0;
    for (const auto row : rows) vertices_wanted += vertices(row).size() / 2;
    out.xy.reserve(2 * vertices_wanted);
    for (const auto row : rows) out.append(*this, row);
    return out;
}

}  // namespace petasentra::geometry
