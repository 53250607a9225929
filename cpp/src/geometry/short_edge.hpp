#pragma once
#include <cmath>
#include <numbers>

namespace petasentra::geometry {

/// A point of the ellipsoid of WGS 84 in its meridian plane.
struct MeridianPoint {
    double lon;  ///< degrees
    double lat;
    double axis_m;     ///< from the axis of rotation
    double equator_m;  ///< from the plane of the equator

    static MeridianPoint at(double lon, double lat) {
        constexpr double a = 6'378'137.0;
        constexpr double f = 1.0 / 298.257223563;
        constexpr double e2 = f * (2.0 - f);
        const double phi = lat * std::numbers::pi / 180.0;
        const double sine = std::sin(phi);
        const double normal = a / std::sqrt(1.0 - e2 * sine * sine);
        return {lon, lat, normal * std::cos(phi), normal * (1.0 - e2) * sine};
    }
};

/// Whether `short_edge_m` measures the edge: 0.01 degrees at most in each direction (1.6 km), latitudes on the globe.
inline bool is_short_edge(const MeridianPoint& from, const MeridianPoint& to) {
    return std::abs(to.lon - from.lon) <= 0.01 && std::abs(to.lat - from.lat) <= 0.01 && std::abs(from.lat) <= 90.0 &&
           std::abs(to.lat) <= 90.0;
}

/// The length of a short geodesic: its chord, bent as over a circle, c (1 + c^2 / (24 R^2)). At 1.6 km the bend is 4
/// micrometres, of which the ellipsoid changes a hundredth, so the answer is within 0.1 micrometres of the geodesic
/// (Karney's) at a tenth of its time: most edges of roads and parcels are tens of metres long.
inline double short_edge_m(const MeridianPoint& from, const MeridianPoint& to) {
    constexpr double bend = 1.0 / (24.0 * 6'371'000.0 * 6'371'000.0);
    const double half = std::sin((to.lon - from.lon) * (std::numbers::pi / 360.0));
    const double outward = to.axis_m - from.axis_m;
    const double north = to.equator_m - from.equator_m;
    const double square = outward * outward + north * north + 4.0 * from.axis_m * to.axis_m * half * half;
    return std::sqrt(square) * (1.0 + square * bend);
}

}  // namespace petasentra::geometry
