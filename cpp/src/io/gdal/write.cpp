#include <filesystem>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <petasentra/io/gdal/write.hpp>

#include "io/gdal/field_writers.hpp"
#include "io/gdal/layer_type.hpp"
#include "io/gdal/target.hpp"
#include "io/gdal/write_format.hpp"

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorCode;

Error failed(const std::string& path, const std::string& words, const std::string& column = {}) {
    return Error(
        ErrorCode::write_failed,
        {"Berkas \"" + path + "\" tidak dapat ditulis: " + words, "File \"" + path + "\" cannot be written: " + words},
        {"Berkas lama, jika ada, tidak berubah.", "The old file, if there was one, is unchanged."},
        {.file = path, .column = column});
}

std::unique_ptr<OGRSpatialReference> reference_of(const geometry::Crs& crs) {
    if (!crs.known()) return nullptr;
    auto reference = std::make_unique<OGRSpatialReference>();
    if (reference->SetFromUserInput(crs.projjson().c_str()) != OGRERR_NONE) return nullptr;
    reference->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
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

// The row's geometry in the layer's type: a single one becomes a multi-geometry of one part where the layer wants that.
std::unique_ptr<OGRGeometry> geometry_at(const layer::Layer& layer, std::size_t row, std::vector<std::byte>& wkb,
                                         OGRwkbGeometryType type) {
    if (layer.geometry.is_null(row)) return nullptr;
    wkb.clear();
    geometry::write_wkb(layer.geometry, row, wkb);
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size(), wkbVariantIso);
    if (made != nullptr && wkbFlatten(OGR_GT_GetCollection(made->getGeometryType())) == wkbFlatten(type)) {
        made = OGRGeometryFactory::forceTo(made, type);
    }
    return std::unique_ptr<OGRGeometry>(made);
}

void write_features(OGRLayer& out, const layer::Layer& layer, const std::vector<OutColumn>& columns,
                    const std::string& path, const MessageLog& log) {
    std::vector<std::byte> wkb;
    const auto type = out.GetGeomType();
    for (std::size_t row = 0; row < layer.size(); ++row) {
        OGRFeature feature(out.GetLayerDefn());
        for (const auto& [column, writer, field] : columns) {
            if (column->is_valid(row)) {
                writer.set(feature, field, row);
            } else {
                feature.SetFieldNull(field);
            }
        }
        auto geometry = geometry_at(layer, row, wkb, type);
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

// A GeoPackage that is there already keeps its other layers: work goes on in a copy of it.
DatasetPtr open_copy(const std::string& path, const std::string& copy, const std::string& layer_name) {
    std::error_code failure;
    if (!fs::is_regular_file(path, failure) || !fs::copy_file(path, copy, failure)) return nullptr;
    const char* const drivers[] = {"GPKG", nullptr};
    DatasetPtr dataset(GDALDataset::Open(copy.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers));
    if (dataset == nullptr) {
        fs::remove(copy, failure);  // whatever it was, it is no GeoPackage: a new file takes its place
        return nullptr;
    }
    for (int i = dataset->GetLayerCount() - 1; i >= 0; --i) {
        if (layer_name == dataset->GetLayer(i)->GetName()) dataset->DeleteLayer(i);
    }
    return dataset;
}

// A driver may drop a row and report success: binary formats count their rows, so they are asked.
void require_rows(const std::string& written, const WriteReport& report) {
    const std::string& driver = report.driver;
    if (driver != "GPKG" && driver != "FlatGeobuf" && driver != "ESRI Shapefile") return;
    const DatasetPtr dataset(GDALDataset::Open(written.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    OGRLayer* layer = dataset == nullptr              ? nullptr
                      : dataset->GetLayerCount() == 1 ? dataset->GetLayer(0)
                                                      : dataset->GetLayerByName(report.layer.c_str());
    const auto found = layer == nullptr ? GIntBig{-1} : layer->GetFeatureCount(TRUE);
    if (found == static_cast<GIntBig>(report.rows)) return;
    throw failed(report.path, std::to_string(found) + " / " + std::to_string(report.rows) + " rows arrived");
}

}  // namespace

WriteReport write_layer(const layer::Layer& layer, const std::string& path, const WriteOptions& options) {
    start_gdal();
    WriteReport report;
    report.path = path;
    report.driver = driver_for(path, options.driver);
    // A Shapefile's layer has no name of its own but the file's.
    const bool named_by_file = options.layer_name.empty() || report.driver == "ESRI Shapefile";
    report.layer = named_by_file ? fs::path(path).stem().string() : options.layer_name;
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
    DatasetPtr dataset;
    if (report.driver == "GPKG") dataset = open_copy(path, target.path(), report.layer);
    if (dataset == nullptr) dataset.reset(driver->Create(target.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
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
    require_rows(target.path(), report);
    target.finish();
    note_geometry_losses(layer, type, report);
    report.messages = log.texts();
    return report;
}

}  // namespace petasentra::io::gdal
