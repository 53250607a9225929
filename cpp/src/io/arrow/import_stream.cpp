#include <algorithm>
#include <cstring>
#include <optional>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/io/arrow/stream.hpp>

#include "io/arrow/flat_geometry.hpp"
#include "io/arrow/holders.hpp"
#include "io/arrow/import_array.hpp"
#include "io/arrow/import_geometry.hpp"
#include "io/arrow/malformed.hpp"
#include "io/arrow/metadata.hpp"

namespace petasentra::io::arrow {
namespace {

using layer::Column;
using layer::Table;

// Passes on what the producer of the stream says of its own failure.
void require_success(ArrowArrayStream& stream, int code) {
    if (code == 0) return;
    const char* said = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
    const std::string reason = said == nullptr || *said == '\0' ? std::strerror(code) : said;
    malformed_stream("sumbernya melaporkan \"" + reason + "\"", "its source reports \"" + reason + "\"");
}

// What a stream holds; `geometry` is there if it came in the flat form, at `geometry_position` among the columns.
struct Content {
    Table table;
    std::optional<geometry::GeometryColumn> geometry;
    std::size_t geometry_position = 0;
};

std::optional<std::size_t> flat_position(const ArrowSchema& schema) {
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (schema.children[i] != nullptr && is_flat(*schema.children[i])) return static_cast<std::size_t>(i);
    }
    return std::nullopt;
}

// A batch whose geometry is flat, taken column by column.
void append_flat_batch(Column& whole, const ArrowSchema& schema, const ArrowArray& batch, std::size_t flat,
                       std::optional<geometry::GeometryColumn>& geometry, const core::Control& control) {
    const bool whole_rows = batch.offset == 0 && batch.length >= 0 && batch.null_count <= 0;
    if (geometry || !whole_rows || batch.n_children != schema.n_children || batch.children == nullptr) {
        malformed_stream("larik geometri tidak cocok satu sama lain", "its geometry arrays do not fit together");
    }
    // Starting a thread takes as long as copying some thousand rows.
    constexpr std::int64_t rows_for_threads = 20'000;
    const core::Control quiet{
        .progress = {}, .cancel = control.cancel, .threads = batch.length < rows_for_threads ? 1 : control.threads};
    // Column by column; the geometry, which takes longest, first.
    core::for_blocks(whole.children.size(), 1, quiet, [&](core::Block block) {
        const auto i = block.begin == 0 ? flat : block.begin - (block.begin <= flat ? 1 : 0);
        if (batch.children[i] == nullptr) malformed_stream("anak kolom hilang", "a column is missing");
        if (i == flat) {
            geometry = import_flat(*schema.children[i], *batch.children[i]);
        } else {
            append_array(whole.children[i], *schema.children[i], *batch.children[i], 0, batch.length, quiet);
        }
    });
    whole.size = static_cast<std::size_t>(batch.length);
    if (geometry->size() != whole.size) malformed_stream("jumlah baris tidak sama", "columns differ in rows");
}

Content read_content(ArrowArrayStream& stream, const core::Control& control) {
    if (stream.release == nullptr) {
        malformed_stream("aliran sudah pernah dibaca", "the stream was consumed before");
    }
    const StreamGuard guard(stream);
    if (stream.get_schema == nullptr || stream.get_next == nullptr) {
        malformed_stream("aliran tanpa fungsi baca", "the stream has no functions to read it");
    }
    HeldSchema schema;
    require_success(stream, stream.get_schema(&stream, &*schema));
    if (schema->release == nullptr || schema->format == nullptr || std::string_view(schema->format) != "+s") {
        malformed_stream("isinya bukan tabel", "it does not hold a table");
    }
    Content out;
    Column whole = column_of_schema(*schema);
    const auto flat = flat_position(*schema);
    while (true) {
        control.check();
        HeldArray batch;
        require_success(stream, stream.get_next(&stream, &*batch));
        if (batch->release == nullptr) break;
        if (flat) {
            append_flat_batch(whole, *schema, *batch, *flat, out.geometry, control);
        } else {
            append_array(whole, *schema, *batch, 0, batch->length, control);
        }
    }
    if (whole.null_count() > 0)
        malformed_stream("ada baris tabel yang kosong seluruhnya", "rows of the table are null as a whole");
    out.geometry_position = flat.value_or(0);
    out.table = {.columns = std::move(whole.children), .size = whole.size, .metadata = std::move(whole.metadata)};
    return out;
}

[[noreturn]] void no_geometry(const Table& table) {
    const auto names = core::listed(table.names());
    throw core::Error(core::ErrorCode::no_geometry_column,
                      {"Tabel ini tidak memiliki kolom geometri. Kolom yang ada: " + names + ".",
                       "The table has no geometry column. Its columns are: " + names + "."},
                      {"Sebutkan kolom geometrinya (geometry=...), yang berisi WKB atau GeoArrow.",
                       "Name the geometry column (geometry=...); it has to hold WKB or GeoArrow."});
}

std::size_t geometry_position(const Table& table, const std::string& wanted) {
    const auto& columns = table.columns;
    if (!wanted.empty()) {
        const auto& named = table.column(wanted);
        return static_cast<std::size_t>(&named - columns.data());
    }
    const auto first = std::ranges::find_if(columns, is_geometry);
    if (first == columns.end()) no_geometry(table);
    std::vector<std::string> names;
    for (const auto& column : columns) {
        if (is_geometry(column)) names.push_back(column.name);
    }
    if (names.size() > 1) {
        const auto listed = core::listed(names);
        throw core::Error(
            core::ErrorCode::option_value,
            {"Ada beberapa kolom geometri: " + listed + ".", "There are several geometry columns: " + listed + "."},
            {"Pilih satu dengan geometry=\"" + names[0] + "\".", "Choose one with geometry=\"" + names[0] + "\"."});
    }
    return static_cast<std::size_t>(first - columns.begin());
}

}  // namespace

Table import_table(ArrowArrayStream& stream, const core::Control& control) {
    auto content = read_content(stream, control);
    if (content.geometry) malformed_stream("bukan tabel melainkan lapisan", "it holds a layer, not a table");
    return std::move(content.table);
}

layer::Layer import_layer(ArrowArrayStream& stream, const ImportOptions& options, const core::Control& control) {
    auto content = read_content(stream, control);
    layer::Layer out;
    out.table = std::move(content.table);
    out.geometry_position =
        content.geometry ? content.geometry_position : geometry_position(out.table, options.geometry);
    auto& column = out.table.columns[out.geometry_position];
    out.geometry_name = column.name;
    out.crs = crs_of_extension(column.metadata_value(extension_metadata_key), column.name);
    if (!out.crs.known()) out.crs = options.crs;
    out.geometry = content.geometry ? std::move(*content.geometry) : decode_geometry(column, control);
    out.table.columns.erase(out.table.columns.begin() + static_cast<std::ptrdiff_t>(out.geometry_position));
    return out;
}

}  // namespace petasentra::io::arrow
