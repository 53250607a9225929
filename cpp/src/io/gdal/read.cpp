#include <filesystem>
#include <petasentra/core/error.hpp>
#include <petasentra/core/sha256.hpp>
#include <petasentra/io/gdal/read.hpp>

#include "io/gdal/columns.hpp"
#include "io/gdal/read_crs.hpp"
#include "io/gdal/read_text.hpp"
#include "io/gdal/shapes.hpp"
#include "io/gdal/source.hpp"

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorCode;

void require_geometry(const SourceLayer& chosen, const std::string& path) {
    if (chosen.layer->GetLayerDefn()->GetGeomFieldCount() > 0) return;
    throw Error(ErrorCode::no_geometry_column,
                {"Layer \"" + chosen.name + "\" di berkas \"" + path + "\" tidak memiliki geometri.",
                 "Layer \"" + chosen.name + "\" in file \"" + path + "\" has no geometry."},
                {"Untuk shapefile, pastikan berkas .shp ada di folder yang sama; tabel biasa dapat dibaca sebagai CSV.",
                 "For a shapefile, see that the .shp lies in the same folder; a plain table can be read as CSV."},
                {.file = path, .layer = chosen.name});
}

void require_encoding(const std::string& encoding) {
    if (encoding.empty() || can_decode(encoding)) return;
    throw Error(ErrorCode::option_value,
                {"Pengodean \"" + encoding + "\" tidak dikenal.", "Encoding \"" + encoding + "\" is not known."},
                {"Contoh yang dikenal: UTF-8, CP1252, ISO-8859-1.", "Known examples: UTF-8, CP1252, ISO-8859-1."});
}

// Reads all features; how the loop ended is judged by the number of rows and by what GDAL said on the way.
void read_features(OGRLayer& source, LayerFile& file, const MessageLog& log) {
    const OGRFeatureDefn& definition = *source.GetLayerDefn();
    std::vector<std::unique_ptr<FieldReader>> readers;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        file.report.fields.push_back({field.GetNameRef(), type_name(field), field.GetWidth()});
        readers.push_back(reader_for(field, i));
    }
    ShapeReader shapes;
    const auto failures_before = log.failures();
    source.ResetReading();
    std::int64_t rows = 0;
    for (OGRFeatureUniquePtr feature(source.GetNextFeature()); feature != nullptr;
         feature.reset(source.GetNextFeature())) {
        for (auto& reader : readers) reader->read(*feature);
        shapes.read(std::unique_ptr<OGRGeometry>(feature->StealGeometry()), feature->GetFID());
        ++rows;
    }
    file.report.features_read = rows;
    const std::int64_t announced = file.report.features_announced;
    if (log.failures() > failures_before && announced > rows) {
        const std::string count = std::to_string(rows) + " / " + std::to_string(announced);
        throw Error(ErrorCode::file_unreadable,
                    {"Pembacaan berhenti setelah " + count + " fitur: " + log.last_failure(""),
                     "Reading stopped after " + count + " features: " + log.last_failure("")},
                    {"Berkas rusak atau tidak lengkap; minta salinan baru.",
                     "The file is damaged or incomplete; ask for a new copy."},
                    {.file = file.report.path, .layer = file.report.layer});
    }
    file.layer.table.size = static_cast<std::size_t>(rows);
    for (auto& reader : readers) file.layer.table.columns.push_back(reader->finish(file.report.notes));
    file.layer.geometry = shapes.finish(file.report.notes);
}

void settle_crs(const SourceLayer& chosen, const std::string& wanted, LayerFile& file) {
    auto& report = file.report;
    const auto stated = crs_of(chosen.layer->GetSpatialRef(), report.notes);
    if (wanted.empty()) {
        file.layer.crs = stated;
        report.crs_from = stated.known() ? "file" : "none";
        if (!stated.known()) {
            report.notes.push_back(
                {"CRS_MISSING",
                 {"Berkas tidak menyebut sistem koordinat. Beri crs= setelah dipastikan, misalnya crs=\"EPSG:4326\".",
                  "The file states no coordinate system. Pass crs= once you are sure, e.g. crs=\"EPSG:4326\"."}});
        }
    } else {
        file.layer.crs = geometry::Crs::from_user_input(wanted);
        report.crs_from = "caller";
        if (stated.known() && !stated.same_as(file.layer.crs)) {
            report.notes.push_back(
                {"CRS_OVERRIDDEN",
                 {"Berkas menyebut " + stated.name() + ", tetapi dipakai " + file.layer.crs.name() +
                      " sesuai permintaan.",
                  "The file says " + stated.name() + ", but " + file.layer.crs.name() + " is used as asked."}});
        }
    }
    report.crs_name = file.layer.crs.name();
    report.crs_code = file.layer.crs.authority_code();
}

void note_counts(LoadReport& report) {
    if (report.features_read == 0) {
        report.notes.push_back({"LAYER_EMPTY", {"Layer tidak berisi fitur.", "The layer holds no features."}});
    }
    if (report.features_announced >= 0 && report.features_announced != report.features_read) {
        const std::string announced = std::to_string(report.features_announced);
        const std::string read = std::to_string(report.features_read);
        report.notes.push_back(
            {"FEATURES_MISSING",
             {"Berkas menyatakan " + announced + " fitur, tetapi hanya " + read + " yang dapat dibaca.",
              "The file announces " + announced + " features, but " + read + " could be read."}});
    }
}

void add_hashes(const std::string& path, LoadReport& report) {
    std::error_code failed;
    if (fs::is_directory(path, failed)) return;
    report.sha256 = core::sha256_of_file(path);
    if (report.driver != "ESRI Shapefile" || !report.inner_path.empty()) return;
    for (const char* ending : {".shx", ".dbf", ".prj", ".cpg"}) {
        fs::path sidecar(path);
        sidecar.replace_extension(ending);
        if (fs::exists(sidecar, failed)) {
            report.sidecars.emplace_back(sidecar.filename().string(), core::sha256_of_file(sidecar.string()));
        }
    }
}

}  // namespace

LayerFile read_layer(const std::string& path, const ReadOptions& options) {
    start_gdal();
    const std::string encoding = encoding_name(options.encoding);
    require_encoding(encoding);
    const MessageLog log;
    const Source source = open_source(path, encoding, log);
    const SourceLayer& chosen = choose_layer(source, options.layer, path);
    const Part& part = source.parts[chosen.part];
    require_geometry(chosen, path);

    LayerFile file;
    auto& report = file.report;
    report.path = path;
    report.inner_path = printable(part.inner);
    report.driver = part.dataset->GetDriverName();
    report.layers = source.names();
    report.layer = chosen.name;
    report.features_announced = chosen.layer->GetFeatureCount(FALSE);
    settle_crs(chosen, options.crs, file);
    read_features(*chosen.layer, file, log);

    const bool shapefile = report.driver == "ESRI Shapefile";
    report.encoding = !shapefile ? "UTF-8" : encoding.empty() ? part.declared.name : encoding;
    report.encoding_from = !shapefile ? "format" : encoding.empty() ? part.declared.from : "caller";
    settle_text(file.layer.table, shapefile && report.encoding.empty(), part.declared, report);
    if (!shapefile && !encoding.empty()) {
        report.notes.push_back({"OPTION_IGNORED",
                                {"encoding= hanya berlaku untuk shapefile dan diabaikan.",
                                 "encoding= matters for shapefiles only and was ignored."}});
    }
    note_counts(report);
    report.geometries = layer::count_geometries(file.layer.geometry);
    add_hashes(path, report);
    report.messages = log.texts();

    file.layer.geometry_position = file.layer.table.columns.size();
    file.layer.provenance = {path, report.layer, report.sha256, {}, report.driver};
    return file;
}

Contents list_layers(const std::string& path) {
    start_gdal();
    const MessageLog log;
    const Source source = open_source(path, {}, log);
    Contents contents;
    contents.driver = source.parts.front().dataset->GetDriverName();
    for (const auto& layer : source.layers) {
        const bool table = layer.layer->GetLayerDefn()->GetGeomFieldCount() == 0;
        contents.layers.push_back({layer.name, table ? "None" : OGRGeometryTypeToName(layer.layer->GetGeomType()),
                                   static_cast<std::int64_t>(layer.layer->GetFeatureCount(FALSE))});
    }
    return contents;
}

}  // namespace petasentra::io::gdal
