#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <petasentra/core/date.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <petasentra/io/gdal/write.hpp>

#include "io/gdal/field_writers.hpp"
#include "io/gdal/layer_type.hpp"
#include "io/gdal/target.hpp"

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

std::string driver_for(const std::string& path, const std::string& wanted) {
    static const std::map<std::string, std::string> by_ending{{".gpkg", "GPKG"},          {".geojson", "GeoJSON"},
                                                              {".json", "GeoJSON"},       {".fgb", "FlatGeobuf"},
                                                              {".shp", "ESRI Shapefile"}, {".kml", "LIBKML"}};
    if (!wanted.empty()) return wanted;
    const auto found = by_ending.find(lower(fs::path(path).extension().string()));
    if (found != by_ending.end()) return found->second;
    throw Error(ErrorCode::option_value,
                {"Akhiran berkas \"" + path + "\" tidak menunjukkan format yang dikenal.",
                 "The ending of \"" + path + "\" names no format that is known."},
                {"Pakai .gpkg, .geojson, .fgb, .shp, atau .kml.", "Use .gpkg, .geojson, .fgb, .shp or .kml."},
                {.file = path});
}

Error failed(const std::string& path, const std::string& words, const std::string& column = {}) {
    return Error(
        ErrorCode::write_failed,
        {"Berkas \"" + path + "\" tidak dapat ditulis: " + words, "File \"" + path + "\" cannot be written: " + words},
        {"Berkas lama, jika ada, tidak berubah.", "The old file, if there was one, is unchanged."},
        {.file = path, .column = column});
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

CPLStringList layer_options(const layer::Layer& layer, const std::string& driver) {
    CPLStringList options;
    if (driver == "GPKG") {
        options.SetNameValue("FID", free_name(layer.table, "fid").c_str());
        options.SetNameValue("GEOMETRY_NAME", free_name(layer.table, "geom").c_str());
    } else if (driver == "GeoJSON") {
        // Seventeen digits bring every double back as it was.
        options.SetNameValue("SIGNIFICANT_FIGURES", "17");
    } else if (driver == "FlatGeobuf") {
        // The index would store the rows in another order; but without one, no rows would mean no header.
        options.SetNameValue("SPATIAL_INDEX", layer.size() == 0 ? "YES" : "NO");
    } else if (driver == "ESRI Shapefile") {
        options.SetNameValue("ENCODING", "UTF-8");
    }
    return options;
}

// While it lives, formats that carry a time stamp take the one of SOURCE_DATE_EPOCH, if that is set.
class StampedTime {
  public:
    StampedTime() {
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
    StampedTime(const StampedTime&) = delete;
    StampedTime& operator=(const StampedTime&) = delete;
    ~StampedTime() {
        if (m_set) CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nullptr);
    }

  private:
    bool m_set = false;
};

std::unique_ptr<OGRSpatialReference> reference_of(const geometry::Crs& crs) {
    if (!crs.known()) return nullptr;
    auto reference = std::make_unique<OGRSpatialReference>();
    if (reference->SetFromUserInput(crs.projjson().c_str()) != OGRERR_NONE) return nullptr;
    reference->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

void require_crs_of_format(const layer::Layer& layer, const std::string& driver, const std::string& path) {
    if (driver != "LIBKML" && driver != "KML") return;
    if (layer.crs.same_as(geometry::Crs::from_user_input("EPSG:4326"))) return;
    throw Error(ErrorCode::crs_mismatch, {"KML hanya memuat koordinat WGS 84.", "KML holds WGS 84 coordinates only."},
                {"Ubah dahulu dengan layer.to_crs(\"EPSG:4326\").", "Convert first with layer.to_crs(\"EPSG:4326\")."},
                {.file = path});
}

struct OutColumn {
    const layer::Column* column;
    FieldWriter writer;
    int field;
};

std::vector<OutColumn> create_fields(OGRLayer& out, const layer::Table& table, const std::string& path,
                                     const MessageLog& log, WriteReport& report) {
    std::vector<OutColumn> columns;
    std::vector<std::string> cut;
    for (const auto& column : table.columns) {
        FieldWriter writer = writer_for(column);
        OGRFieldDefn definition(column.name.c_str(), writer.type);
        definition.SetSubType(writer.subtype);
        const int before = out.GetLayerDefn()->GetFieldCount();
        if (out.CreateField(&definition) != OGRERR_NONE || out.GetLayerDefn()->GetFieldCount() != before + 1) {
            throw failed(path, log.last_failure("column \"" + column.name + "\" was refused"), column.name);
        }
        const std::string written = out.GetLayerDefn()->GetFieldDefn(before)->GetNameRef();
        if (written != column.name) cut.push_back(column.name + " -> " + written);
        if (column.format.starts_with("+")) {
            report.notes.push_back(
                {"LIST_JOINED",
                 {"Kolom daftar \"" + column.name + "\" disimpan sebagai satu teks, dipisahkan koma.",
                  "List column \"" + column.name + "\" was stored as one text, joined with commas."}});
        }
        columns.push_back({&column, std::move(writer), before});
    }
    if (!cut.empty()) {
        const std::string names = core::listed(cut, 20);
        report.notes.push_back({"NAME_CUT",
                                {"Nama kolom dipotong oleh format ini: " + names + ".",
                                 "Column names were cut by this format: " + names + "."}});
    }
    return columns;
}

std::unique_ptr<OGRGeometry> geometry_at(const layer::Layer& layer, std::size_t row, std::vector<std::byte>& wkb) {
    if (layer.geometry.is_null(row)) return nullptr;
    wkb.clear();
    geometry::write_wkb(layer.geometry, row, wkb);
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size(), wkbVariantIso);
    return std::unique_ptr<OGRGeometry>(made);
}

void write_features(OGRLayer& out, const layer::Layer& layer, const std::vector<OutColumn>& columns,
                    const std::string& path, const MessageLog& log) {
    std::vector<std::byte> wkb;
    for (std::size_t row = 0; row < layer.size(); ++row) {
        OGRFeature feature(out.GetLayerDefn());
        for (const auto& [column, writer, field] : columns) {
            if (column->is_valid(row)) {
                writer.set(feature, field, row);
            } else {
                feature.SetFieldNull(field);
            }
        }
        auto geometry = geometry_at(layer, row, wkb);
        if (geometry == nullptr && !layer.geometry.is_null(row)) {
            throw failed(path, "row " + std::to_string(row) + ": " + log.last_failure("geometry refused"));
        }
        feature.SetGeometryDirectly(geometry.release());
        if (out.CreateFeature(&feature) != OGRERR_NONE) {
            throw failed(path, "row " + std::to_string(row) + ": " + log.last_failure("refused"))
                .at({.feature = std::to_string(row)});
        }
    }
}

// A driver may drop a row and report success: binary formats count their rows, so they are asked.
void require_rows(const std::string& written, std::size_t rows, const std::string& driver, const std::string& path) {
    if (driver != "GPKG" && driver != "FlatGeobuf" && driver != "ESRI Shapefile") return;
    const DatasetPtr dataset(GDALDataset::Open(written.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    OGRLayer* layer = dataset == nullptr ? nullptr : dataset->GetLayer(0);
    const auto found = layer == nullptr ? GIntBig{-1} : layer->GetFeatureCount(TRUE);
    if (found == static_cast<GIntBig>(rows)) return;
    throw failed(path, std::to_string(found) + " / " + std::to_string(rows) + " rows arrived");
}

void note_geometry_losses(const layer::Layer& layer, WriteReport& report) {
    const auto& geometry = layer.geometry;
    const bool any_m = std::find(geometry.has_m.begin(), geometry.has_m.end(), std::uint8_t{1}) != geometry.has_m.end();
    if (any_m && (report.driver == "GeoJSON" || report.driver == "LIBKML" || report.driver == "KML")) {
        report.notes.push_back(
            {"M_DROPPED", {"Format ini tidak menyimpan nilai M.", "This format does not keep M values."}});
    }
    if (report.driver != "ESRI Shapefile") return;
    std::size_t single_part_multis = 0;
    for (std::size_t row = 0; row < geometry.size(); ++row) {
        const bool multi = geometry.kind[row] == geometry::Kind::multi_polygon ||
                           geometry.kind[row] == geometry::Kind::multi_line_string;
        if (multi && geometry.part_of_row[row + 1] - geometry.part_of_row[row] == 1) ++single_part_multis;
    }
    if (single_part_multis > 0) {
        const std::string count = std::to_string(single_part_multis);
        report.notes.push_back(
            {"MULTI_SINGLE",
             {count + " multigeometri berbagian tunggal akan terbaca kembali sebagai geometri tunggal.",
              count + " multi-geometries of one part will read back as single ones."}});
    }
}

}  // namespace

WriteReport write_layer(const layer::Layer& layer, const std::string& path, const WriteOptions& options) {
    start_gdal();
    WriteReport report;
    report.path = path;
    report.driver = driver_for(path, options.driver);
    report.layer = options.layer_name.empty() ? fs::path(path).stem().string() : options.layer_name;
    report.rows = layer.size();
    require_crs_of_format(layer, report.driver, path);
    const MessageLog log;
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(report.driver.c_str());
    if (driver == nullptr || driver->GetMetadataItem(GDAL_DCAP_VECTOR) == nullptr) {
        throw Error(
            ErrorCode::option_value,
            {"Format \"" + report.driver + "\" tidak tersedia.", "Format \"" + report.driver + "\" is not available."},
            {"Pakai GPKG, GeoJSON, FlatGeobuf, ESRI Shapefile, atau LIBKML.",
             "Use GPKG, GeoJSON, FlatGeobuf, ESRI Shapefile or LIBKML."});
    }
    require_holdable(layer.geometry, report.driver, path);
    const auto type = declared_type(layer.geometry, report.driver, path);
    Target target(path);
    const StampedTime stamp;
    DatasetPtr dataset(driver->Create(target.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (dataset == nullptr) throw failed(path, log.last_failure("the file could not be created"));
    const auto reference = reference_of(layer.crs);
    CPLStringList creation = layer_options(layer, report.driver);
    OGRLayer* out = dataset->CreateLayer(report.layer.c_str(), reference.get(), type, creation.List());
    if (out == nullptr) throw failed(path, log.last_failure("the layer could not be created"));
    const auto columns = create_fields(*out, layer.table, path, log, report);
    const bool transaction =
        dataset->TestCapability(ODsCTransactions) != 0 && dataset->StartTransaction() == OGRERR_NONE;
    write_features(*out, layer, columns, path, log);
    if (transaction && dataset->CommitTransaction() != OGRERR_NONE)
        throw failed(path, log.last_failure("commit failed"));
    const auto failures = log.failures();
    dataset.reset();
    // Closing is where buffered rows reach the disk, and it has no return value.
    if (log.failures() > failures || !fs::exists(target.path())) throw failed(path, log.last_failure("closing failed"));
    require_rows(target.path(), layer.size(), report.driver, path);
    target.finish();
    note_geometry_losses(layer, report);
    report.messages = log.texts();
    return report;
}

}  // namespace petasentra::io::gdal
