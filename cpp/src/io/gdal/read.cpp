#include <algorithm>
#include <filesystem>
#include <iterator>
#include <petasentra/core/error.hpp>
#include <petasentra/core/sha256.hpp>
#include <petasentra/io/gdal/read.hpp>

#include "io/gdal/columns.hpp"
#include "io/gdal/read_crs.hpp"
#include "io/gdal/read_text.hpp"
#include "io/gdal/rows.hpp"
#include "io/gdal/source.hpp"

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorCode;

void require_geometry(const SourceLayer& chosen, const std::string& path) {
    if (chosen.layer->GetLayerDefn()->GetGeomFieldCount() > 0) return;
    throw Error(ErrorCode::no_geometry_column,
                {"Lapisan \"" + chosen.name + "\" di berkas \"" + path + "\" tidak memiliki geometri.",
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

// Bytes of a plain file; 0 for folders and files within a .zip.
std::size_t plain_size(const Part& part) {
    std::error_code failed;
    const auto bytes = fs::file_size(part.gdal_path, failed);
    return failed ? 0 : static_cast<std::size_t>(bytes);
}

// Binary formats store a vertex in 16 bytes or more and a row in at least one, whatever their header says.
Expected expected_of(std::size_t bytes, std::int64_t announced) {
    const auto rows = announced < 0 ? 0 : static_cast<std::size_t>(announced);
    return rows > bytes ? Expected{} : Expected{rows, bytes / 16};
}

// The quickest way that reads this layer, in the end the one that reads all.
Rows rows_of(const SourceLayer& chosen, const Part& part, const std::string& encoding, const LoadReport& report) {
    std::optional<Rows> rows;
    const bool one_file = report.driver == "GPKG" || report.driver == "FlatGeobuf";
    const auto bytes = one_file ? plain_size(part) : 0;
    const Expected expected = expected_of(bytes, report.features_announced);
    if (report.driver == "ESRI Shapefile" && part.inner.empty()) {
        rows = rows_of_shapefile(*chosen.layer, part.gdal_path, encoding.empty() ? part.declared.name : encoding);
    } else if (report.driver == "FlatGeobuf" && part.inner.empty()) {
        rows = rows_of_flatgeobuf(*chosen.layer, part.gdal_path);
    } else if (report.driver == "GPKG" && part.inner.empty()) {
        rows = rows_of_geopackage(*chosen.layer, part.gdal_path, bytes, expected);
    }
    if (rows) return std::move(*rows);
    if (!part.files.shp.path.empty()) require_whole(part.files, report.path);
    return rows_by_features(*chosen.layer, expected);
}

// How reading ended is judged by the number of rows and by what GDAL said on the way.
void require_complete(const LoadReport& report, const MessageLog& log, std::size_t failures_before) {
    const std::int64_t rows = report.features_read;
    if (log.failures() == failures_before || report.features_announced <= rows) return;
    const std::string count = std::to_string(rows) + " / " + std::to_string(report.features_announced);
    throw Error(ErrorCode::file_unreadable,
                {"Pembacaan berhenti setelah " + count + " fitur: " + log.last_failure(""),
                 "Reading stopped after " + count + " features: " + log.last_failure("")},
                {"Berkas rusak atau tidak lengkap; minta salinan baru.",
                 "The file is damaged or incomplete; ask for a new copy."},
                {.file = report.path, .layer = report.layer});
}

void read_rows(const SourceLayer& chosen, const Part& part, const std::string& encoding, LayerFile& file,
               const MessageLog& log) {
    const OGRFeatureDefn& definition = *chosen.layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *definition.GetFieldDefn(i);
        file.report.fields.push_back({field.GetNameRef(), type_name(field), field.GetWidth()});
    }
    const auto failures_before = log.failures();
    Rows rows = rows_of(chosen, part, encoding, file.report);
    file.report.features_read = static_cast<std::int64_t>(rows.geometry.size());
    require_complete(file.report, log, failures_before);
    file.layer.table.size = rows.geometry.size();
    file.layer.table.columns = std::move(rows.columns);
    file.layer.geometry = std::move(rows.geometry);
    std::ranges::move(rows.notes, std::back_inserter(file.report.notes));
}

void settle_crs(const SourceLayer& chosen, const std::string& wanted, LayerFile& file) {
    auto& report = file.report;
    const auto [stated, refused] = crs_of(chosen.layer->GetSpatialRef());
    if (wanted.empty()) {
        file.layer.crs = stated;
        report.crs_from = stated.known() ? "file" : "none";
        if (!stated.known()) {
            const bool missing = refused.en.empty();
            report.notes.push_back({missing ? "CRS_MISSING" : "CRS_UNREADABLE",
                                    {(missing ? "Berkas tidak menyebut sistem koordinat." : refused.id) +
                                         " Beri crs= setelah dipastikan, misalnya crs=\"EPSG:4326\".",
                                     (missing ? "The file states no coordinate system." : refused.en) +
                                         " Pass crs= once you are sure, e.g. crs=\"EPSG:4326\"."}});
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
        report.notes.push_back({"LAYER_EMPTY", {"Lapisan tidak berisi fitur.", "The layer holds no features."}});
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
    report.notes = part.notes;
    report.features_announced = chosen.layer->GetFeatureCount(FALSE);
    settle_crs(chosen, options.crs, file);
    read_rows(chosen, part, encoding, file, log);

    const bool shapefile = report.driver == "ESRI Shapefile";
    report.encoding = !shapefile ? "UTF-8" : encoding.empty() ? part.declared.name : encoding;
    report.encoding_from = !shapefile ? "format" : encoding.empty() ? part.declared.from : "caller";
    const bool no_text = shapefile && !part.files.shp.path.empty() && part.files.dbf.path.empty();
    if (no_text) report.encoding_from = "none";
    if (no_text) report.encoding.clear();
    settle_text(file.layer.table, shapefile && !no_text && report.encoding.empty(), part.declared, report);
    if (!shapefile && !encoding.empty()) {
        report.notes.push_back({"OPTION_IGNORED",
                                {"encoding= hanya berlaku untuk shapefile dan diabaikan.",
                                 "encoding= matters for shapefiles only and was ignored."}});
    }
    note_counts(report);
    report.geometries = layer::count_geometries(file.layer.geometry, options.validity);
    if (options.hash) add_hashes(path, report);
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
