#include "io/gdal/write_format.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <petasentra/core/date.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/geometry/transform.hpp>

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorCode;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

bool has_column(const layer::Table& table, const std::string& name) {
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const layer::Column& column) { return lower(column.name) == name; });
}

// The first of some names that is not taken by an attribute: GeoPackage stores ids and geometry as columns too.
std::string free_name(const layer::Table& table, std::string name) {
    while (has_column(table, name)) name = "_" + name;
    return name;
}

bool is_single(geometry::Kind kind) {
    return kind == geometry::Kind::point || kind == geometry::Kind::line_string || kind == geometry::Kind::polygon;
}

// Formats with one type for all rows give flat rows a height of 0 where others have one.
void note_filled_heights(const geometry::GeometryColumn& geometry, OGRwkbGeometryType type, WriteReport& report) {
    if (!OGR_GT_HasZ(type)) return;
    std::size_t flat = 0;
    for (std::size_t row = 0; row < geometry.size(); ++row) {
        if (!geometry.is_null(row) && geometry.has_z[row] == 0) ++flat;
    }
    if (flat == 0) return;
    report.notes.push_back(
        {"Z_FILLED",
         {std::to_string(flat) + " geometri tanpa ketinggian mendapat Z = 0 dalam format ini.",
          core::counted(flat, "geometry", "geometries") + " without height got Z = 0 in this format."}});
}

// To nine decimals, a tenth of a millimetre: seven, a centimetre, would tear neighbours apart by more than the tolerance
// they are checked with.
void round_degrees(geometry::GeometryColumn& column) {
    constexpr double per_degree = 1e9;
    for (auto& value : column.xy) value = std::round(value * per_degree) / per_degree;
}

}  // namespace

std::string driver_for(const std::string& path, const std::string& wanted) {
    static const std::map<std::string, std::string> by_ending{{".gpkg", "GPKG"},          {".geojson", "GeoJSON"},
                                                              {".json", "GeoJSON"},       {".fgb", "FlatGeobuf"},
                                                              {".shp", "ESRI Shapefile"}, {".kml", "KML"}};
    if (!wanted.empty()) return wanted;
    const auto found = by_ending.find(lower(fs::path(path).extension().string()));
    if (found != by_ending.end()) return found->second;
    throw Error(ErrorCode::option_value,
                {"Akhiran berkas \"" + path + "\" tidak menunjukkan format yang dikenal.",
                 "The ending of \"" + path + "\" names no format that is known."},
                {"Pakai .gpkg, .geojson, .fgb, .shp, atau .kml.", "Use .gpkg, .geojson, .fgb, .shp or .kml."},
                {.file = path});
}

CPLStringList layer_options(const layer::Table& table, std::size_t rows, const std::string& driver) {
    CPLStringList options;
    if (driver == "GPKG") {
        options.SetNameValue("FID", free_name(table, "fid").c_str());
        options.SetNameValue("GEOMETRY_NAME", free_name(table, "geom").c_str());
    } else if (driver == "GeoJSON") {
        // Coordinates come with nine decimals, see in_crs_of_format. GDAL takes zeros and nines at the end of what it
        // prints for rounding errors and mends them: with three decimals more there is nothing to mend.
        options.SetNameValue("COORDINATE_PRECISION", "12");
        // Seventeen digits bring every number of the attributes back as it was.
        options.SetNameValue("SIGNIFICANT_FIGURES", "17");
    } else if (driver == "FlatGeobuf") {
        // The index would store the rows in another order; but without one, no rows would mean no header.
        options.SetNameValue("SPATIAL_INDEX", rows == 0 ? "YES" : "NO");
    } else if (driver == "ESRI Shapefile") {
        options.SetNameValue("ENCODING", "UTF-8");
    }
    return options;
}

std::optional<geometry::GeometryColumn> in_crs_of_format(const layer::Layer& layer, WriteReport& report,
                                                         const core::Control& control) {
    const bool geojson = report.driver == "GeoJSON";
    if (!geojson && report.driver != "LIBKML" && report.driver != "KML") return std::nullopt;
    const std::string format = geojson ? "GeoJSON (RFC 7946)" : "KML";
    if (!layer.crs.known()) {
        throw Error(ErrorCode::crs_missing,
                    {format + " hanya memuat koordinat WGS 84, sedangkan sistem koordinat lapisan ini tidak diketahui.",
                     format + " holds WGS 84 coordinates only, and the CRS of this layer is not known."},
                    {"Baca lapisan dengan crs= setelah dipastikan, atau simpan sebagai .gpkg.",
                     "Read the layer with crs= once you are sure, or save it as .gpkg."},
                    {.file = report.path});
    }
    const auto wgs84 = geometry::Crs::from_user_input("EPSG:4326");
    for (const auto& same : {wgs84, geometry::Crs::from_user_input("OGC:CRS84")}) {
        if (!layer.crs.same_as(same)) continue;
        if (!geojson) return std::nullopt;
        auto out = layer.geometry;
        round_degrees(out);
        return out;
    }
    const std::string code = layer.crs.authority_code();
    const std::string from = layer.crs.name() + (code.empty() ? "" : " (" + code + ")");
    report.notes.push_back(
        {"CRS_TRANSFORMED",
         {"Koordinat diubah dari " + from + " ke WGS 84, satu-satunya sistem dalam " + format + ".",
          "Coordinates were transformed from " + from + " to WGS 84, the only system in " + format + "."}});
    try {
        auto out = geometry::transform(layer.geometry, layer.crs, wgs84, control);
        if (geojson) round_degrees(out);
        return out;
    } catch (const Error& error) {
        throw error.at({.file = report.path});
    }
}

void note_geometry_losses(const geometry::GeometryColumn& geometry, OGRwkbGeometryType type, WriteReport& report) {
    const bool any_m = std::find(geometry.has_m.begin(), geometry.has_m.end(), std::uint8_t{1}) != geometry.has_m.end();
    if (any_m && (report.driver == "GeoJSON" || report.driver == "LIBKML" || report.driver == "KML")) {
        report.notes.push_back(
            {"M_DROPPED", {"Format ini tidak menyimpan nilai M.", "This format does not keep M values."}});
    }
    note_filled_heights(geometry, type, report);
    if (report.driver == "FlatGeobuf" && OGR_GT_IsSubClassOf(wkbFlatten(type), wkbGeometryCollection) != 0 &&
        std::any_of(geometry.kind.begin(), geometry.kind.end(), is_single)) {
        report.notes.push_back({"MULTI_PROMOTED",
                                {"Geometri tunggal disimpan sebagai multigeometri berbagian satu.",
                                 "Single geometries were stored as multi-geometries of one part."}});
    }
    if (report.driver != "ESRI Shapefile") return;
    std::size_t single_part_multis = 0;
    for (std::size_t row = 0; row < geometry.size(); ++row) {
        const bool multi = geometry.kind[row] == geometry::Kind::multi_polygon ||
                           geometry.kind[row] == geometry::Kind::multi_line_string;
        if (multi && geometry.part_of_row[row + 1] - geometry.part_of_row[row] == 1) ++single_part_multis;
    }
    if (single_part_multis > 0) {
        report.notes.push_back({"MULTI_SINGLE",
                                {std::to_string(single_part_multis) +
                                     " multigeometri berbagian tunggal akan terbaca kembali sebagai geometri tunggal.",
                                 core::counted(single_part_multis, "multi-geometry", "multi-geometries") +
                                     " of one part will read back single."}});
    }
}

StampedTime::StampedTime() {
    const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (epoch == nullptr || *epoch == '\0') return;
    const std::int64_t seconds = std::strtoll(epoch, nullptr, 10);
    const core::Date day{static_cast<std::int32_t>(seconds / 86'400)};
    char clock[32];
    std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d.000Z", static_cast<int>(seconds / 3600 % 24),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", (core::to_string(day) + clock).c_str());
    m_set = true;
}

StampedTime::~StampedTime() {
    if (m_set) CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr);
}

}  // namespace petasentra::io::gdal
