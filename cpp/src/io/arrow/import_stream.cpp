#include <algorithm>
#include <cstring>
#include <petasentra/core/suggest.hpp>
#include <petasentra/io/arrow/stream.hpp>

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

Table read_table(ArrowArrayStream& stream, const core::Control& control) {
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
    Column whole = column_of_schema(*schema);
    while (true) {
        control.check();
        HeldArray batch;
        require_success(stream, stream.get_next(&stream, &*batch));
        if (batch->release == nullptr) break;
        append_array(whole, *schema, *batch, 0, batch->length, control);
    }
    if (whole.null_count() > 0)
        malformed_stream("ada baris tabel yang kosong seluruhnya", "rows of the table are null as a whole");
    return {.columns = std::move(whole.children), .size = whole.size, .metadata = std::move(whole.metadata)};
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
    return read_table(stream, control);
}

layer::Layer import_layer(ArrowArrayStream& stream, const ImportOptions& options, const core::Control& control) {
    layer::Layer out;
    out.table = read_table(stream, control);
    out.geometry_position = geometry_position(out.table, options.geometry);
    auto& column = out.table.columns[out.geometry_position];
    out.geometry_name = column.name;
    out.crs = crs_of_extension(column.metadata_value(extension_metadata_key), column.name);
    if (!out.crs.known()) out.crs = options.crs;
    out.geometry = decode_geometry(column, control);
    out.table.columns.erase(out.table.columns.begin() + static_cast<std::ptrdiff_t>(out.geometry_position));
    return out;
}

}  // namespace petasentra::io::arrow
