#include <algorithm>
#include <cerrno>
#include <functional>
#include <new>
#include <petasentra/geometry/wkb.hpp>
#include <petasentra/io/arrow/stream.hpp>

#include "io/arrow/export_array.hpp"
#include "io/arrow/flat_geometry.hpp"
#include "io/arrow/metadata.hpp"

namespace petasentra::io::arrow {
namespace {

using layer::Layer;
using layer::Table;

SchemaNode table_schema(const Table& table) {
    SchemaNode root{
        .name = "", .format = "+s", .metadata = table.metadata, .flags = 0, .children = {}, .dictionary = {}};
    for (const auto& column : table.columns) root.children.push_back(schema_of(column));
    return root;
}

ArrayNode table_array(const Table& table) {
    ArrayNode root;
    root.size = table.size;
    root.buffers = {nullptr};
    for (const auto& column : table.columns) root.children.push_back(array_of(column));
    return root;
}

std::ptrdiff_t geometry_place(const Layer& layer) {
    return static_cast<std::ptrdiff_t>(std::min(layer.geometry_position, layer.table.columns.size()));
}

bool small_wkb(const geometry::GeometryColumn& column) {
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < column.size(); ++row) bytes += geometry::wkb_size(column, row);
    return fits_small_offsets(static_cast<std::int64_t>(bytes));
}

SchemaNode layer_schema(const Layer& layer) {
    auto root = table_schema(layer.table);
    SchemaNode geometry;
    geometry.name = layer.geometry_name;
    geometry.format = small_wkb(layer.geometry) ? "z" : "Z";
    geometry.metadata = {{extension_name_key, "geoarrow.wkb"}, {extension_metadata_key, extension_of_crs(layer.crs)}};
    root.children.insert(root.children.begin() + geometry_place(layer), std::move(geometry));
    return root;
}

ArrayNode wkb_array(const geometry::GeometryColumn& column) {
    ArrayNode node;
    node.size = column.size();
    std::vector<std::uint8_t> valid(column.size());
    std::vector<std::int64_t> offsets{0};
    std::vector<std::byte> bytes;
    for (std::size_t row = 0; row < column.size(); ++row) {
        valid[row] = column.is_null(row) ? 0 : 1;
        node.null_count += column.is_null(row) ? 1U : 0U;
        geometry::write_wkb(column, row, bytes);
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    node.made.push_back(packed_bits(valid.data(), valid.size()));
    node.made.push_back(packed_offsets(offsets, small_wkb(column)));
    node.made.push_back(std::move(bytes));
    node.buffers = {node.null_count > 0 ? node.made[0].data() : nullptr, node.made[1].data(), node.made[2].data()};
    return node;
}

ArrayNode layer_array(const Layer& layer) {
    auto root = table_array(layer.table);
    root.children.insert(root.children.begin() + geometry_place(layer), wkb_array(layer.geometry));
    return root;
}

SchemaNode flat_layer_schema(const Layer& layer) {
    auto root = table_schema(layer.table);
    root.children.insert(root.children.begin() + geometry_place(layer),
                         flat_schema(layer.geometry, layer.geometry_name, extension_of_crs(layer.crs)));
    return root;
}

ArrayNode flat_layer_array(const Layer& layer) {
    auto root = table_array(layer.table);
    root.children.insert(root.children.begin() + geometry_place(layer), flat_array(layer.geometry));
    return root;
}

// What a stream of one batch needs; the batch is made when it is asked for.
struct StreamHolder {
    std::shared_ptr<const void> owner;
    std::function<SchemaNode()> schema;
    std::function<ArrayNode()> array;
    bool finished = false;
    std::string error;
};

StreamHolder& holder_of(ArrowArrayStream* stream) {
    return *static_cast<StreamHolder*>(stream->private_data);
}

// No exception may cross the C interface.
template <class Work>
int guarded(ArrowArrayStream* stream, Work work) noexcept {
    try {
        work(holder_of(stream));
        return 0;
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (const std::exception& error) {
        try {
            holder_of(stream).error = error.what();
        } catch (...) {
            return ENOMEM;
        }
        return EINVAL;
    }
}

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return guarded(stream, [out](StreamHolder& holder) { export_schema(holder.schema(), *out); });
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) {
    return guarded(stream, [out](StreamHolder& holder) {
        *out = {};
        if (holder.finished) return;
        export_array(holder.array(), holder.owner, *out);
        holder.finished = true;
    });
}

const char* stream_error(ArrowArrayStream* stream) {
    const auto& error = holder_of(stream).error;
    return error.empty() ? nullptr : error.c_str();
}

void stream_release(ArrowArrayStream* stream) {
    delete &holder_of(stream);
    stream->release = nullptr;
}

void open_stream(std::unique_ptr<StreamHolder> holder, ArrowArrayStream& out) {
    out = {.get_schema = stream_schema,
           .get_next = stream_next,
           .get_last_error = stream_error,
           .release = stream_release,
           .private_data = holder.release()};
}

}  // namespace

void export_layer(std::shared_ptr<const Layer> layer, ArrowArrayStream& out) {
    auto holder = std::make_unique<StreamHolder>();
    const auto* source = layer.get();
    holder->schema = [source] { return layer_schema(*source); };
    holder->array = [source] { return layer_array(*source); };
    holder->owner = std::move(layer);
    open_stream(std::move(holder), out);
}

void export_layer_flat(std::shared_ptr<const Layer> layer, ArrowArrayStream& out) {
    if (!can_be_flat(layer->geometry)) return export_layer(std::move(layer), out);
    auto holder = std::make_unique<StreamHolder>();
    const auto* source = layer.get();
    holder->schema = [source] { return flat_layer_schema(*source); };
    holder->array = [source] { return flat_layer_array(*source); };
    holder->owner = std::move(layer);
    open_stream(std::move(holder), out);
}

void export_table(std::shared_ptr<const Table> table, ArrowArrayStream& out) {
    auto holder = std::make_unique<StreamHolder>();
    const auto* source = table.get();
    holder->schema = [source] { return table_schema(*source); };
    holder->array = [source] { return table_array(*source); };
    holder->owner = std::move(table);
    open_stream(std::move(holder), out);
}

}  // namespace petasentra::io::arrow
