#pragma once
#include <vector>

#include "io/gdal/rows.hpp"

namespace petasentra::io::gdal {

/// The rows of all parts, in their order, as if they had been read at once; each column on a thread. All parts have the
/// same columns in the same formats. At least one part.
[[nodiscard]] Rows joined(std::vector<Rows> parts);

}  // namespace petasentra::io::gdal
