#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace petasentra::layer {

/// How the bytes of a column lie, read from Arrow's format text (see Column).
enum class Family {
    nothing,     ///< "n": nulls only
    boolean,     ///< "b": one byte a row
    fixed,       ///< numbers, days, timestamps, decimals, fixed-size binary: width bytes a row
    text,        ///< text and binary: offsets into bytes
    list,        ///< "+l", "+L", "+m" (a map is a list of key and value): offsets into one child
    fixed_list,  ///< "+w:n": n rows of the one child for each row
    structure,   ///< "+s": one row of every child for each row
};

/// Error(column_type) for formats this library does not carry (unions, run-end encoding, list views) or does not know.
[[nodiscard]] Family family_of(std::string_view format);

/// Bytes a row of a fixed-width format takes ("b" counts 1); 0 for other families, Error(column_type) for unknown
/// formats.
[[nodiscard]] std::size_t fixed_width(std::string_view format);

/// n of "+w:n"; 0 for other formats. Error(column_type) if n is not a number.
[[nodiscard]] std::size_t fixed_list_size(std::string_view format);

/// The type as a user would say it: "int64", "double", "text", "timestamp" ...; the format itself if it is rare.
[[nodiscard]] std::string type_name(std::string_view format);

}  // namespace petasentra::layer
