#pragma once
#include <petasentra/layer/column.hpp>
#include <string>

namespace petasentra::io::gdal {

/// Turns the texts of a column from `encoding` into UTF-8, as GDAL would one by one; nothing is done for UTF-8 and for an
/// empty name. False for encodings in which a byte below 128 may be something else than its ASCII letter.
[[nodiscard]] bool decode_text(layer::Column& column, const std::string& encoding);

}  // namespace petasentra::io::gdal
