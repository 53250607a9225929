#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/gdal/session.hpp"
#include "io/gdal/sqlite_reading.hpp"

namespace petasentra::io::gdal {

/// Row ids of a table, [first, last].
struct RowIds {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// How a layer's table is asked for its rows, in the order in which GDAL gives them.
struct GpkgTable {
    RowIds ids;
    /// The arguments of a row: its feature id, its geometry, its fields in the layer's order.
    std::string row;
    /// The rows with ids from ?1 to ?2, one after the other.
    std::string from;
};

/// Nothing for a view, whose rows may come in any order, and for a table without row ids or without rows.
[[nodiscard]] std::optional<GpkgTable> gpkg_table(sqlite3& connection, OGRLayer& layer);

/// Row ids in at most `ranges` ranges of the same width, in their order.
[[nodiscard]] std::vector<RowIds> divided(RowIds ids, std::size_t ranges);

}  // namespace petasentra::io::gdal
