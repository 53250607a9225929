#include "io/gdal/layer_type.hpp"

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <set>

namespace petasentra::io::gdal {
namespace {

using geometry::Kind;

struct Found {
    std::set<Kind> kinds;
    bool any_z = false;
    bool any_m = false;
    bool all_alike = true;  // in having Z and M
};

Found look_at(const geometry::GeometryColumn& column) {
    Found found;
    bool first = true;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.is_null(row)) continue;
        const bool has_z = column.has_z[row] != 0;
        const bool has_m = column.has_m[row] != 0;
        if (!first && (has_z != found.any_z || has_m != found.any_m)) found.all_alike = false;
        found.any_z = found.any_z || has_z;
        found.any_m = found.any_m || has_m;
        found.kinds.insert(column.kind[row]);
        first = false;
    }
    return found;
}

// A Shapefile has one record type for single and multi parts, except that points and multipoints differ.
OGRwkbGeometryType shapefile_type(const Found& found, const std::string& path) {
    std::set<int> dimensions;
    for (const auto kind : found.kinds) dimensions.insert(geometry::dimension(kind));
    if (dimensions.size() > 1 || dimensions.count(-1) != 0) {
        throw core::Error(
            core::ErrorCode::geometry_kind,
            {"Shapefile hanya dapat memuat satu jenis geometri, sedangkan lapisan ini mencampur beberapa jenis.",
             "A shapefile holds one kind of geometry; this layer mixes several."},
            {"Simpan sebagai .gpkg, atau pisahkan titik, garis, dan poligon.",
             "Save as .gpkg, or split points, lines and polygons."},
            {.file = path});
    }
    if (found.kinds.empty()) return wkbPolygon;
    if (found.kinds.count(Kind::multi_point) != 0) return wkbMultiPoint;
    switch (*dimensions.begin()) {
        case 0:
            return wkbPoint;
        case 1:
            return wkbLineString;
        default:
            return wkbPolygon;
    }
}

// FlatGeobuf drops heights unless the layer declares them, and common readers (pyogrio) refuse "any kind, with heights":
// single and multi of one dimension become all multi; across dimensions there is no better word than "any".
OGRwkbGeometryType multi_type(const Found& found) {
    std::set<int> dimensions;
    for (const auto kind : found.kinds) dimensions.insert(geometry::dimension(kind));
    if (dimensions.size() != 1) return wkbUnknown;
    switch (*dimensions.begin()) {
        case 0:
            return wkbMultiPoint;
        case 1:
            return wkbMultiLineString;
        case 2:
            return wkbMultiPolygon;
        default:
            return wkbUnknown;
    }
}

}  // namespace

void require_holdable(const geometry::GeometryColumn& column, const std::string& driver, const std::string& path) {
    if (driver != "FlatGeobuf") return;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (!column.is_null(row) && !column.is_empty(row)) continue;
        // GDAL would leave such rows out without a word.
        throw core::Error(
            core::ErrorCode::geometry_kind,
            {"FlatGeobuf tidak dapat memuat baris tanpa geometri.", "FlatGeobuf cannot hold rows without geometry."},
            {"Simpan sebagai .gpkg atau .geojson, atau buang baris itu lebih dahulu.",
             "Save as .gpkg or .geojson, or leave such rows out first."},
            {.file = path, .feature = std::to_string(row)});
    }
}

OGRwkbGeometryType declared_type(const geometry::GeometryColumn& column, const std::string& driver,
                                 const std::string& path) {
    const Found found = look_at(column);
    OGRwkbGeometryType type = wkbUnknown;
    if (driver == "ESRI Shapefile") {
        type = shapefile_type(found, path);
    } else if (found.kinds.size() == 1 && found.all_alike) {
        type = static_cast<OGRwkbGeometryType>(*found.kinds.begin());
    } else if (driver == "FlatGeobuf" && (found.any_z || found.any_m)) {
        type = multi_type(found);
    } else {
        return wkbUnknown;
    }
    if (found.any_z) type = OGR_GT_SetZ(type);
    if (found.any_m) type = OGR_GT_SetM(type);
    return type;
}

}  // namespace petasentra::io::gdal
