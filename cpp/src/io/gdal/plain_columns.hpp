#pragma once
#include <petasentra/layer/column.hpp>
#include <string>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// The format of a field whose values our own readers take exactly as the feature loop would; empty for the others (times
/// and their zones, lists).
[[nodiscard]] std::string plain_format(const OGRFieldDefn& field);

/// An empty column of one of those formats.
[[nodiscard]] layer::Column plain_column(std::string name, std::string format);

}  // namespace petasentra::io::gdal
