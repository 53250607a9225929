#pragma once
#include <memory>
#include <petasentra/io/arrow/abi.hpp>
#include <petasentra/layer/column.hpp>
#include <string>
#include <vector>

namespace petasentra::io::arrow {

/// A schema node to be filled in: what a column, a list item or a whole table looks like.
struct SchemaNode {
    std::string name;
    std::string format;
    layer::Metadata metadata;
    std::int64_t flags = ARROW_FLAG_NULLABLE;
    std::vector<SchemaNode> children;
    std::vector<SchemaNode> dictionary;
};
[[nodiscard]] SchemaNode schema_of(const layer::Column& column);
/// Fills `out`; every node owns its parts, so a consumer may move a child away.
void export_schema(const SchemaNode& node, ArrowSchema& out);

/// An array node to be filled in. Buffers point into `owner` or into `made`, which hold them alive.
struct ArrayNode {
    std::size_t size = 0;
    std::size_t null_count = 0;
    std::vector<const void*> buffers;
    std::vector<std::vector<std::byte>> made;
    std::vector<ArrayNode> children;
    std::vector<ArrayNode> dictionary;
};
/// Values stay where they are; bit maps and 32-bit offsets are made. The column must live as long as what is exported.
[[nodiscard]] ArrayNode array_of(const layer::Column& column);
void export_array(ArrayNode&& node, const std::shared_ptr<const void>& owner, ArrowArray& out);

/// Whether 32-bit offsets reach the end of so many bytes or items.
[[nodiscard]] bool fits_small_offsets(std::int64_t last) noexcept;
/// Offsets as int32 if they fit, else as int64.
[[nodiscard]] std::vector<std::byte> packed_offsets(const std::vector<std::int64_t>& offsets, bool small);
/// One bit a row, 1 = there.
[[nodiscard]] std::vector<std::byte> packed_bits(const std::uint8_t* flags, std::size_t size);

}  // namespace petasentra::io::arrow
