#include <algorithm>
#include <petasentra/geometry/polygons.hpp>
#include <utility>

#include "geometry/geos_handle.hpp"
#include "geometry/row_builder.hpp"

namespace petasentra::geometry {
namespace {

/// A ring without repeated places, closed; empty if it has fewer than three places.
std::vector<double> tidy_ring(const GeometryColumn& column, std::uint64_t ring) {
    std::vector<double> out;
    for (auto v = column.vertex_of_ring[ring]; v < column.vertex_of_ring[ring + 1]; ++v) {
        const double x = column.xy[2 * v];
        const double y = column.xy[2 * v + 1];
        if (out.empty() || out[out.size() - 2] != x || out.back() != y) out.insert(out.end(), {x, y});
    }
    if (out.size() > 2 && (out[0] != out[out.size() - 2] || out[1] != out.back()))
        out.insert(out.end(), {out[0], out[1]});
    if (out.size() < 8) out.clear();
    return out;
}

GeometryColumn one_part(const GeometryColumn& column, std::uint64_t first_ring, std::uint64_t last_ring) {
    GeometryColumn out;
    RowBuilder row(out);
    bool any = false;
    for (auto ring = first_ring; ring < last_ring; ++ring) {
        const auto pairs = tidy_ring(column, ring);
        if (pairs.empty() && ring == first_ring) break;  // without its shell a polygon is nothing
        if (pairs.empty()) continue;
        row.raw_xy(std::as_bytes(std::span(pairs)));
        row.end_ring();
        any = true;
    }
    if (any) row.end_part(Kind::polygon);
    row.finish(Kind::polygon);
    return out;
}

bool is_polygon(const GeometryColumn& column, std::size_t row, std::uint64_t part) {
    const auto kind = column.kind[row];
    if (kind != Kind::collection) return member_of(kind) == Kind::polygon;
    return column.part_kind.at(row)[part - column.part_of_row[row]] == Kind::polygon;
}

GeosPtr made_valid(const GEOSGeometry* geometry) {
    auto* parameters = GEOSMakeValidParams_create_r(geos());
    GEOSMakeValidParams_setMethod_r(geos(), parameters, GEOS_MAKE_VALID_STRUCTURE);
    auto* made = GEOSMakeValidWithParams_r(geos(), geometry, parameters);
    GEOSMakeValidParams_destroy_r(geos(), parameters);
    return checked(made, "make valid");
}

}  // namespace

Shape polygon_of_part(const GeometryColumn& column, std::uint64_t part) {
    return Shape(one_part(column, column.ring_of_part[part], column.ring_of_part[part + 1]), 0);
}

Shape polygons_of_row(const GeometryColumn& column, std::size_t row) {
    std::vector<Shape> parts;
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        if (!is_polygon(column, row, part)) continue;
        auto shape = polygon_of_part(column, part);
        if (!shape.empty()) parts.push_back(std::move(shape));
    }
    return gathered_shape(std::move(parts));
}

Shape mended(const GeometryColumn& column, std::size_t row) {
    const auto whole = polygons_of_row(column, row);
    if (whole.empty()) return Shape();
    return gathered_shape(polygons_of(shape_of(made_valid(geos_of(whole)))));
}

std::vector<PartFault> validity_faults(const GeometryColumn& column, std::size_t row) {
    std::vector<PartFault> out;
    const auto whole = validity(column, row);
    if (whole.valid()) return out;
    const auto add = [&out](const Validity& what, std::int64_t part) {
        const bool known = std::any_of(out.begin(), out.end(), [&](const PartFault& fault) {
            return fault.what.reason == what.reason && fault.what.x == what.x && fault.what.y == what.y;
        });
        if (!what.valid() && !known) out.push_back({what, part});
    };
    const auto first = column.part_of_row[row];
    for (auto part = first; part < column.part_of_row[row + 1]; ++part) {
        if (!is_polygon(column, row, part)) continue;
        const auto number = static_cast<std::int64_t>(part - first);
        const auto asked = [&](std::uint64_t begin, std::uint64_t end) {
            GeometryColumn alone;
            RowBuilder builder(alone);
            for (auto ring = begin; ring < end; ++ring) {
                const auto from = column.vertex_of_ring[ring];
                const auto count = column.vertex_of_ring[ring + 1] - from;
                builder.raw_xy(std::as_bytes(std::span(column.xy).subspan(2 * from, 2 * count)));
                builder.end_ring();
            }
            builder.end_part(Kind::polygon);
            builder.finish(Kind::polygon);
            add(validity(alone, 0), number);
        };
        const auto ring_begin = column.ring_of_part[part];
        const auto ring_end = column.ring_of_part[part + 1];
        if (ring_begin == ring_end) continue;
        asked(ring_begin, ring_end);
        for (auto ring = ring_begin; ring_end - ring_begin > 1 && ring < ring_end; ++ring) asked(ring, ring + 1);
    }
    add(whole, -1);
    return out;
}

}  // namespace petasentra::geometry
