#include "network/local_ground.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/geometry/true_metres.hpp>

namespace petasentra::network {

namespace {

using geometry::geodesic_between;

/// Scales are kept at so many places a side of the extent, and change little from one to the next.
constexpr std::size_t scales_a_side = 33;

const geometry::Crs& wgs84_degrees() {
    static const geometry::Crs crs = geometry::Crs::from_user_input("EPSG:4326");
    return crs;
}

LocalGround::Scale scale_in_degrees(double latitude_deg) {
    constexpr double equator_m = 6'378'137.0;
    constexpr double flattening = 1.0 / 298.257223563;
    constexpr double eccentricity2 = flattening * (2.0 - flattening);
    constexpr double radian = std::numbers::pi / 180.0;
    const double latitude = std::clamp(latitude_deg, -89.9, 89.9) * radian;
    const double root = std::sqrt(1.0 - eccentricity2 * std::sin(latitude) * std::sin(latitude));
    return {equator_m / root * std::cos(latitude) * radian,
            equator_m * (1.0 - eccentricity2) / (root * root * root) * radian};
}

}  // namespace

void require_measurable(const geometry::Crs& crs) {
    if (!crs.known())
        throw core::Error(core::ErrorCode::crs_missing,
                          {"Sistem koordinat jaringan jalan tidak diketahui, sehingga panjangnya tidak dapat diukur.",
                           "The coordinate system of the roads is not known, so they cannot be measured."},
                          {"Beri crs= bila sudah pasti; sistem koordinat tidak pernah ditebak.",
                           "Pass crs= once you are sure; it is never guessed."});
    if (!crs.is_geographic() && !crs.is_projected_metre())
        throw core::Error(core::ErrorCode::degrees_refused,
                          {"Panjang jalan tidak dihitung dalam \"" + crs.name() + "\" karena satuannya bukan meter.",
                           "Roads are not measured in \"" + crs.name() + "\": its unit is not the metre."},
                          {"Ubah dahulu ke derajat WGS 84 atau ke sistem bermeter.",
                           "Transform to degrees of WGS 84 or to a system in metres first."});
}

LocalGround::LocalGround(const geometry::Crs& crs, const geometry::Box& extent)
    : m_crs(crs), m_extent(extent), m_kind(Kind::degrees) {
    require_measurable(crs);
    if (crs.is_geographic()) return;
    m_kind = geometry::has_true_metres(crs, extent) ? Kind::true_metres : Kind::other_metres;
    if (m_kind == Kind::other_metres) measure_scales();
}

void LocalGround::measure_scales() {
    constexpr double step = 10.0;
    std::vector<double> xy;
    for (std::size_t i = 0; i < scales_a_side * scales_a_side; ++i) {
        const auto across = static_cast<double>(i % scales_a_side) / (scales_a_side - 1);
        const auto up = static_cast<double>(i / scales_a_side) / (scales_a_side - 1);
        const double x = std::lerp(m_extent.min_x, m_extent.max_x, across);
        const double y = std::lerp(m_extent.min_y, m_extent.max_y, up);
        xy.insert(xy.end(), {x, y, x + step, y, x, y + step});
    }
    const auto degrees = geometry::transform_places(geometry::Places::of_pairs(xy), m_crs, wgs84_degrees());
    m_scales.assign(scales_a_side * scales_a_side, {1.0, 1.0});
    for (std::size_t i = 0; i < m_scales.size(); ++i) {
        const double* at = degrees.data() + 6 * i;
        const double along_x = geodesic_between(at[0], at[1], at[2], at[3]).distance_m / step;
        const double along_y = geodesic_between(at[0], at[1], at[4], at[5]).distance_m / step;
        if (std::isfinite(along_x) && std::isfinite(along_y)) m_scales[i] = {along_x, along_y};
    }
}

LocalGround::Scale LocalGround::scale_at(double x, double y) const {
    if (m_kind == Kind::true_metres) return {1.0, 1.0};
    if (m_kind == Kind::degrees) return scale_in_degrees(y);
    constexpr auto cells = static_cast<double>(scales_a_side - 1);
    const auto cell_of = [&](double at, double least, double most) {
        return most > least ? std::clamp((at - least) / (most - least) * cells, 0.0, cells) : 0.0;
    };
    const double column = cell_of(x, m_extent.min_x, m_extent.max_x);
    const double row = cell_of(y, m_extent.min_y, m_extent.max_y);
    const auto west = std::min(static_cast<std::size_t>(column), scales_a_side - 2);
    const auto south = std::min(static_cast<std::size_t>(row), scales_a_side - 2);
    const auto* low = &m_scales[south * scales_a_side + west];
    const auto* high = low + scales_a_side;
    const double across = column - static_cast<double>(west);
    const double up = row - static_cast<double>(south);
    return {std::lerp(std::lerp(low[0].x, low[1].x, across), std::lerp(high[0].x, high[1].x, across), up),
            std::lerp(std::lerp(low[0].y, low[1].y, across), std::lerp(high[0].y, high[1].y, across), up)};
}

double LocalGround::distance_m(double x1, double y1, double x2, double y2) const {
    if (m_kind == Kind::true_metres) return std::hypot(x2 - x1, y2 - y1);
    if (m_kind == Kind::degrees) return geodesic_between(x1, y1, x2, y2).distance_m;
    const double ends[] = {x1, y1, x2, y2};
    const auto at = geometry::transform_places(geometry::Places::of_pairs(ends), m_crs, wgs84_degrees());
    if (std::isnan(at[0]) || std::isnan(at[2])) return std::numeric_limits<double>::infinity();
    return geodesic_between(at[0], at[1], at[2], at[3]).distance_m;
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
