#include "io/gdal/plain_columns.hpp"

#include <utility>

#include "io/gdal/columns.hpp"

namespace petasentra::io::gdal {

std::string plain_format(const OGRFieldDefn& field) {
    const std::string type = type_name(field);
    if (type == "int16") return "s";
    if (type == "int32") return "i";
    if (type == "int64") return "l";
    if (type == "float32") return "f";
    if (type == "float64") return "g";
    if (type == "bool") return "b";
    if (type == "binary") return "z";
    return field.GetType() == OFTString ? "u" : "";
}

layer::Column plain_column(std::string name, std::string format) {
    layer::Column column;
    column.name = std::move(name);
    column.format = std::move(format);
    if (column.format == "u" || column.format == "z") column.offsets.assign(1, 0);
    return column;
}

}  // namespace petasentra::io::gdal
