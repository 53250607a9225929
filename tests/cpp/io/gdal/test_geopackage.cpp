#include <petasentra/io/gdal/read.hpp>
#include <petasentra/io/gdal/write.hpp>

#include "catch.hpp"
#include "scratch.hpp"

using namespace petasentra;
using io::gdal::read_layer;
using layer::Column;

namespace {

// Points (i, -i), every seventh without geometry, with a number, a text and a truth value that some rows lack.
layer::Layer many_points(std::size_t rows) {
    layer::Layer layer;
    std::vector<std::int64_t> numbers;
    std::vector<std::optional<std::string>> texts;
    for (std::size_t i = 0; i < rows; ++i) {
        auto& shapes = layer.geometry;
        if (i % 7 == 6) {
            shapes.append_null();
        } else {
            const auto x = static_cast<double>(i);
            shapes.xy.insert(shapes.xy.end(), {x, -x});
            shapes.vertex_of_ring.push_back(shapes.vertex_count());
            shapes.ring_of_part.push_back(shapes.vertex_of_ring.size() - 1);
            shapes.part_of_row.push_back(shapes.ring_of_part.size() - 1);
            shapes.kind.push_back(geometry::Kind::point);
            shapes.has_z.push_back(0);
            shapes.has_m.push_back(0);
        }
        numbers.push_back(static_cast<std::int64_t>(i));
        const bool late = i > rows / 2;  // the first ranges have no nulls
        texts.push_back(late && i % 3 == 0 ? std::nullopt
                                           : std::optional("Unit contoh " + std::to_string(i) + std::string(200, 'x')));
    }
    layer.table.size = rows;
    layer.table.columns.push_back(Column::of_int64("n", numbers));
    layer.table.columns.push_back(Column::of_optional_text("nama", texts));
    return layer;
}

std::vector<std::string> null_notes(const io::gdal::LoadReport& report) {
    std::vector<std::string> texts;
    for (const auto& note : report.notes) {
        if (note.code == "GEOMETRY_NULL") texts.push_back(note.text.en);
    }
    return texts;
}

// The file with so many bytes overwritten where `found` first stands, `shift` bytes on.
void damage(const Scratch& scratch, const std::string& name, const std::string& found, std::size_t shift,
            const std::string& with) {
    auto bytes = scratch.bytes(name);
    const auto at = bytes.find(found);
    REQUIRE(at != std::string::npos);
    bytes.replace(at + shift, with.size(), with);
    scratch.write(name, bytes);
}

std::string wkb_header_of_point() {
    return std::string("\x01\x01\x00\x00\x00", 5);
}

}  // namespace

TEST_CASE("a GeoPackage of several ranges of rows comes back whole and in its order") {
    const Scratch scratch;
    const auto written = many_points(60'000);
    io::gdal::write_layer(written, scratch.path("banyak.gpkg"));
    REQUIRE(std::filesystem::file_size(scratch.path("banyak.gpkg")) > 3 * (std::size_t{4} << 20U));

    const auto [layer, report] = read_layer(scratch.path("banyak.gpkg"));

    REQUIRE(layer.size() == written.size());
    CHECK(layer.geometry.xy == written.geometry.xy);
    CHECK(layer.geometry.kind == written.geometry.kind);
    CHECK(layer.geometry.part_of_row == written.geometry.part_of_row);
    CHECK(layer.geometry.ring_of_part == written.geometry.ring_of_part);
    CHECK(layer.geometry.vertex_of_ring == written.geometry.vertex_of_ring);
    for (const char* name : {"n", "nama"}) {
        const auto& read = layer.table.column(name);
        const auto& wanted = written.table.column(name);
        CHECK(read.format == wanted.format);
        CHECK(read.size == wanted.size);
        CHECK(read.valid == wanted.valid);
        CHECK(read.offsets == wanted.offsets);
        CHECK(read.data == wanted.data);
    }
    CHECK(report.messages.empty());
}

TEST_CASE("a geometry of a GeoPackage that cannot be read is null, and its feature id is named") {
    const Scratch scratch;
    const auto path = scratch.path("rusak.gpkg");
    io::gdal::write_layer(many_points(3), path);
    const auto header = wkb_header_of_point();
    const auto second = header + std::string(6, '\0') + std::string("\xF0\x3F", 2);  // x is 1.0

    SECTION("its bytes do not begin as those of a GeoPackage") {
        damage(scratch, "rusak.gpkg", second, static_cast<std::size_t>(-8), "XX");
    }
    SECTION("its kind is unknown") {
        damage(scratch, "rusak.gpkg", second, 1, std::string("\x4D\x00", 2));
    }
    SECTION("it has more vertices than bytes") {
        damage(scratch, "rusak.gpkg", second, 1, std::string("\x02\0\0\0\xFF\xFF\xFF\x7F", 8));
    }

    const auto [layer, report] = read_layer(path);
    CHECK(layer.geometry.kind == std::vector{geometry::Kind::point, geometry::Kind::null, geometry::Kind::point});
    CHECK(layer.table.column("n").data == many_points(3).table.column("n").data);
    CHECK(null_notes(report) == std::vector<std::string>{"1 geometry could not be read (now null): features 2."});
}

TEST_CASE("a row of a GeoPackage without geometry is null without a note") {
    const Scratch scratch;
    const auto path = scratch.path("kosong.gpkg");
    io::gdal::write_layer(many_points(7), path);
    const auto [layer, report] = read_layer(path);
    CHECK(layer.geometry.is_null(6));
    CHECK(null_notes(report).empty());
}
