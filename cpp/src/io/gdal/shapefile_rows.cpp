#include <filesystem>
#include <memory>
#include <utility>

#include "io/gdal/dbf_rows.hpp"
#include "io/gdal/geometry_only.hpp"
#include "io/gdal/rows.hpp"
#include "io/gdal/shapes.hpp"
#include "io/gdal/shp_shapes.hpp"

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using geometry::GeometryColumn;

std::optional<FileBytes> open_part_of(const std::string& shp_path, const char* small, const char* large) {
    for (const char* ending : {small, large}) {
        if (auto file = FileBytes::open(fs::path(shp_path).replace_extension(ending).string())) return file;
    }
    return std::nullopt;
}

// Geometry through GDAL, for the types with Z and M: only the attributes are ours then.
std::optional<GeometryColumn> shapes_by_gdal(OGRLayer& layer, std::size_t rows, std::vector<Note>& notes) {
    const GeometryOnly only(layer);
    if (!only.set()) return std::nullopt;
    ShapeReader shapes;
    layer.ResetReading();
    std::size_t read = 0;
    for (OGRFeatureUniquePtr feature(layer.GetNextFeature()); feature != nullptr;
         feature.reset(layer.GetNextFeature())) {
        if (feature->GetFID() != static_cast<GIntBig>(read)) return std::nullopt;
        shapes.read(std::unique_ptr<OGRGeometry>(feature->StealGeometry()), feature->GetFID());
        ++read;
    }
    if (read != rows) return std::nullopt;
    return shapes.finish(notes);
}

bool is_flat_type(std::uint32_t type) {
    return type == 1 || type == 3 || type == 5 || type == 8;
}

std::optional<Rows> read_files(OGRLayer& layer, const std::string& shp_path, const std::string& encoding) {
    const auto shp = FileBytes::open(shp_path);
    const auto shx = open_part_of(shp_path, ".shx", ".SHX");
    const auto dbf = open_part_of(shp_path, ".dbf", ".DBF");
    if (!shp || !shx || !dbf) return std::nullopt;
    const auto layout = dbf_layout(*dbf);
    const auto index = shp_index(*shp, *shx);
    if (!layout || !index || index->records.size() != layout->records || layout->fields.empty()) return std::nullopt;
    auto columns = rows_of_dbf(*dbf, *layout, *layer.GetLayerDefn(), encoding);
    if (!columns) return std::nullopt;
    Rows rows;
    rows.columns = std::move(*columns);
    auto shapes = is_flat_type(index->shape_type) ? shapes_of_shp(*shp, *index, layer, rows.notes)
                                                  : shapes_by_gdal(layer, index->records.size(), rows.notes);
    if (!shapes) return std::nullopt;
    rows.geometry = std::move(*shapes);
    return rows;
}

}  // namespace

std::optional<Rows> rows_of_shapefile(OGRLayer& layer, const std::string& shp_path, const std::string& encoding) {
    const MessageLog log;
    auto rows = read_files(layer, shp_path, encoding);
    return log.texts().empty() ? std::move(rows) : std::nullopt;
}

}  // namespace petasentra::io::gdal
