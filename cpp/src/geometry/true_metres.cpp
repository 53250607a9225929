#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/geometry/true_metres.hpp>

namespace petasentra::geometry {
namespace {

constexpr int samples_a_side = 5;

const Crs& degrees_of_wgs84() {
    static const Crs crs = Crs::from_user_input("EPSG:4326");
    return crs;
}

}  // namespace

std::vector<Place> places_over(const Box& box, const Crs& crs) {
    std::vector<Place> out;
    if (box.empty()) return out;
    for (int i = 0; i < samples_a_side * samples_a_side; ++i) {
        const double across = static_cast<double>(i % samples_a_side) / (samples_a_side - 1);
        const double up = static_cast<double>(i / samples_a_side) / (samples_a_side - 1);
        double place[] = {std::lerp(box.min_x, box.max_x, across), std::lerp(box.min_y, box.max_y, up)};
        try {
            transform_xy(place, crs, degrees_of_wgs84());
        } catch (const core::Error& error) {
            if (error.code() != core::ErrorCode::transform_failed) throw;
            continue;
        }
        out.push_back({place[0], place[1]});
    }
    return out;
}

double scale_error(std::span<const Place> places, const Crs& crs) {
    constexpr double step_deg = 1e-3;
    double worst = 0.0;
    for (const auto& place : places) {
        const double south = std::clamp(place.y, -89.9, 89.9) - step_deg;
        const double ends[] = {place.x, south, place.x, south + 2.0 * step_deg, place.x + 2.0 * step_deg, south};
        double flat[] = {ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]};
        try {
            transform_xy(flat, degrees_of_wgs84(), crs);
        } catch (const core::Error& error) {
            if (error.code() != core::ErrorCode::transform_failed) throw;
            return std::numeric_limits<double>::infinity();
        }
        for (const int to : {2, 4}) {
            const double true_m = geodesic_between(ends[0], ends[1], ends[to], ends[to + 1]).distance_m;
            const double flat_m = std::hypot(flat[to] - flat[0], flat[to + 1] - flat[1]);
            worst = std::max(worst, std::abs(flat_m / true_m - 1.0));
        }
    }
    return worst;
}

bool has_true_metres(const Crs& crs, const Box& box) {
    return crs.is_projected_metre() && scale_error(places_over(box, crs), crs) <= most_scale_error;
}

}  // namespace petasentra::geometry
