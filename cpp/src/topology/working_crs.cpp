#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>
#include <petasentra/geometry/is_place.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/geometry/true_metres.hpp>
#include <petasentra/topology/settings.hpp>

namespace petasentra::topology {
namespace {

using geometry::Crs;

geometry::Box extent_of(const layer::Layer& layer) {
    geometry::Box box;
    for (std::size_t row = 0; row < layer.size(); ++row) {
        if (geometry::has_places_only(layer.geometry, row)) box.add(layer.geometry.bounds(row));
    }
    return box;
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
    const auto places = geometry::places_over(box, layer.crs);
    const auto serves = [&](const Crs& crs) {
        return geometry::scale_error(places, crs) <= geometry::most_scale_error;
    };
    if (layer.crs.is_projected_metre() && serves(layer.crs)) return layer.crs;
    double centre[] = {box.empty() ? 0.0 : (box.min_x + box.max_x) / 2.0,
                       box.empty() ? 0.0 : (box.min_y + box.max_y) / 2.0};
    geometry::transform_xy(centre, layer.crs, degrees);
    auto utm = Crs::from_user_input("EPSG:" + std::to_string(geometry::utm_epsg(centre[0], centre[1])));
    if (serves(utm)) return utm;
    return equal_area_around(centre[0], centre[1]);
}

}  // namespace petasentra::topology
