#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>
#include <petasentra/geometry/is_place.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/topology/settings.hpp>
#include <vector>

namespace petasentra::topology {
namespace {

using geometry::Crs;

/// A metre may be this much too long or too short: that of UTM five degrees from its central meridian.
constexpr double most_scale_error = 0.004;
constexpr int samples_a_side = 5;

geometry::Box extent_of(const layer::Layer& layer) {
    geometry::Box box;
    for (std::size_t row = 0; row < layer.size(); ++row) {
        if (geometry::has_places_only(layer.geometry, row)) box.add(layer.geometry.bounds(row));
    }
    return box;
}

/// Longitudes and latitudes over the extent of a layer, those left out that have none.
std::vector<geometry::Place> sample_places(const geometry::Box& box, const Crs& crs, const Crs& degrees) {
    std::vector<geometry::Place> out;
    if (box.empty()) return out;
    for (int i = 0; i < samples_a_side * samples_a_side; ++i) {
        const double across = static_cast<double>(i % samples_a_side) / (samples_a_side - 1);
        const double up = static_cast<double>(i / samples_a_side) / (samples_a_side - 1);
        double place[] = {std::lerp(box.min_x, box.max_x, across), std::lerp(box.min_y, box.max_y, up)};
        try {
            geometry::transform_xy(place, crs, degrees);
        } catch (const core::Error& error) {
            if (error.code() != core::ErrorCode::transform_failed) throw;
            continue;
        }
        out.push_back({place[0], place[1]});
    }
    return out;
}

/// By how much a length in `crs` differs from the true one at worst, over all places; infinite where one has no place.
double scale_error(const std::vector<geometry::Place>& places, const Crs& crs, const Crs& degrees) {
    constexpr double step_deg = 1e-3;
    double worst = 0.0;
    for (const auto& place : places) {
        const double south = std::clamp(place.y, -89.9, 89.9) - step_deg;
        const double ends[] = {place.x, south, place.x, south + 2.0 * step_deg, place.x + 2.0 * step_deg, south};
        double flat[] = {ends[0], ends[1], ends[2], ends[3], ends[4], ends[5]};
        try {
            geometry::transform_xy(flat, degrees, crs);
        } catch (const core::Error& error) {
            if (error.code() != core::ErrorCode::transform_failed) throw;
            return std::numeric_limits<double>::infinity();
        }
        for (const int to : {2, 4}) {
            const double true_m = geometry::geodesic_between(ends[0], ends[1], ends[to], ends[to + 1]).distance_m;
            const double flat_m = std::hypot(flat[to] - flat[0], flat[to + 1] - flat[1]);
            worst = std::max(worst, std::abs(flat_m / true_m - 1.0));
        }
    }
    return worst;
}

/// Areas are true everywhere, lengths to 1 % within 16 degrees of the centre.
Crs equal_area_around(double longitude, double latitude) {
    const auto lon = core::number_text(longitude, 1).en;
    const auto lat = core::number_text(latitude, 1).en;
    const auto nameless =
        Crs::from_user_input("+proj=laea +lat_0=" + lat + " +lon_0=" + lon + " +datum=WGS84 +units=m").projjson();
    const std::string unknown = "\"unknown\"";
    auto named = nameless;
    named.replace(named.find(unknown), unknown.size(), "\"WGS 84 / LAEA " + lon + " " + lat + "\"");
    return Crs::from_user_input(named);
}

}  // namespace

Crs working_crs(const layer::Layer& layer, const Crs& wanted) {
    if (!layer.crs.known()) {
        throw core::Error(core::ErrorCode::crs_missing,
                          {"Sistem koordinat lapisan tidak diketahui, sehingga toleransi dalam meter tidak berarti.",
                           "The layer has no coordinate reference system, so a tolerance in metres means nothing."},
                          {"Sebutkan sistem koordinatnya, misalnya crs=\"EPSG:32749\".",
                           "State it, for instance crs=\"EPSG:32749\"."},
                          {.file = layer.provenance.source, .layer = layer.title()});
    }
    if (wanted.known() && !wanted.is_projected_metre()) {
        throw core::Error(core::ErrorCode::degrees_refused,
                          {"Sistem koordinat hitungan harus bersatuan meter, bukan \"" + wanted.name() + "\".",
                           "The CRS to compute in must be in metres, not \"" + wanted.name() + "\"."},
                          {"Pilih zona UTM, misalnya EPSG:32749.", "Choose a UTM zone such as EPSG:32749."});
    }
    if (wanted.known()) return wanted;
    const auto box = extent_of(layer);
    if (box.empty() && layer.crs.is_projected_metre()) return layer.crs;
    const auto degrees = Crs::from_user_input("EPSG:4326");
    const auto places = sample_places(box, layer.crs, degrees);
    if (layer.crs.is_projected_metre() && scale_error(places, layer.crs, degrees) <= most_scale_error) return layer.crs;
    double centre[] = {box.empty() ? 0.0 : (box.min_x + box.max_x) / 2.0,
                       box.empty() ? 0.0 : (box.min_y + box.max_y) / 2.0};
    geometry::transform_xy(centre, layer.crs, degrees);
    auto utm = Crs::from_user_input("EPSG:" + std::to_string(geometry::utm_epsg(centre[0], centre[1])));
    if (scale_error(places, utm, degrees) <= most_scale_error) return utm;
    return equal_area_around(centre[0], centre[1]);
}

}  // namespace petasentra::topology
