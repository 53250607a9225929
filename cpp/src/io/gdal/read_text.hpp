#pragma once
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/layer/table.hpp>

#include "io/gdal/encoding.hpp"

namespace petasentra::io::gdal {

/// Makes every text of the table UTF-8 and writes into the report what was declared, assumed or repaired.
/// `raw` says that the bytes came undecoded because the Shapefile declares no encoding.
void settle_text(layer::Table& table, bool raw, const TextEncoding& declared, LoadReport& report);

}  // namespace petasentra::io::gdal
