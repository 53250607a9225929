#pragma once
#include <petasentra/io/gdal/write.hpp>
#include <string>

namespace petasentra::io::gdal {

/// A driver may drop a row, or not see that the disk is full, and report success: the closed file `written` is asked how
/// many rows it holds, text files also whether their end is there. Error(write_failed) about `report.path`.
void require_rows(const std::string& written, const WriteReport& report);

}  // namespace petasentra::io::gdal
