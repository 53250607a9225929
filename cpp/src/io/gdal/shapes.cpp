#include "io/gdal/shapes.hpp"

#include <algorithm>
#include <iterator>
#include <petasentra/core/error.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <span>

#include "io/gdal/ogr_shapes.hpp"
#include "io/gdal/plain_wkb.hpp"

namespace petasentra::io::gdal {
namespace {

bool is_surface(OGRwkbGeometryType type) {
    return type == wkbPolyhedralSurface || type == wkbTIN || type == wkbTriangle;
}

// A collection may hide surfaces at any depth.
bool holds_surface(const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (is_surface(type)) return true;
    if (type != wkbGeometryCollection) return false;
    for (const auto* member : *geometry.toGeometryCollection()) {
        if (holds_surface(*member)) return true;
    }
    return false;
}

std::unique_ptr<OGRGeometry> without_surfaces(std::unique_ptr<OGRGeometry> geometry) {
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type == wkbTriangle)
        return std::unique_ptr<OGRGeometry>(OGRGeometryFactory::forceToPolygon(geometry.release()));
    if (is_surface(type))
        return std::unique_ptr<OGRGeometry>(OGRGeometryFactory::forceToMultiPolygon(geometry.release()));
    if (type != wkbGeometryCollection) return geometry;
    auto flat = std::make_unique<OGRGeometryCollection>();
    for (const auto* member : *geometry->toGeometryCollection()) {
        flat->addGeometryDirectly(without_surfaces(std::unique_ptr<OGRGeometry>(member->clone())).release());
    }
    return flat;
}

struct Noun {
    const char* one;
    const char* many;
};

Note counted(const char* code, std::size_t count, const char* id, const Noun& noun, const char* en) {
    return {code, {std::to_string(count) + " " + id, core::counted(count, noun.one, noun.many) + " " + en}};
}

}  // namespace

std::unique_ptr<OGRGeometry> ShapeReader::flat(std::unique_ptr<OGRGeometry> geometry) {
    if (geometry->hasCurveGeometry(TRUE)) {
        ++m_changes.curves;
        geometry.reset(geometry->getLinearGeometry());
    } else if (geometry->hasCurveGeometry(FALSE)) {
        // A curve type that holds straight pieces only: the type changes, the line does not.
        geometry.reset(geometry->getLinearGeometry());
    }
    if (geometry != nullptr && holds_surface(*geometry)) {
        ++m_changes.surfaces;
        geometry = without_surfaces(std::move(geometry));
    }
    return geometry;
}

void ShapeReader::expect(std::size_t rows, std::size_t vertices) {
    m_column.kind.reserve(rows);
    m_column.has_z.reserve(rows);
    m_column.has_m.reserve(rows);
    for (auto* offsets : {&m_column.part_of_row, &m_column.ring_of_part, &m_column.vertex_of_ring})
        offsets->reserve(rows + 1);
    core::reserve_large(m_column.xy, 2 * vertices);
}

void ShapeReader::read(std::unique_ptr<OGRGeometry> geometry, GIntBig feature) {
    if (geometry != nullptr && append_ogr(m_column, *geometry)) return;
    if (geometry != nullptr) geometry = flat(std::move(geometry));
    if (geometry == nullptr) {
        m_column.append_null();
        return;
    }
    const auto size_before = geometry->WkbSize();
    geometry->closeRings();
    const auto size = geometry->WkbSize();
    if (size != size_before) ++m_changes.unclosed;
    m_wkb.resize(size);
    try {
        if (geometry->exportToWkb(wkbNDR, m_wkb.data(), wkbVariantIso) != OGRERR_NONE) {
            throw core::Error(core::ErrorCode::geometry_kind, {"", ""});
        }
        geometry::append_wkb(m_column, std::as_bytes(std::span(m_wkb)));
    } catch (const core::Error&) {
        refuse(feature);
    }
}

bool ShapeReader::read_wkb(std::span<const std::byte> wkb, GIntBig feature) {
    if (append_flat_point(m_column, wkb)) return true;
    if (is_plain_wkb(wkb)) {
        geometry::append_wkb(m_column, wkb);
        return true;
    }
    OGRGeometry* made = nullptr;
    const auto done = OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size());
    std::unique_ptr<OGRGeometry> geometry(made);
    if (done != OGRERR_NONE || geometry == nullptr) return false;
    read(std::move(geometry), feature);
    return true;
}

void ShapeReader::refuse(GIntBig feature) {
    m_changes.refused.push_back(std::to_string(feature));
    m_column.append_null();
}

geometry::GeometryColumn ShapeReader::finish(std::vector<Note>& notes) {
    m_changes.say(notes);
    return std::move(m_column);
}

void ShapeReader::clear() {
    m_column.kind.clear();
    m_column.has_z.clear();
    m_column.has_m.clear();
    for (auto* ends : {&m_column.part_of_row, &m_column.ring_of_part, &m_column.vertex_of_ring}) ends->resize(1);
    for (auto* numbers : {&m_column.xy, &m_column.z, &m_column.m}) numbers->clear();
    m_column.verbatim.clear();
    m_column.part_kind.clear();
    m_changes = {};
}

void ShapeChanges::add(const ShapeChanges& later) {
    curves += later.curves;
    surfaces += later.surfaces;
    unclosed += later.unclosed;
    std::ranges::copy(later.refused, std::back_inserter(refused));
}

void ShapeChanges::say(std::vector<Note>& notes) const {
    if (curves > 0) {
        notes.push_back(counted(
            "GEOMETRY_LINEARISED", curves, "geometri lengkung diubah menjadi garis lurus (langkah 4 derajat).",
            {"curved geometry was", "curved geometries were"}, "turned into straight segments (4 degrees a step)."));
    }
    if (surfaces > 0) {
        notes.push_back(counted(
            "GEOMETRY_FLATTENED", surfaces, "permukaan TIN atau multipatch diubah menjadi MultiPolygon.",
            {"TIN or multipatch surface was", "TIN or multipatch surfaces were"}, "turned into MultiPolygons."));
    }
    if (unclosed > 0) {
        notes.push_back(counted(
            "RING_CLOSED", unclosed, "geometri memiliki cincin yang tidak tertutup; titik awalnya diulang di akhir.",
            {"geometry", "geometries"}, "had unclosed rings; the first point of such a ring was repeated at its end."));
    }
    if (!refused.empty()) {
        const std::string ids = core::listed(refused);
        notes.push_back(
            {"GEOMETRY_NULL",
             {std::to_string(refused.size()) + " geometri tidak dapat dibaca dan dikosongkan (fitur " + ids + ").",
              core::counted(refused.size(), "geometry", "geometries") + " could not be read (now null): features " +
                  ids + "."}});
    }
}

}  // namespace petasentra::io::gdal
