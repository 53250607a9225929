#pragma once
#include <optional>
#include <petasentra/layer/column.hpp>
#include <string>
#include <vector>

#include "io/gdal/dbf_layout.hpp"
#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// Reads every attribute of a .dbf, blocks of records on several threads, as GDAL's Shapefile driver would: the columns
/// of `definition`, text decoded from `encoding` (empty: left as it is).
///
/// Nothing where a cell or a field is not what its type says, or a record is marked deleted: GDAL's own reading, with
/// its warnings, is then the answer.
[[nodiscard]] std::optional<std::vector<layer::Column>> rows_of_dbf(const FileBytes& file, const DbfLayout& layout,
                                                                    const OGRFeatureDefn& definition,
                                                                    const std::string& encoding);

}  // namespace petasentra::io::gdal
