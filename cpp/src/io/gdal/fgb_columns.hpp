#pragma once
#include <cstddef>
#include <memory>
#include <petasentra/core/parallel.hpp>
#include <petasentra/layer/column.hpp>
#include <span>
#include <string>
#include <vector>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

/// The attributes of FlatGeobuf features as columns, filled block by block in any order on any thread.
class FgbColumns {
  public:
    FgbColumns(std::size_t rows, std::size_t rows_per_block) : m_rows(rows), m_rows_per_block(rows_per_block) {}

    /// Adds a column; false for types that only GDAL reads (times, JSON, wide and unsigned numbers).
    [[nodiscard]] bool add(const OGRFieldDefn& field, std::uint8_t type);

    /// Takes the properties of rows [begin, end); `features` are those of the whole file. False where a value does not fit
    /// its type, a column is named twice or does not exist, or a text holds a zero byte.
    [[nodiscard]] bool fill(core::Block block, std::span<const std::span<const std::byte>> features);

    [[nodiscard]] std::vector<layer::Column> finish();

  private:
    struct OneColumn {
        layer::Column column;
        std::size_t width = 0;  ///< bytes of a value in the file; 0 for text
        std::vector<std::uint8_t> valid;
        std::vector<std::vector<std::byte>> pieces;  ///< texts of each block
    };
    bool take(OneColumn& one, std::size_t row, std::size_t block, std::span<const std::byte>& properties);

    std::size_t m_rows;
    std::size_t m_rows_per_block;
    std::vector<OneColumn> m_columns;
};

}  // namespace petasentra::io::gdal
