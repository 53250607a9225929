#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include "io/gdal/arrow_columns.hpp"
#include "io/gdal/rows.hpp"
#include "io/gdal/shapes.hpp"

namespace petasentra::io::gdal {
namespace {

// Small enough that a batch is decoded while it is in the cache.
constexpr const char* rows_per_batch = "MAX_FEATURES_IN_BATCH=65536";

struct ReleaseStream {
    void operator()(ArrowArrayStream* stream) const noexcept {
        if (stream->release != nullptr) stream->release(stream);
        delete stream;
    }
};
struct ReleaseSchema {
    void operator()(ArrowSchema* schema) const noexcept {
        if (schema->release != nullptr) schema->release(schema);
        delete schema;
    }
};
struct ReleaseArray {
    void operator()(ArrowArray* array) const noexcept {
        if (array->release != nullptr) array->release(array);
        delete array;
    }
};
using StreamPtr = std::unique_ptr<ArrowArrayStream, ReleaseStream>;
using SchemaPtr = std::unique_ptr<ArrowSchema, ReleaseSchema>;
using ArrayPtr = std::unique_ptr<ArrowArray, ReleaseArray>;

// Which child of the stream's table is what.
struct Places {
    std::vector<std::size_t> fields;
    std::size_t geometry = 0;
    std::size_t feature_id = 0;
};

bool is_child(const ArrowSchema& child, std::string_view name, std::string_view format) {
    return child.name != nullptr && child.name == name && child.format != nullptr && child.format == format;
}

std::optional<Places> places_in(const ArrowSchema& schema, OGRLayer& layer, const Rows& rows) {
    // GDAL gives the feature id, then the fields in their order, then the geometry.
    const auto fields = rows.columns.size();
    if (schema.n_children != static_cast<std::int64_t>(fields) + 2) return std::nullopt;
    Places places;
    for (std::size_t i = 0; i < fields; ++i) {
        if (!is_child(*schema.children[i + 1], rows.columns[i].name, rows.columns[i].format)) return std::nullopt;
        places.fields.push_back(i + 1);
    }
    const auto& geometry = *schema.children[fields + 1];
    const char* column = layer.GetGeometryColumn();
    const std::string_view name = column == nullptr || *column == '\0' ? "wkb_geometry" : column;
    if (!is_child(geometry, name, "z") || std::string_view(schema.children[0]->format) != "l") return std::nullopt;
    places.geometry = fields + 1;
    return places;
}

class Decoder {
  public:
    Decoder(Rows& rows, Places places, const Expected& expected) : m_rows(rows), m_places(std::move(places)) {
        for (auto& column : m_rows.columns) reserve_rows(column, expected.rows);
        m_shapes.expect(expected.rows, expected.vertices);
    }

    // False for a batch that needs the feature loop.
    bool add(const ArrowArray& batch) {
        if (batch.offset != 0 || batch.null_count > 0 || batch.n_children < 2 || batch.children == nullptr)
            return false;
        for (std::size_t i = 0; i < m_places.fields.size(); ++i) {
            const auto& array = *batch.children[m_places.fields[i]];
            if (array.length != batch.length || !fits_column(m_rows.columns[i], array)) return false;
        }
        const auto& shapes = *batch.children[m_places.geometry];
        const auto& ids = *batch.children[m_places.feature_id];
        if (shapes.length != batch.length || !fits_column(m_binary, shapes)) return false;
        if (ids.length != batch.length || ids.offset != 0 || ids.n_buffers != 2) return false;
        for (std::size_t i = 0; i < m_places.fields.size(); ++i) {
            append_rows(m_rows.columns[i], *batch.children[m_places.fields[i]]);
        }
        return add_shapes(shapes, static_cast<const std::int64_t*>(ids.buffers[1]));
    }
    void finish() { m_rows.geometry = m_shapes.finish(m_rows.notes); }

  private:
    bool add_shapes(const ArrowArray& array, const std::int64_t* ids) {
        const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
        const auto* bytes = static_cast<const std::byte*>(array.buffers[2]);
        for (std::size_t row = 0; row < static_cast<std::size_t>(array.length); ++row) {
            if (!is_there(array, row)) {
                m_shapes.read(nullptr, ids[row]);
                continue;
            }
            const auto size = static_cast<std::size_t>(offsets[row + 1] - offsets[row]);
            if (!m_shapes.read_wkb({bytes + offsets[row], size}, ids[row])) return false;
        }
        return true;
    }

    Rows& m_rows;
    Places m_places;
    ShapeReader m_shapes;
    layer::Column m_binary = plain_column("", "z");
};

bool read_batches(ArrowArrayStream& stream, Decoder& decoder) {
    while (true) {
        const ArrayPtr batch(new ArrowArray{});
        if (stream.get_next(&stream, batch.get()) != 0) return false;
        if (batch->release == nullptr) return true;
        if (!decoder.add(*batch)) return false;
    }
}

std::optional<Rows> read_all(OGRLayer& layer, const Expected& expected) {
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    if (definition.GetGeomFieldCount() != 1) return std::nullopt;
    Rows rows;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        const auto& field = *definition.GetFieldDefn(i);
        auto format = plain_format(field);
        if (format.empty()) return std::nullopt;
        rows.columns.push_back(plain_column(field.GetNameRef(), std::move(format)));
    }
    const char* const options[] = {rows_per_batch, nullptr};
    layer.ResetReading();
    const StreamPtr stream(new ArrowArrayStream{});
    if (!layer.GetArrowStream(stream.get(), options)) return std::nullopt;
    const SchemaPtr schema(new ArrowSchema{});
    if (stream->get_schema(stream.get(), schema.get()) != 0) return std::nullopt;
    auto places = places_in(*schema, layer, rows);
    if (!places) return std::nullopt;
    Decoder decoder(rows, std::move(*places), expected);
    if (!read_batches(*stream, decoder)) return std::nullopt;
    decoder.finish();
    return rows;
}

}  // namespace

std::optional<Rows> rows_by_arrow(OGRLayer& layer, const Expected& expected) {
    const MessageLog log;
    auto rows = read_all(layer, expected);
    return log.texts().empty() ? std::move(rows) : std::nullopt;
}

}  // namespace petasentra::io::gdal
