#include "io/gdal/dbf_rows.hpp"

#include <atomic>
#include <cstring>
#include <memory>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <string_view>
#include <utility>

#include "io/gdal/columns.hpp"
#include "io/gdal/dbf_cells.hpp"
#include "io/gdal/dbf_text.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t rows_per_block = 8192;

/// Records [begin, end) of the file, as they lie there.
struct Records {
    core::Block block;
    const std::byte* first;
    std::size_t record_size;

    [[nodiscard]] std::string_view cell(const DbfField& field, std::size_t row) const noexcept {
        const auto* at = first + (row - block.begin) * record_size + field.offset;
        return trimmed_cell({reinterpret_cast<const char*>(at), field.width});
    }
    [[nodiscard]] bool any_deleted() const noexcept {
        for (std::size_t row = block.begin; row < block.end; ++row) {
            if (first[(row - block.begin) * record_size] == std::byte{'*'}) return true;
        }
        return false;
    }
};

/// Fills one column; blocks come in any order and on any thread.
class ColumnFiller {
  public:
    ColumnFiller(std::string name, std::string format, DbfField field, std::size_t rows)
        : m_field(field), m_valid(rows, 1) {
        m_column.name = std::move(name);
        m_column.format = std::move(format);
        m_column.size = rows;
    }
    ColumnFiller(const ColumnFiller&) = delete;
    ColumnFiller& operator=(const ColumnFiller&) = delete;
    virtual ~ColumnFiller() = default;

    /// False if a cell is odd.
    virtual bool fill(const Records& records) = 0;

    [[nodiscard]] layer::Column finish() {
        complete();
        if (m_any_null) m_column.valid = std::move(m_valid);
        return std::move(m_column);
    }

  protected:
    virtual void complete() {}
    void set_null(std::size_t row) noexcept {
        m_valid[row] = 0;
        m_any_null.store(true, std::memory_order_relaxed);
    }
    DbfField m_field;
    layer::Column m_column;

  private:
    std::vector<std::uint8_t> m_valid;
    std::atomic<bool> m_any_null{false};
};

template <class Value>
class FixedFiller : public ColumnFiller {
  public:
    FixedFiller(std::string name, std::string format, DbfField field, std::size_t rows)
        : ColumnFiller(std::move(name), std::move(format), field, rows) {
        m_column.data.resize(rows * sizeof(Value));
    }
    bool fill(const Records& records) override {
        for (std::size_t row = records.block.begin; row < records.block.end; ++row) {
            Value value{};
            const Cell cell = read_cell(records.cell(m_field, row), value);
            if (cell == Cell::odd) return false;
            if (cell == Cell::null) set_null(row);
            std::memcpy(m_column.data.data() + row * sizeof(Value), &value, sizeof(Value));
        }
        return true;
    }
};

class TextFiller : public ColumnFiller {
  public:
    TextFiller(std::string name, DbfField field, std::size_t rows)
        : ColumnFiller(std::move(name), "u", field, rows), m_pieces(core::block_count(rows, rows_per_block)) {
        m_column.offsets.resize(rows + 1);
    }
    // Lengths go where offsets will stand, texts into a piece for each block.
    bool fill(const Records& records) override {
        auto& piece = m_pieces[records.block.index];
        piece.reserve((records.block.end - records.block.begin) * m_field.width);
        for (std::size_t row = records.block.begin; row < records.block.end; ++row) {
            const auto text = records.cell(m_field, row);
            if (text.empty()) set_null(row);
            m_column.offsets[row + 1] = static_cast<std::int64_t>(text.size());
            const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
            piece.insert(piece.end(), bytes, bytes + text.size());
        }
        return true;
    }

  private:
    void complete() override {
        for (std::size_t row = 0; row < m_column.size; ++row) m_column.offsets[row + 1] += m_column.offsets[row];
        m_column.data.reserve(static_cast<std::size_t>(m_column.offsets.back()));
        for (auto& piece : m_pieces) {
            m_column.data.insert(m_column.data.end(), piece.begin(), piece.end());
            piece = {};
        }
    }
    std::vector<std::vector<std::byte>> m_pieces;
};

// Nothing for a field that GDAL took for something else than its letter says.
std::unique_ptr<ColumnFiller> filler_for(const OGRFieldDefn& field, DbfField cell, std::size_t rows) {
    std::string name = field.GetNameRef();
    const std::string type = type_name(field);
    const bool number = cell.type == 'N' || cell.type == 'F';
    const auto stated_width = static_cast<std::size_t>(field.GetWidth());
    // GDAL counts a day with the dashes it will show.
    if (stated_width != cell.width + (cell.type == 'D' ? 2 : 0)) return nullptr;
    if (cell.type == 'C' && type == "text") return std::make_unique<TextFiller>(std::move(name), cell, rows);
    if (cell.type == 'D' && type == "date")
        return std::make_unique<FixedFiller<core::Date>>(std::move(name), "tdD", cell, rows);
    if (number && type == "int32") return std::make_unique<FixedFiller<std::int32_t>>(std::move(name), "i", cell, rows);
    if (number && type == "int64") return std::make_unique<FixedFiller<std::int64_t>>(std::move(name), "l", cell, rows);
    if (number && type == "float64") return std::make_unique<FixedFiller<double>>(std::move(name), "g", cell, rows);
    return nullptr;
}

}  // namespace

std::optional<std::vector<layer::Column>> rows_of_dbf(const FileBytes& file, const DbfLayout& layout,
                                                      const OGRFeatureDefn& definition, const std::string& encoding) {
    if (definition.GetFieldCount() != static_cast<int>(layout.fields.size())) return std::nullopt;
    const auto rows = static_cast<std::size_t>(layout.records);
    std::vector<std::unique_ptr<ColumnFiller>> fillers;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        fillers.push_back(filler_for(*definition.GetFieldDefn(i), layout.fields[static_cast<std::size_t>(i)], rows));
        if (fillers.back() == nullptr) return std::nullopt;
    }
    std::atomic<bool> odd{false};
    core::Pool<std::vector<std::byte>> buffers([] { return std::make_unique<std::vector<std::byte>>(); });
    core::for_blocks(rows, rows_per_block, {}, [&](core::Block block) {
        if (odd) return;
        auto buffer = buffers.borrow();
        buffer->resize((block.end - block.begin) * layout.record_size);
        const Records records{block, buffer->data(), layout.record_size};
        bool good =
            file.read(layout.first_record + block.begin * layout.record_size, *buffer) && !records.any_deleted();
        for (std::size_t i = 0; good && i < fillers.size(); ++i) good = fillers[i]->fill(records);
        if (!good) odd = true;
    });
    if (odd) return std::nullopt;
    std::vector<layer::Column> columns;
    for (auto& filler : fillers) {
        columns.push_back(filler->finish());
        if (columns.back().format == "u" && !decode_text(columns.back(), encoding)) return std::nullopt;
    }
    return columns;
}

}  // namespace petasentra::io::gdal
