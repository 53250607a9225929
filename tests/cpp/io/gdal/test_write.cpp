#include <atomic>
#include <cmath>
#include <petasentra/geometry/wkb.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/io/gdal/write.hpp>

#include "catch.hpp"
#include "scratch.hpp"

using namespace petasentra;
using core::ErrorCode;
using io::gdal::read_layer;
using io::gdal::write_layer;

namespace {

std::vector<std::byte> wkb_of(const layer::Layer& layer, std::size_t row) {
    std::vector<std::byte> bytes;
    if (!layer.geometry.is_null(row)) geometry::write_wkb(layer.geometry, row, bytes);
    return bytes;
}

// Polygon and MultiPolygon in one layer, heights on both, one row without a name.
layer::Layer mixed_polygons(const Scratch& scratch) {
    const std::string one =
        R"({"type":"Polygon","coordinates":[[[112.1,-7.1,3],[112.3,-7.1,4],[112.3,-7.3,5],[112.1,-7.1,3]]]})";
    const std::string two =
        R"({"type":"MultiPolygon","coordinates":[[[[0,0,1],[0,1,1],[1,1,1],[0,0,1]]],[[[5,5,1],[5,6,1],[6,6,1],[5,5,1]]]]})";
    return read_layer(scratch.write("mixed.geojson", collection(feature(R"("nama":"satu","luas":0.1)", one) + "," +
                                                                feature(R"("nama":null,"luas":2.5)", two))))
        .layer;
}

std::string words_of(const io::gdal::WriteReport& report) {
    std::string words;
    for (const auto& note : report.notes) words += note.code + " " + note.text.en + "\n";
    return words;
}

}  // namespace

TEST_CASE("mixed polygons with heights come back as they went, in every format") {
    const Scratch scratch;
    const auto layer = mixed_polygons(scratch);
    for (const std::string name : {"out.gpkg", "out.geojson", "out.fgb", "out.shp"}) {
        INFO(name);
        const auto written = write_layer(layer, scratch.path(name));
        const auto back = read_layer(scratch.path(name)).layer;
        REQUIRE(back.size() == 2);
        CHECK(written.rows == 2);
        CHECK(back.table.names() == layer.table.names());
        CHECK(back.table.column("nama").text_at(0) == "satu");
        CHECK_FALSE(back.table.column("nama").text_at(1).has_value());
        CHECK(back.table.column("luas").number_at(0) == 0.1);
        CHECK(back.crs.authority_code() == "EPSG:4326");
        // A Shapefile turns rings its own way round, and FlatGeobuf wants one kind where there are heights.
        if (name == "out.fgb") {
            CHECK(words_of(written).find("MULTI_PROMOTED") != std::string::npos);
            CHECK(back.geometry.kind == std::vector(2, geometry::Kind::multi_polygon));
            CHECK(back.geometry.z == layer.geometry.z);
            continue;
        }
        if (name == "out.geojson") {  // rings turn the way of RFC 7946
            CHECK(back.geometry.vertex_count() == layer.geometry.vertex_count());
        } else if (name != "out.shp") {
            CHECK(wkb_of(back, 0) == wkb_of(layer, 0));
            CHECK(wkb_of(back, 1) == wkb_of(layer, 1));
        }
        CHECK(back.geometry.kind == layer.geometry.kind);
        CHECK(back.geometry.has_z == layer.geometry.has_z);
    }
}

TEST_CASE("rows without heights among rows with them are told of where a format fills them in") {
    const Scratch scratch;
    const auto layer =
        read_layer(scratch.write("z.geojson", collection(feature("", point(1, 2)) + "," +
                                                         feature("", R"({"type":"Point","coordinates":[1,2,3]})"))))
            .layer;
    CHECK(words_of(write_layer(layer, scratch.path("z.shp"))).find("Z_FILLED") != std::string::npos);
    CHECK(words_of(write_layer(layer, scratch.path("z.gpkg"))).find("Z_FILLED") == std::string::npos);
    CHECK(read_layer(scratch.path("z.gpkg")).layer.geometry.has_z == layer.geometry.has_z);
}

TEST_CASE("a layer without rows is written and read") {
    const Scratch scratch;
    const auto empty = read_layer(scratch.write("kosong.geojson", collection(""))).layer;
    for (const std::string name : {"e.gpkg", "e.geojson", "e.fgb", "e.shp"}) {
        INFO(name);
        write_layer(empty, scratch.path(name), {.layer_name = "kosong"});
        CHECK(read_layer(scratch.path(name)).layer.size() == 0);
    }
}

TEST_CASE("null geometries survive, and FlatGeobuf, which has none, refuses them") {
    const Scratch scratch;
    const auto layer = read_layer(scratch.write("n.geojson", collection(feature(R"("i":1)", "null") + "," +
                                                                        feature(R"("i":2)", point(1, 2)))))
                           .layer;
    for (const std::string name : {"n.gpkg", "n2.geojson", "n.shp"}) {
        INFO(name);
        write_layer(layer, scratch.path(name));
        const auto back = read_layer(scratch.path(name)).layer;
        REQUIRE(back.size() == 2);
        CHECK(back.geometry.is_null(0));
        CHECK(back.table.column("i").number_at(1) == 2.0);
    }
    CHECK(code_of([&] { write_layer(layer, scratch.path("n.fgb")); }) == ErrorCode::geometry_kind);
}

TEST_CASE("dates, times, booleans, integers and binary keep their values in a GeoPackage") {
    const Scratch scratch;
    layer::Layer layer =
        read_layer(
            scratch.write("p.geojson",
                          collection(feature(R"("t":"2024-05-24T08:00:00.250+07:00","d":"1969-12-31")", point(1, 2)))))
            .layer;
    layer.table.add(layer::Column::of_int64("besar", std::vector<std::int64_t>{9'007'199'254'740'993}));
    layer.table.add(layer::Column::of_bool("ya", std::vector<std::uint8_t>{1}));
    write_layer(layer, scratch.path("p.gpkg"));
    const auto back = read_layer(scratch.path("p.gpkg")).layer;
    CHECK(back.table.column("d").data == layer.table.column("d").data);
    CHECK(back.table.column("t").data == layer.table.column("t").data);
    CHECK(back.table.column("besar").text_at(0) == "9007199254740993");
    CHECK(back.table.column("ya").format == "b");
}

TEST_CASE("columns called fid and geom are attributes like any other") {
    const Scratch scratch;
    const auto layer =
        read_layer(scratch.write("f.geojson", collection(feature(R"("fid":"a7","geom":5)", point(1, 2))))).layer;
    write_layer(layer, scratch.path("f.gpkg"));
    const auto back = read_layer(scratch.path("f.gpkg")).layer;
    CHECK(back.table.column("fid").text_at(0) == "a7");
    CHECK(back.table.column("geom").number_at(0) == 5.0);
}

TEST_CASE("a Shapefile says which names it cut and which multi-geometries it forgets") {
    const Scratch scratch;
    const auto layer =
        read_layer(scratch.write(
                       "s.geojson",
                       collection(feature(R"("nama_kecamatan":"Sumobito")",
                                          R"({"type":"MultiPolygon","coordinates":[[[[0,0],[0,1],[1,1],[0,0]]]]})"))))
            .layer;
    const auto words = words_of(write_layer(layer, scratch.path("s.shp")));
    CHECK(words.find("NAME_CUT") != std::string::npos);
    CHECK(words.find("nama_kecamatan -> nama_kecam") != std::string::npos);
    CHECK(words.find("MULTI_SINGLE") != std::string::npos);
    CHECK(read_layer(scratch.path("s.shp")).layer.table.names().front() == "nama_kecam");
}

TEST_CASE("lists of text become one text") {
    const Scratch scratch;
    layer::Layer layer = read_layer(scratch.write("l.geojson", collection(feature("", point(1, 2))))).layer;
    layer.table.add(
        layer::Column::of_text_lists("flags", std::vector<std::vector<std::string>>{{"partial", "conflict"}}));
    const auto report = write_layer(layer, scratch.path("l.gpkg"));
    CHECK(words_of(report).find("LIST_JOINED") != std::string::npos);
    CHECK(read_layer(scratch.path("l.gpkg")).layer.table.column("flags").text_at(0) == "partial; conflict");
}

TEST_CASE("several layers make one GeoPackage that holds these and no others") {
    const Scratch scratch;
    const auto zones = mixed_polygons(scratch);
    const auto places = read_layer(scratch.write("p.geojson", collection(feature(R"("n":1)", point(1, 2))))).layer;
    write_layer(zones, scratch.path("study.gpkg"), {.layer_name = "lama"});
    const std::vector<io::gdal::NamedLayer> layers{{"zones", &zones}, {"places", &places}};
    const auto reports = io::gdal::write_layers(layers, scratch.path("study.gpkg"));
    CHECK(reports.size() == 2);
    CHECK(reports[1].layer == "places");
    CHECK(io::gdal::list_layers(scratch.path("study.gpkg")).layers.size() == 2);
    CHECK(read_layer(scratch.path("study.gpkg"), {.layer = "zones"}).layer.size() == 2);

    const std::vector<io::gdal::NamedLayer> twice{{"zones", &zones}, {"zones", &places}};
    CHECK(code_of([&] { io::gdal::write_layers(twice, scratch.path("study.gpkg")); }) == ErrorCode::option_value);
    CHECK(code_of([&] { io::gdal::write_layers({}, scratch.path("study.gpkg")); }) == ErrorCode::option_value);
    CHECK(code_of([&] { io::gdal::write_layers(layers, scratch.path("study.fgb")); }) == ErrorCode::option_value);
    CHECK(read_layer(scratch.path("study.gpkg"), {.layer = "places"}).layer.size() == 1);
}

TEST_CASE("a cancelled write leaves the old file and no trace") {
    const Scratch scratch;
    const auto zones = mixed_polygons(scratch);
    for (const std::string name : {"a.gpkg", "a.fgb", "a.shp", "a.geojson", "a.kml"}) {
        INFO(name);
        write_layer(zones, scratch.path(name));
        const auto before = scratch.names();
        const auto bytes = scratch.bytes(name);
        const std::atomic<bool> cancel{true};
        core::Control control;
        control.cancel = &cancel;
        CHECK(code_of([&] { write_layer(zones, scratch.path(name), {}, control); }) == ErrorCode::cancelled);
        CHECK(scratch.names() == before);
        CHECK(scratch.bytes(name) == bytes);
    }
}

TEST_CASE("a GeoPackage keeps its other layers when one is written again") {
    const Scratch scratch;
    const auto zones = mixed_polygons(scratch);
    const auto places = read_layer(scratch.write("p.geojson", collection(feature(R"("n":1)", point(1, 2))))).layer;
    write_layer(zones, scratch.path("study.gpkg"), {.layer_name = "zones"});
    write_layer(zones, scratch.path("study.gpkg"), {.layer_name = "places"});
    write_layer(places, scratch.path("study.gpkg"), {.layer_name = "places"});
    CHECK(read_layer(scratch.path("study.gpkg"), {.layer = "zones"}).layer.size() == 2);
    CHECK(read_layer(scratch.path("study.gpkg"), {.layer = "places"}).layer.size() == 1);
    CHECK(io::gdal::list_layers(scratch.path("study.gpkg")).layers.size() == 2);

    scratch.write("not.gpkg", "this is no GeoPackage");
    write_layer(places, scratch.path("not.gpkg"));
    CHECK(read_layer(scratch.path("not.gpkg")).layer.size() == 1);
}

TEST_CASE("an error while writing leaves the old file and no trace") {
    const Scratch scratch;
    const auto good = read_layer(scratch.write("g.geojson", collection(feature(R"("n":1)", point(1, 2))))).layer;
    const auto mixed =
        read_layer(
            scratch.write("m.geojson", collection(feature("", point(1, 2)) + "," +
                                                  feature("", R"({"type":"LineString","coordinates":[[0,0],[1,1]]})"))))
            .layer;
    write_layer(good, scratch.path("old.shp"));
    write_layer(good, scratch.path("old.gpkg"));
    const auto before = scratch.names();
    const auto shp = scratch.bytes("old.shp");
    const auto gpkg = scratch.bytes("old.gpkg");

    CHECK(code_of([&] { write_layer(mixed, scratch.path("old.shp")); }) == ErrorCode::geometry_kind);
    auto twice = good;
    twice.table.columns.push_back(twice.table.columns.front());
    CHECK(code_of([&] { write_layer(twice, scratch.path("old.gpkg")); }) == ErrorCode::write_failed);
    auto odd = good;
    odd.table.columns.front().format = "+s";
    CHECK(code_of([&] { write_layer(odd, scratch.path("old.gpkg")); }) == ErrorCode::column_type);

    CHECK(scratch.names() == before);
    CHECK(scratch.bytes("old.shp") == shp);
    CHECK(scratch.bytes("old.gpkg") == gpkg);
}

TEST_CASE("places that cannot be written are refused with a reason") {
    const Scratch scratch;
    const auto layer = read_layer(scratch.write("g.geojson", collection(feature(R"("n":1)", point(1, 2))))).layer;
    CHECK(code_of([&] { write_layer(layer, scratch.path("no/folder.gpkg")); }) == ErrorCode::write_failed);
    CHECK(code_of([&] { write_layer(layer, scratch.path("a.xyz")); }) == ErrorCode::option_value);
    CHECK(code_of([&] { write_layer(layer, scratch.path("a.gpkg"), {.driver = "GTiff"}); }) == ErrorCode::option_value);
    scratch.write("busy.gpkg-wal", "");
    CHECK(code_of([&] { write_layer(layer, scratch.path("busy.gpkg")); }) == ErrorCode::write_failed);
    auto nowhere = layer;
    nowhere.crs = geometry::Crs();
    CHECK(code_of([&] { write_layer(nowhere, scratch.path("a.kml")); }) == ErrorCode::crs_missing);
    CHECK(code_of([&] { write_layer(nowhere, scratch.path("a.geojson")); }) == ErrorCode::crs_missing);
}

TEST_CASE("GeoJSON and KML are WGS 84, and a note says from what the layer was transformed") {
    const Scratch scratch;
    auto utm = read_layer(scratch.write("g.geojson", collection(feature(R"("n":1)", point(631'000, 9'167'000))))).layer;
    utm.crs = geometry::Crs::from_user_input("EPSG:32749");
    for (const std::string name : {"a.geojson", "a.kml"}) {
        INFO(name);
        CHECK(words_of(write_layer(utm, scratch.path(name))).find("EPSG:32749") != std::string::npos);
        const auto back = read_layer(scratch.path(name)).layer;
        CHECK(back.crs.authority_code() == "EPSG:4326");
        CHECK(std::abs(back.geometry.xy[0] - 112.1886) < 0.01);
        CHECK(std::abs(back.geometry.xy[1] + 7.5356) < 0.01);
    }
}

TEST_CASE("two writes of one layer give the same bytes under SOURCE_DATE_EPOCH") {
    const Scratch scratch;
    const auto layer = mixed_polygons(scratch);
    setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
    write_layer(layer, scratch.path("a.gpkg"), {.layer_name = "zona"});
    write_layer(layer, scratch.path("b.gpkg"), {.layer_name = "zona"});
    unsetenv("SOURCE_DATE_EPOCH");
    CHECK(scratch.bytes("a.gpkg") == scratch.bytes("b.gpkg"));
    CHECK(scratch.bytes("a.gpkg").find("2023-11-14T22:13:20") != std::string::npos);
}
