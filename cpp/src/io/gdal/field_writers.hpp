#pragma once
#include <functional>
#include <petasentra/layer/column.hpp>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// How one column goes out: the OGR field it needs and what sets a row's value (never called for nulls).
struct FieldWriter {
    OGRFieldType type = OFTString;
    OGRFieldSubType subtype = OFSTNone;
    std::function<void(OGRFeature& feature, int field, std::size_t row)> set;
};

/// Error(column_type) for types no file format has (structs, maps). The column must outlive the writer.
[[nodiscard]] FieldWriter writer_for(const layer::Column& column);

}  // namespace petasentra::io::gdal
