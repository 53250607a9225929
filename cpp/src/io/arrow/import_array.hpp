#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/io/arrow/abi.hpp>
#include <petasentra/layer/column.hpp>

namespace petasentra::io::arrow {

/// A column without rows of the type a schema states; text views become plain text, as they do in append_array.
/// Error(malformed_table) for schemas that break the interface, Error(column_type) for types we do not carry.
[[nodiscard]] layer::Column column_of_schema(const ArrowSchema& schema);

/// Appends `count` rows of an array from row `first` on (counted after the array's own offset).
///
/// Everything the interface lets us check is checked before it is used: numbers of buffers and children, null pointers,
/// offsets that run backwards or beyond a child, dictionary indices, view buffers. What it does not (the length of
/// plain buffers is not part of the interface) has to be believed.
/// `control` is looked at once a column, nested ones too.
void append_array(layer::Column& column, const ArrowSchema& schema, const ArrowArray& array, std::int64_t first,
                  std::int64_t count, const core::Control& control = {});

}  // namespace petasentra::io::arrow
