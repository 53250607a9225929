#include <algorithm>
#include <petasentra/geometry/shape.hpp>
#include <utility>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {

/// GEOS answers no question about mixed collections, so such a shape is prepared member by member: it covers what one
/// of its members covers.
struct PreparedShape::Handle {
    struct Destroy {
        void operator()(const GEOSPreparedGeometry* prepared) const noexcept {
            GEOSPreparedGeom_destroy_r(geos(), prepared);
        }
    };
    std::vector<std::unique_ptr<const GEOSPreparedGeometry, Destroy>> members;
};

PreparedShape::PreparedShape(const Shape& shape) : m_handle(std::make_unique<Handle>()) {
    const auto prepare = [this](const GEOSGeometry* geometry) {
        const auto* made = GEOSPrepare_r(geos(), geometry);
        if (made == nullptr) geos_failed("prepare");
        m_handle->members.emplace_back(made);
    };
    if (GEOSGeomTypeId_r(geos(), geos_of(shape)) != GEOS_GEOMETRYCOLLECTION) {
        prepare(geos_of(shape));
    } else {
        for (const auto* part : parts_of(geos_of(shape))) prepare(part);
    }
}

PreparedShape::PreparedShape(PreparedShape&&) noexcept = default;
PreparedShape& PreparedShape::operator=(PreparedShape&&) noexcept = default;
PreparedShape::~PreparedShape() = default;

bool PreparedShape::covers(const Shape& other) const {
    const auto covered = [this](const GEOSGeometry* geometry) {
        return std::any_of(m_handle->members.begin(), m_handle->members.end(), [&](const auto& member) {
            return answered(GEOSPreparedCovers_r(geos(), member.get(), geometry), "covers");
        });
    };
    if (other.empty()) return false;
    if (GEOSGeomTypeId_r(geos(), geos_of(other)) != GEOS_GEOMETRYCOLLECTION) return covered(geos_of(other));
    const auto parts = parts_of(geos_of(other));
    return std::all_of(parts.begin(), parts.end(), covered);
}

bool PreparedShape::intersects(const Shape& other) const {
    if (other.empty()) return false;
    const auto parts = GEOSGeomTypeId_r(geos(), geos_of(other)) == GEOS_GEOMETRYCOLLECTION
                           ? parts_of(geos_of(other))
                           : std::vector{geos_of(other)};
    return std::any_of(m_handle->members.begin(), m_handle->members.end(), [&](const auto& member) {
        return std::any_of(parts.begin(), parts.end(), [&](const GEOSGeometry* part) {
            return answered(GEOSPreparedIntersects_r(geos(), member.get(), part), "intersects");
        });
    });
}

}  // namespace petasentra::geometry
