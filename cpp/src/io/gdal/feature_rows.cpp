#include <memory>

#include "io/gdal/columns.hpp"
#include "io/gdal/rows.hpp"
#include "io/gdal/shapes.hpp"

namespace petasentra::io::gdal {

Rows rows_by_features(OGRLayer& layer, const Expected& expected) {
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    std::vector<std::unique_ptr<FieldReader>> readers;
    for (int i = 0; i < definition.GetFieldCount(); ++i) readers.push_back(reader_for(*definition.GetFieldDefn(i), i));
    ShapeReader shapes;
    shapes.expect(expected.rows, expected.vertices);
    layer.ResetReading();
    auto errors = CPLGetErrorCounter();
    for (OGRFeatureUniquePtr feature(layer.GetNextFeature()); feature != nullptr;
         feature.reset(layer.GetNextFeature())) {
        for (auto& reader : readers) reader->read(*feature);
        std::unique_ptr<OGRGeometry> geometry(feature->StealGeometry());
        // A geometry that is there and cannot be read comes as none, with a failure.
        if (geometry == nullptr && CPLGetErrorCounter() != errors && CPLGetLastErrorType() == CE_Failure) {
            shapes.refuse(feature->GetFID());
        } else {
            shapes.read(std::move(geometry), feature->GetFID());
        }
        errors = CPLGetErrorCounter();
    }
    Rows out;
    for (auto& reader : readers) out.columns.push_back(reader->finish(out.notes));
    out.geometry = shapes.finish(out.notes);
    return out;
}

}  // namespace petasentra::io::gdal
