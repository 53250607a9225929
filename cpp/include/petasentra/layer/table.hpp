#pragma once
#include <petasentra/layer/column.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::layer {

/// Columns of one length. `metadata` is the schema metadata of the source (pandas keeps its index there).
struct Table {
    std::vector<Column> columns;
    std::size_t size = 0;
    Metadata metadata;

    [[nodiscard]] std::vector<std::string> names() const;
    /// Null if there is no such column.
    [[nodiscard]] const Column* find(std::string_view name) const noexcept;
    /// Error(column_missing) with the nearest name as a suggestion; `layer_name` goes into the error's place.
    [[nodiscard]] const Column& column(std::string_view name, std::string_view layer_name = {}) const;
    [[nodiscard]] Table take(std::span<const std::size_t> rows) const;
    void add(Column column);
};

}  // namespace petasentra::layer
