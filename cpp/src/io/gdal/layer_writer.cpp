#include "io/gdal/layer_writer.hpp"

#include <petasentra/core/suggest.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <utility>

#include "io/gdal/field_writers.hpp"
#include "io/gdal/layer_type.hpp"
#include "io/gdal/value_losses.hpp"
#include "io/gdal/write_format.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t rows_between_looks = 1024;

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

void note_columns(const std::vector<OutColumn>& columns, const std::vector<std::string>& cut, WriteReport& report) {
    std::vector<std::string> changed_id;
    std::vector<std::string> changed_en;
    for (const auto& [column, writer, field] : columns) {
        if (writer.joined) {
            report.notes.push_back(
                {"LIST_JOINED",
                 {"Kolom daftar \"" + column->name + "\" disimpan sebagai satu teks, dipisahkan titik koma.",
                  "List column \"" + column->name + "\" was stored as one text, joined with semicolons."}});
        }
        if (writer.changed.en.empty()) continue;
        changed_id.push_back(column->name + " (" + writer.changed.id + ")");
        changed_en.push_back(column->name + " (" + writer.changed.en + ")");
    }
    if (!changed_en.empty()) {
        report.notes.push_back({"TYPE_CHANGED",
                                {"Format ini tidak memiliki jenis isi kolom: " + core::listed(changed_id, 20) + ".",
                                 "This format lacks the type of columns: " + core::listed(changed_en, 20) + "."}});
    }
    if (!cut.empty()) {
        const std::string names = core::listed(cut, 20);
        report.notes.push_back({"NAME_CUT",
                                {"Nama kolom dipotong oleh format ini: " + names + ".",
                                 "Column names were cut by this format: " + names + "."}});
    }
}

std::vector<OutColumn> create_fields(OGRLayer& out, const layer::Table& table, const MessageLog& log,
                                     WriteReport& report) {
    const auto types = FormatTypes::of(report.driver);
    std::vector<OutColumn> columns;
    std::vector<std::string> cut;
    for (const auto& column : table.columns) {
        FieldWriter writer = writer_for(column, types);
        if (report.driver == "FlatGeobuf" && writer.type == OFTDate) {
            writer.changed = {"tanggal menjadi tanggal dengan jam 00.00", "dates as midnight of the date"};
        }
        // JSON has no times of its own; readers take ISO text for what it is.
        if (report.driver == "GeoJSON" && column.format.starts_with("t")) writer.changed = {};
        OGRFieldDefn definition(column.name.c_str(), writer.type);
        definition.SetSubType(writer.subtype);
        if (writer.width > 0) {
            definition.SetWidth(writer.width);
            definition.SetPrecision(writer.decimals);
        }
        const int before = out.GetLayerDefn()->GetFieldCount();
        if (out.CreateField(&definition) != OGRERR_NONE || out.GetLayerDefn()->GetFieldCount() != before + 1) {
            throw not_written(report.path, log.last_failure("column \"" + column.name + "\" was refused"),
                              {.column = column.name});
        }
        const std::string written = out.GetLayerDefn()->GetFieldDefn(before)->GetNameRef();
        if (written != column.name) cut.push_back(column.name + " -> " + written);
        columns.push_back({&column, std::move(writer), before});
    }
    note_columns(columns, cut, report);
    return columns;
}

// Shells counter-clockwise, holes clockwise. GDAL's own option for RFC 7946 would also make single geometries of
// multi-geometries with one part.
void turn_rings(OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPolygon) {
        bool shell = true;
        for (auto* ring : *geometry.toPolygon()) {
            if ((ring->isClockwise() != 0) == shell) ring->reversePoints();
            shell = false;
        }
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
        for (auto* member : *geometry.toGeometryCollection()) turn_rings(*member);
    }
}

// The row's geometry in the layer's type: a single one becomes a multi-geometry of one part where the layer wants that.
std::unique_ptr<OGRGeometry> geometry_at(const geometry::GeometryColumn& column, std::size_t row,
                                         std::vector<std::byte>& wkb, OGRwkbGeometryType type) {
    if (column.is_null(row)) return nullptr;
    wkb.clear();
    geometry::write_wkb(column, row, wkb);
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size(), wkbVariantIso);
    if (made != nullptr && wkbFlatten(OGR_GT_GetCollection(made->getGeometryType())) == wkbFlatten(type)) {
        made = OGRGeometryFactory::forceTo(made, type);
    }
    return std::unique_ptr<OGRGeometry>(made);
}

void write_features(OGRLayer& out, const Outgoing& layer, const std::vector<OutColumn>& columns,
                    const WriteReport& report, const MessageLog& log, const core::Control& control) {
    std::vector<std::byte> wkb;
    const auto type = out.GetGeomType();
    const bool right_hand_rule = report.driver == "GeoJSON";
    const std::size_t rows = layer.geometry.size();
    for (std::size_t row = 0; row < rows; ++row) {
        if (row % rows_between_looks == 0) {
            control.check();
            if (control.progress) control.progress(static_cast<double>(row) / static_cast<double>(rows));
        }
        OGRFeature feature(out.GetLayerDefn());
        for (const auto& [column, writer, field] : columns) {
            if (column->is_valid(row)) {
                writer.set(feature, field, row);
            } else {
                feature.SetFieldNull(field);
            }
        }
        auto geometry = geometry_at(layer.geometry, row, wkb, type);
        if (geometry != nullptr && right_hand_rule) turn_rings(*geometry);
        const std::string name = std::to_string(row);
        if (geometry == nullptr && !layer.geometry.is_null(row)) {
            throw not_written(report.path, "row " + name + ": " + log.last_failure("geometry refused"),
                              {.feature = name});
        }
        feature.SetGeometryDirectly(geometry.release());
        if (out.CreateFeature(&feature) != OGRERR_NONE) {
            throw not_written(report.path, "row " + name + ": " + log.last_failure("refused"), {.feature = name});
        }
    }
}

}  // namespace

core::Error not_written(const std::string& path, const std::string& words, const core::Place& place) {
    return core::Error(
        core::ErrorCode::write_failed,
        {"Berkas \"" + path + "\" tidak dapat ditulis: " + words, "File \"" + path + "\" cannot be written: " + words},
        {"Berkas lama, jika ada, tidak berubah.", "The old file, if there was one, is unchanged."},
        {.file = path, .layer = place.layer, .feature = place.feature, .column = place.column});
}

void write_into(GDALDataset& dataset, const Outgoing& layer, WriteReport& report, const MessageLog& log,
                const core::Control& control) {
    require_holdable(layer.geometry, report.driver, report.path);
    const auto type = declared_type(layer.geometry, report.driver, report.path);
    // RFC 7946 has no member for the CRS; GDAL leaves it out of layers without one.
    const auto reference = report.driver == "GeoJSON" ? nullptr : reference_of(layer.crs);
    CPLStringList creation = layer_options(layer.table, layer.geometry.size(), report.driver);
    OGRLayer* out = dataset.CreateLayer(report.layer.c_str(), reference.get(), type, creation.List());
    if (out == nullptr) throw not_written(report.path, log.last_failure("the layer could not be created"));
    const auto columns = create_fields(*out, layer.table, log, report);
    const bool transaction = dataset.TestCapability(ODsCTransactions) != 0 && dataset.StartTransaction() == OGRERR_NONE;
    write_features(*out, layer, columns, report, log, control);
    if (transaction && dataset.CommitTransaction() != OGRERR_NONE)
        throw not_written(report.path, log.last_failure("commit failed"));
    note_geometry_losses(layer.geometry, type, report);
    note_value_losses(layer.table, report);
}

}  // namespace petasentra::io::gdal
