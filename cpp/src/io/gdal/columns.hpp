#pragma once
#include <memory>
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/layer/table.hpp>
#include <string>
#include <vector>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// Collects one attribute field, feature by feature, and becomes a column at the end.
class FieldReader {
  public:
    virtual ~FieldReader() = default;
    /// Takes the field from the next feature.
    virtual void read(OGRFeature& feature) = 0;
    /// The column, once every feature has been read.
    [[nodiscard]] virtual layer::Column finish(std::vector<Note>& notes) = 0;
};

/// What the field is in our words ("int32", "list<text>").
[[nodiscard]] std::string type_name(const OGRFieldDefn& field);
/// A reader for field number `index`; every OGR type has one.
[[nodiscard]] std::unique_ptr<FieldReader> reader_for(const OGRFieldDefn& field, int index);

}  // namespace petasentra::io::gdal
