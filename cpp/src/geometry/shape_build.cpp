#include <petasentra/core/error.hpp>
#include <utility>

#include "geometry/geos_handle.hpp"
#include "geometry/refusals.hpp"
#include "geometry/row_builder.hpp"

namespace petasentra::geometry {
namespace {

/// Vertices of one ring, line or point as x,y pairs.
using Pairs = std::span<const double>;

Pairs ring_of(const GeometryColumn& column, std::uint64_t ring) {
    const auto begin = column.vertex_of_ring[ring];
    return Pairs(column.xy).subspan(2 * begin, 2 * (column.vertex_of_ring[ring + 1] - begin));
}

Kind kind_of_part(const GeometryColumn& column, std::size_t row, std::uint64_t part) {
    const auto kind = column.kind[row];
    return kind == Kind::collection ? column.part_kind.at(row)[part - column.part_of_row[row]] : member_of(kind);
}

GEOSCoordSequence* sequence(Pairs pairs) {
    auto* made = GEOSCoordSeq_copyFromBuffer_r(geos(), pairs.data(), static_cast<unsigned>(pairs.size() / 2), 0, 0);
    if (made == nullptr) geos_failed("coordinates");
    return made;
}

GeosPtr polygon(const GeometryColumn& column, std::uint64_t part) {
    const auto first = column.ring_of_part[part];
    const auto last = column.ring_of_part[part + 1];
    if (first == last) return checked(GEOSGeom_createEmptyPolygon_r(geos()), "polygon");
    std::vector<GeosPtr> rings;
    for (auto ring = first; ring < last; ++ring) {
        rings.push_back(checked(GEOSGeom_createLinearRing_r(geos(), sequence(ring_of(column, ring))), "ring"));
    }
    std::vector<GEOSGeometry*> holes;
    for (std::size_t i = 1; i < rings.size(); ++i) holes.push_back(rings[i].release());
    return checked(
        GEOSGeom_createPolygon_r(geos(), rings.front().release(), holes.data(), static_cast<unsigned>(holes.size())),
        "polygon");
}

GeosPtr simple(const GeometryColumn& column, std::size_t row, std::uint64_t part) {
    const auto kind = kind_of_part(column, row, part);
    if (kind == Kind::polygon) return polygon(column, part);
    const auto pairs = ring_of(column, column.ring_of_part[part]);
    if (kind == Kind::line_string) return checked(GEOSGeom_createLineString_r(geos(), sequence(pairs)), "line");
    if (pairs.empty()) return checked(GEOSGeom_createEmptyPoint_r(geos()), "point");
    return checked(GEOSGeom_createPointFromXY_r(geos(), pairs[0], pairs[1]), "point");
}

bool has_vertices(const GeometryColumn& column, std::uint64_t part) {
    return column.vertex_of_ring[column.ring_of_part[part]] < column.vertex_of_ring[column.ring_of_part[part + 1]];
}

GeosPtr made_of(const GeometryColumn& column, std::size_t row) {
    const auto kind = column.kind[row];
    const auto begin = column.part_of_row[row];
    const auto end = column.part_of_row[row + 1];
    if (kind != Kind::collection && member_of(kind) == kind) return simple(column, row, begin);
    std::vector<GEOSGeometry*> members;
    std::vector<GeosPtr> parts;
    for (auto part = begin; part < end; ++part) {
        // GEOS 3.11 asks an empty member of a multi-point for its coordinate when it measures a distance, and crashes.
        if (has_vertices(column, part)) parts.push_back(simple(column, row, part));
    }
    for (auto& part : parts) members.push_back(part.release());
    // GEOS numbers its types from 0 in another order than WKB; multi-geometries and collections agree from 4 on.
    return checked(GEOSGeom_createCollection_r(geos(), static_cast<int>(kind), members.data(),
                                               static_cast<unsigned>(members.size())),
                   "collect");
}

void append_vertices(RowBuilder& row, const GEOSGeometry* line) {
    const auto* from = GEOSGeom_getCoordSeq_r(geos(), line);
    unsigned size = 0;
    if (from == nullptr || GEOSCoordSeq_getSize_r(geos(), from, &size) == 0) geos_failed("coordinates");
    std::vector<double> pairs(2 * std::size_t{size});
    if (size > 0 && GEOSCoordSeq_copyToBuffer_r(geos(), from, pairs.data(), 0, 0) == 0) geos_failed("coordinates");
    row.raw_xy(std::as_bytes(std::span(pairs)));
    row.end_ring();
}

void append_part(RowBuilder& row, const GEOSGeometry* part) {
    const int dimension = part_dimension(part);
    if (dimension < 2) {
        append_vertices(row, part);
        row.end_part(dimension == 0 ? Kind::point : Kind::line_string);
        return;
    }
    append_vertices(row, GEOSGetExteriorRing_r(geos(), part));
    const int holes = GEOSGetNumInteriorRings_r(geos(), part);
    for (int i = 0; i < holes; ++i) append_vertices(row, GEOSGetInteriorRingN_r(geos(), part, i));
    row.end_part(Kind::polygon);
}

Kind kind_of(const GEOSGeometry* geometry) {
    switch (GEOSGeomTypeId_r(geos(), geometry)) {
        case GEOS_POINT:
            return Kind::point;
        case GEOS_LINESTRING:
        case GEOS_LINEARRING:
            return Kind::line_string;
        case GEOS_POLYGON:
            return Kind::polygon;
        case GEOS_MULTIPOINT:
            return Kind::multi_point;
        case GEOS_MULTILINESTRING:
            return Kind::multi_line_string;
        case GEOS_MULTIPOLYGON:
            return Kind::multi_polygon;
        default:
            return Kind::collection;
    }
}

}  // namespace

Validity buildable(const GeometryColumn& column, std::size_t row) {
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        const auto kind = kind_of_part(column, row, part);
        const auto shell = column.ring_of_part[part];
        for (auto ring = shell; ring < column.ring_of_part[part + 1]; ++ring) {
            const auto pairs = ring_of(column, ring);
            const auto n = pairs.size() / 2;
            if (n == 0) continue;
            if (kind == Kind::polygon && ring_of(column, shell).empty()) {
                return {"Hole without a shell", pairs[0], pairs[1]};
            }
            const bool closed = pairs[0] == pairs[pairs.size() - 2] && pairs[1] == pairs[pairs.size() - 1];
            if (kind == Kind::polygon && !closed) return {"Ring is not closed", pairs[0], pairs[1]};
            if ((kind == Kind::polygon && n < 4) || (kind == Kind::line_string && n < 2)) {
                return {"Too few points in geometry component", pairs[0], pairs[1]};
            }
        }
    }
    return {};
}

GeosPtr built(const GeometryColumn& column, std::size_t row) {
    if (column.is_null(row) || column.is_empty(row)) return nullptr;
    require_finite(column, row);
    if (const auto why = buildable(column, row); !why.valid()) {
        const auto place = " (" + std::to_string(why.x) + ", " + std::to_string(why.y) + ")";
        throw core::Error(
            core::ErrorCode::geometry_invalid,
            {"Geometri tidak sah: " + why.reason + place + '.', "The geometry is invalid: " + why.reason + place + '.'},
            {"Perbaiki fitur ini di perangkat SIG.", "Repair this feature in a GIS."});
    }
    return made_of(column, row);
}

void Shape::append_to(GeometryColumn& column) const {
    const auto* geometry = geos_of(*this);
    RowBuilder row(column);
    for (const auto* part : parts_of(geometry)) append_part(row, part);
    row.finish(kind_of(geometry));
}

}  // namespace petasentra::geometry
