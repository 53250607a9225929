#include <petasentra/core/error.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/topology/settings.hpp>

namespace petasentra::topology {

AreaUnit area_unit(std::string_view name) {
    if (name == "auto") return AreaUnit::automatic;
    if (name == "m2") return AreaUnit::square_metre;
    if (name == "ha") return AreaUnit::hectare;
    if (name == "km2") return AreaUnit::square_kilometre;
    const std::string given(name.substr(0, 80));
    throw core::Error(
        core::ErrorCode::option_value,
        {"Satuan luas \"" + given + "\" tidak dikenal.", "The unit of area \"" + given + "\" is unknown."},
        {"Pilih \"auto\", \"m2\", \"ha\", atau \"km2\".", "Choose \"auto\", \"m2\", \"ha\" or \"km2\"."});
}

const char* to_string(AreaUnit unit) noexcept {
    switch (unit) {
        case AreaUnit::square_metre:
            return "m2";
        case AreaUnit::hectare:
            return "ha";
        case AreaUnit::square_kilometre:
            return "km2";
        case AreaUnit::automatic:
            return "auto";
    }
    return "auto";
}

geometry::Crs working_crs(const layer::Layer& layer, const geometry::Crs& wanted) {
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
    if (layer.crs.is_projected_metre()) return layer.crs;
    geometry::Box box;
    for (std::size_t row = 0; row < layer.size(); ++row) {
        if (layer.geometry.is_finite(row)) box.add(layer.geometry.bounds(row));
    }
    double centre[] = {box.empty() ? 0.0 : (box.min_x + box.max_x) / 2.0,
                       box.empty() ? 0.0 : (box.min_y + box.max_y) / 2.0};
    geometry::transform_xy(centre, layer.crs, geometry::Crs::from_user_input("EPSG:4326"));
    return geometry::Crs::from_user_input("EPSG:" + std::to_string(geometry::utm_epsg(centre[0], centre[1])));
}

}  // namespace petasentra::topology
