#pragma once
#include <petasentra/io/gdal/write.hpp>
#include <petasentra/layer/table.hpp>

namespace petasentra::io::gdal {

/// Notes for values that the format of `report.driver` cannot hold as they are, each with its columns and the number of
/// rows: texts cut (VALUE_CUT), empty texts that read back as missing (TEXT_EMPTY), numbers with more digits than are
/// kept (NUMBER_ROUNDED), NaN and infinity that become missing (NUMBER_NOT_FINITE).
void note_value_losses(const layer::Table& table, WriteReport& report);

}  // namespace petasentra::io::gdal
