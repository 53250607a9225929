#include <algorithm>
#include <petasentra/geometry/shape.hpp>
#include <utility>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {

/// GEOS answers no question about mixed collections, so such a shape is prepared dimension by dimension: it covers what
/// its polygons, its lines or its points cover.
struct PreparedShape::Handle {
    struct Destroy {
        void operator()(const GEOSPreparedGeometry* prepared) const noexcept {
            GEOSPreparedGeom_destroy_r(geos(), prepared);
        }
    };
    std::vector<Shape> merged;  // outlives what is prepared of it
    std::vector<std::unique_ptr<const GEOSPreparedGeometry, Destroy>> members;
};

PreparedShape::PreparedShape(const Shape& shape) : m_handle(std::make_unique<Handle>()) {
    const auto prepare = [this](const GEOSGeometry* geometry) {
        const auto* made = GEOSPrepare_r(geos(), geometry);
        if (made == nullptr) geos_failed("prepare");
        m_handle->members.emplace_back(made);
    };
    if (!is_collection(shape)) {
        prepare(geos_of(shape));
        return;
    }
    m_handle->merged = merged(shape);
    for (const auto& part : m_handle->merged) prepare(geos_of(part));
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
    if (!is_collection(other)) return covered(geos_of(other));
    const auto parts = parts_of(geos_of(other));
    return std::all_of(parts.begin(), parts.end(), covered);
}

bool PreparedShape::intersects(const Shape& other) const {
    if (other.empty()) return false;
    const auto parts = is_collection(other) ? parts_of(geos_of(other)) : std::vector{geos_of(other)};
    return std::any_of(m_handle->members.begin(), m_handle->members.end(), [&](const auto& member) {
        return std::any_of(parts.begin(), parts.end(), [&](const GEOSGeometry* part) {
            return answered(GEOSPreparedIntersects_r(geos(), member.get(), part), "intersects");
        });
    });
}

}  // namespace petasentra::geometry
