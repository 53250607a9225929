#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/io/arrow/abi.hpp>
#include <string>

#include "io/arrow/export_array.hpp"

namespace petasentra::io::arrow {

// The arrays of a GeometryColumn as they lie in memory, for the border between two modules of this library: what WKB
// would write and read again row by row is here a copy of a few buffers. In Arrow's words, under the extension name
// "petasentra.flat":
//
//     struct { kind: uint8, has_z: uint8, has_m: uint8,
//              parts: large_list<large_list<large_list<struct { xy: fixed_size_list<double>[2], z: double, m: double }>>> }
//
// The lists are rows of parts, parts of rings, rings of vertices; z and m are left out where the column has none.
// Collections keep their WKB beside the arrays and are therefore not carried: `can_be_flat` says so.

[[nodiscard]] bool can_be_flat(const geometry::GeometryColumn& column) noexcept;
[[nodiscard]] SchemaNode flat_schema(const geometry::GeometryColumn& column, std::string name, std::string metadata);
/// Buffers point into the column.
[[nodiscard]] ArrayNode flat_array(const geometry::GeometryColumn& column);

[[nodiscard]] bool is_flat(const ArrowSchema& schema);
/// Error(malformed_table) where offsets run backwards or beyond a child, or a row is not what its kind says.
[[nodiscard]] geometry::GeometryColumn import_flat(const ArrowSchema& schema, const ArrowArray& array);

}  // namespace petasentra::io::arrow
