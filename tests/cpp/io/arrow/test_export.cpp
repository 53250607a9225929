#include <petasentra/core/error.hpp>
#include <petasentra/io/arrow/stream.hpp>

#include "catch.hpp"

using namespace petasentra;
using layer::Column;
using layer::Layer;
using layer::Table;

namespace {

void check_same(const Column& a, const Column& b) {
    CAPTURE(a.name);
    CHECK(a.name == b.name);
    CHECK(a.format == b.format);
    CHECK(a.size == b.size);
    CHECK(a.valid == b.valid);
    CHECK(a.data == b.data);
    CHECK(a.offsets == b.offsets);
    CHECK(a.metadata == b.metadata);
    CHECK(a.dictionary_ordered == b.dictionary_ordered);
    REQUIRE(a.children.size() == b.children.size());
    for (std::size_t i = 0; i < a.children.size(); ++i) check_same(a.children[i], b.children[i]);
    REQUIRE(a.dictionary.size() == b.dictionary.size());
    for (std::size_t i = 0; i < a.dictionary.size(); ++i) check_same(a.dictionary[i], b.dictionary[i]);
}

Column fixed(const std::string& name, const std::string& format, std::size_t rows) {
    Column column;
    column.name = name;
    column.format = format;
    column.size = rows;
    for (std::size_t i = 0; i < rows * layer::fixed_width(format); ++i) {
        column.data.push_back(static_cast<std::byte>(i % 250));
    }
    return column;
}

// Three rows of every family, with nulls in some.
Table of_everything() {
    Table table;
    table.metadata = {{"pandas", "{\"index_columns\": []}"}};
    for (const auto* format :
         {"c", "S", "i", "L", "f", "g", "tdD", "tdm", "tsu:Asia/Jakarta", "tDn", "ttm", "d:10,2", "w:5"}) {
        table.add(fixed(std::string("fixed ") + format, format, 3));
    }
    table.add(Column::of_bool("ya", std::vector<std::uint8_t>{1, 0, 1}));
    table.add(Column::of_optional_text("kata", std::vector<std::optional<std::string>>{"a", std::nullopt, "ccc"}));
    auto large = Column::of_text("besar", std::vector<std::string>{"x", "", "zz"});
    large.format = "U";
    large.metadata = {{"satuan", "ha"}};
    table.add(std::move(large));
    table.add(Column::of_text_lists("bendera", std::vector<std::vector<std::string>>{{"a", "b"}, {}, {"c"}}));
    auto category = fixed("kelas", "c", 3);
    category.dictionary.push_back(Column::of_text("", std::vector<std::string>{"p", "q", "r"}));
    category.dictionary_ordered = true;
    table.add(std::move(category));
    Column record;
    record.name = "catatan";
    record.format = "+s";
    record.size = 3;
    record.valid = {1, 0, 1};
    record.children.push_back(Column::of_int64("n", std::vector<std::int64_t>{1, 2, 3}));
    table.add(std::move(record));
    Column pairs;
    pairs.name = "pasangan";
    pairs.format = "+w:2";
    pairs.size = 3;
    pairs.children.push_back(Column::of_int64("item", std::vector<std::int64_t>{1, 2, 3, 4, 5, 6}));
    table.add(std::move(pairs));
    Column nothing;
    nothing.name = "kosong";
    nothing.format = "n";
    nothing.size = 3;
    nothing.valid = {0, 0, 0};
    table.add(std::move(nothing));
    return table;
}

}  // namespace

TEST_CASE("a table of every type comes back as it went out") {
    const auto table = std::make_shared<const Table>(of_everything());
    ArrowArrayStream stream{};
    io::arrow::export_table(table, stream);
    const auto back = io::arrow::import_table(stream);
    CHECK(stream.release == nullptr);
    CHECK(back.size == 3);
    CHECK(back.metadata == table->metadata);
    REQUIRE(back.columns.size() == table->columns.size());
    for (std::size_t i = 0; i < back.columns.size(); ++i) check_same(back.columns[i], table->columns[i]);
}

TEST_CASE("a layer comes back with its geometry in its old place, its CRS and its nulls") {
    Layer layer;
    layer.table.add(Column::of_int64("a", std::vector<std::int64_t>{1, 2, 3}));
    layer.table.add(Column::of_int64("b", std::vector<std::int64_t>{4, 5, 6}));
    auto& geometry = layer.geometry;
    geometry.kind = {geometry::Kind::point, geometry::Kind::null, geometry::Kind::polygon};
    geometry.has_z = {1, 0, 0};
    geometry.has_m = {0, 0, 0};
    geometry.part_of_row = {0, 1, 1, 1};
    geometry.ring_of_part = {0, 1};
    geometry.vertex_of_ring = {0, 1};
    geometry.xy = {112.3, -7.5};
    geometry.z = {40.0};
    layer.geometry_name = "geom";
    layer.geometry_position = 1;
    layer.crs = geometry::Crs::from_user_input("EPSG:4326");

    ArrowArrayStream stream{};
    io::arrow::export_layer(std::make_shared<const Layer>(layer), stream);
    const auto back = io::arrow::import_layer(stream);
    CHECK(back.geometry.kind == layer.geometry.kind);
    CHECK(back.geometry.has_z == layer.geometry.has_z);
    CHECK(back.geometry.part_of_row == layer.geometry.part_of_row);
    CHECK(back.geometry.xy == layer.geometry.xy);
    CHECK(back.geometry.z == layer.geometry.z);
    CHECK(back.geometry_name == "geom");
    CHECK(back.geometry_position == 1);
    CHECK(back.crs.authority_code() == "EPSG:4326");
    CHECK(back.table.names() == layer.table.names());
}

TEST_CASE("a layer without a CRS and without rows goes out and comes back") {
    ArrowArrayStream stream{};
    io::arrow::export_layer(std::make_shared<const Layer>(), stream);
    const auto back = io::arrow::import_layer(stream);
    CHECK(back.size() == 0);
    CHECK_FALSE(back.crs.known());
}

TEST_CASE("an exported stream keeps its table alive and hands out one batch") {
    auto table = std::make_shared<const Table>(of_everything());
    const std::weak_ptr<const Table> watch = table;
    ArrowArrayStream stream{};
    io::arrow::export_table(std::move(table), stream);
    CHECK_FALSE(watch.expired());
    ArrowArray batch{};
    REQUIRE(stream.get_next(&stream, &batch) == 0);
    CHECK(batch.length == 3);
    ArrowArray end{};
    REQUIRE(stream.get_next(&stream, &end) == 0);
    CHECK(end.release == nullptr);
    CHECK(stream.get_last_error(&stream) == nullptr);
    stream.release(&stream);
    CHECK_FALSE(watch.expired());

    // A consumer may move one child away and release the rest before it.
    ArrowArray child = *batch.children[0];
    batch.children[0]->release = nullptr;
    batch.release(&batch);
    CHECK(batch.release == nullptr);
    CHECK_FALSE(watch.expired());
    CHECK(static_cast<const std::int8_t*>(child.buffers[1])[2] == 2);
    child.release(&child);
    CHECK(watch.expired());
}

TEST_CASE("a schema's children may be moved away too") {
    ArrowArrayStream stream{};
    io::arrow::export_table(std::make_shared<const Table>(of_everything()), stream);
    ArrowSchema schema{};
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    ArrowSchema child = *schema.children[0];
    schema.children[0]->release = nullptr;
    schema.release(&schema);
    CHECK(std::string(child.name) == "fixed c");
    child.release(&child);
    stream.release(&stream);
}
