#include "network/local_ground.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <petasentra/core/error.hpp>

namespace petasentra::network {

LocalGround::LocalGround(const geometry::Crs& crs) : m_degrees(crs.is_geographic()) {
    if (!crs.known())
        throw core::Error(core::ErrorCode::crs_missing,
                          {"Sistem koordinat jaringan jalan tidak diketahui, sehingga panjangnya tidak dapat diukur.",
                           "The coordinate system of the roads is not known, so they cannot be measured."},
                          {"Beri crs= bila sudah pasti; sistem koordinat tidak pernah ditebak.",
                           "Pass crs= once you are sure; it is never guessed."});
    if (!m_degrees && !crs.is_projected_metre())
        throw core::Error(core::ErrorCode::degrees_refused,
                          {"Panjang jalan tidak dihitung dalam \"" + crs.name() + "\" karena satuannya bukan meter.",
                           "Roads are not measured in \"" + crs.name() + "\": its unit is not the metre."},
                          {"Ubah dahulu ke derajat WGS 84 atau ke sistem bermeter.",
                           "Transform to degrees of WGS 84 or to a system in metres first."});
}

LocalGround::Scale LocalGround::scale_at(double y) const {
    if (!m_degrees) return {1.0, 1.0};
    constexpr double equator_m = 6'378'137.0;
    constexpr double flattening = 1.0 / 298.257223563;
    constexpr double eccentricity2 = flattening * (2.0 - flattening);
    constexpr double radian = std::numbers::pi / 180.0;
    const double latitude = std::clamp(y, -89.9, 89.9) * radian;
    const double root = std::sqrt(1.0 - eccentricity2 * std::sin(latitude) * std::sin(latitude));
    return {equator_m / root * std::cos(latitude) * radian,
            equator_m * (1.0 - eccentricity2) / (root * root * root) * radian};
}

double LocalGround::distance_m(double x1, double y1, double x2, double y2) const {
    if (m_degrees) return geometry::geodesic_between(x1, y1, x2, y2).distance_m;
    return std::hypot(x2 - x1, y2 - y1);
}

NearestOnSegment nearest_on_segment(double x, double y, const double* segment, LocalGround::Scale scale) {
    const double dx = (segment[2] - segment[0]) * scale.x;
    const double dy = (segment[3] - segment[1]) * scale.y;
    const double px = (x - segment[0]) * scale.x;
    const double py = (y - segment[1]) * scale.y;
    const double squared = dx * dx + dy * dy;
    const double along = squared > 0.0 ? std::clamp((px * dx + py * dy) / squared, 0.0, 1.0) : 0.0;
    const double ex = px - along * dx;
    const double ey = py - along * dy;
    return {ex * ex + ey * ey, along};
}

}  // namespace petasentra::network
