#include <filesystem>
#include <petasentra/core/error.hpp>
#include <petasentra/io/gdal/write.hpp>
#include <set>

#include "io/gdal/layer_writer.hpp"
#include "io/gdal/target.hpp"
#include "io/gdal/write_format.hpp"
#include "io/gdal/written_rows.hpp"

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using core::Error;
using core::ErrorCode;

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

GDALDriver& driver_called(const std::string& name) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(name.c_str());
    if (driver != nullptr && driver->GetMetadataItem(GDAL_DCAP_VECTOR) != nullptr) return *driver;
    throw Error(ErrorCode::option_value,
                {"Format \"" + name + "\" tidak tersedia.", "Format \"" + name + "\" is not available."},
                {"Pakai GPKG, GeoJSON, FlatGeobuf, ESRI Shapefile, atau KML.",
                 "Use GPKG, GeoJSON, FlatGeobuf, ESRI Shapefile or KML."});
}

// The layers, one after another, into a file that takes its place when all are in it.
void write_file(std::span<const NamedLayer> layers, std::vector<WriteReport>& reports, bool keep_others,
                const core::Control& control) {
    const MessageLog log;
    const std::string path = reports.front().path;
    const std::string name = reports.front().driver;
    GDALDriver& driver = driver_called(name);
    std::vector<std::optional<geometry::GeometryColumn>> moved;
    for (std::size_t i = 0; i < layers.size(); ++i)
        moved.push_back(in_crs_of_format(*layers[i].layer, reports[i], control.part(0.0, 0.2)));
    Target target(path);
    const StampedTime stamp;
    DatasetPtr dataset;
    if (keep_others && name == "GPKG") dataset = open_copy(path, target.path(), reports.front().layer);
    if (dataset == nullptr) dataset.reset(driver.Create(target.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (dataset == nullptr) throw not_written(path, log.last_failure("the file could not be created"));
    const auto wgs84 = geometry::Crs::from_user_input("EPSG:4326");
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto& layer = *layers[i].layer;
        const double begin = 0.2 + 0.8 * static_cast<double>(i) / static_cast<double>(layers.size());
        const double end = 0.2 + 0.8 * static_cast<double>(i + 1) / static_cast<double>(layers.size());
        const Outgoing out{layer.table, moved[i] ? *moved[i] : layer.geometry, moved[i] ? wgs84 : layer.crs};
        write_into(*dataset, out, reports[i], log, control.part(begin, end));
    }
    const auto failures = log.failures();
    dataset.reset();
    // Closing is where buffered rows reach the disk, and it has no return value.
    if (log.failures() > failures || !fs::exists(target.path()))
        throw not_written(path, log.last_failure("closing failed"));
    for (const auto& report : reports) require_rows(target.path(), report);
    control.check();
    target.finish();
    for (auto& report : reports) report.messages = log.texts();
}

void require_names(std::span<const NamedLayer> layers, const std::string& path) {
    std::set<std::string> names;
    for (const auto& one : layers) {
        if (!one.name.empty() && names.insert(one.name).second) continue;
        throw Error(ErrorCode::option_value,
                    {"Setiap lapisan memerlukan nama sendiri; \"" + one.name + "\" kosong atau berulang.",
                     "Every layer needs a name of its own; \"" + one.name + "\" is empty or comes twice."},
                    {"Beri nama yang berbeda-beda.", "Give names that differ."}, {.file = path});
    }
    if (!layers.empty()) return;
    throw Error(ErrorCode::option_value, {"Tidak ada lapisan untuk ditulis.", "There is no layer to write."},
                {"Beri sedikitnya satu lapisan.", "Give at least one layer."}, {.file = path});
}

}  // namespace

WriteReport write_layer(const layer::Layer& layer, const std::string& path, const WriteOptions& options,
                        const core::Control& control) {
    start_gdal();
    WriteReport report;
    report.path = path;
    report.driver = driver_for(path, options.driver);
    // A Shapefile's layer has no name of its own but the file's.
    const bool named_by_file = options.layer_name.empty() || report.driver == "ESRI Shapefile";
    report.layer = named_by_file ? fs::path(path).stem().string() : options.layer_name;
    report.rows = layer.size();
    const NamedLayer one{report.layer, &layer};
    std::vector<WriteReport> reports{std::move(report)};
    write_file({&one, 1}, reports, true, control);
    return std::move(reports.front());
}

std::vector<WriteReport> write_layers(std::span<const NamedLayer> layers, const std::string& path,
                                      const core::Control& control) {
    start_gdal();
    const std::string driver = driver_for(path, {});
    if (driver != "GPKG") {
        throw Error(ErrorCode::option_value,
                    {"Beberapa lapisan hanya dapat disimpan bersama dalam GeoPackage.",
                     "Several layers fit into one file only as a GeoPackage."},
                    {"Pakai akhiran .gpkg, atau satu berkas per lapisan.", "Use .gpkg, or one file for each layer."},
                    {.file = path});
    }
    require_names(layers, path);
    std::vector<WriteReport> reports;
    for (const auto& one : layers) reports.push_back({path, driver, one.name, one.layer->size(), {}, {}});
    write_file(layers, reports, false, control);
    return reports;
}

}  // namespace petasentra::io::gdal
