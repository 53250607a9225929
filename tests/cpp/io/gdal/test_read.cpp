#include <petasentra/io/gdal/read.hpp>
#include <petasentra/io/gdal/write.hpp>

#include "catch.hpp"
#include "scratch.hpp"

using namespace petasentra;
using core::ErrorCode;
using io::gdal::read_layer;

namespace {

bool has_note(const io::gdal::LoadReport& report, const std::string& code) {
    return std::any_of(report.notes.begin(), report.notes.end(), [&](const auto& note) { return note.code == code; });
}

std::string two_folder_kml() {
    const auto folder = [](const std::string& name, const std::string& place) {
        return "<Folder><name>" + name + "</name><Placemark><name>a</name><Point><coordinates>" + place +
               "</coordinates></Point></Placemark></Folder>";
    };
    return R"(<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>)" +
           folder("sentra", "112.3,-7.5") + folder("pasar", "112.4,-7.6") + "</Document></kml>";
}

// A Shapefile whose only text is one name, with nothing that says how the name is encoded.
std::string undeclared_shapefile(const Scratch& scratch, const std::string& name_bytes) {
    const std::string placeholder(name_bytes.size(), 'x');
    layer::Layer layer;
    layer.geometry = read_layer(scratch.write("one.geojson", collection(feature("", point(1, 2))))).layer.geometry;
    layer.table.size = 1;
    layer.table.columns.push_back(layer::Column::of_text("nama", std::vector<std::string>{placeholder}));
    io::gdal::write_layer(layer, scratch.path("old.shp"));
    std::filesystem::remove(scratch.path("old.cpg"));
    std::string table = scratch.bytes("old.dbf");
    table[29] = '\0';
    table.replace(table.find(placeholder), placeholder.size(), name_bytes);
    scratch.write("old.dbf", table);
    return scratch.path("old.shp");
}

}  // namespace

TEST_CASE("a GeoJSON file gives its rows, columns and CRS, and a report of them") {
    const Scratch scratch;
    const auto path =
        scratch.write("sentra.geojson", collection(feature(R"("nama":"Contoh A","unit":25)", point(112.35, -7.49)) +
                                                   "," + feature(R"("nama":null,"unit":null)", "null")));
    const auto [layer, report] = read_layer(path);

    REQUIRE(layer.size() == 2);
    CHECK(layer.table.names() == std::vector<std::string>{"nama", "unit"});
    CHECK(layer.table.column("nama").text_at(0) == "Contoh A");
    CHECK_FALSE(layer.table.column("nama").text_at(1).has_value());
    CHECK(layer.table.column("unit").format == "i");
    CHECK(layer.geometry.is_null(1));
    CHECK(layer.crs.authority_code() == "EPSG:4326");
    CHECK(layer.geometry_position == 2);
    CHECK(report.driver == "GeoJSON");
    CHECK(report.features_announced == 2);
    CHECK(report.features_read == 2);
    CHECK(report.geometries.null == 1);
    CHECK(report.sha256.size() == 64);
    CHECK(report.fields[1].type == "int32");
    CHECK(layer.provenance.sha256 == report.sha256);
}

TEST_CASE("reading leaves the folder as it was") {
    const Scratch scratch;
    const auto source = read_layer(scratch.write("a.geojson", collection(feature(R"("n":1)", point(1, 2)))));
    io::gdal::write_layer(source.layer, scratch.path("a.gpkg"));
    io::gdal::write_layer(source.layer, scratch.path("b.shp"));
    const auto before = scratch.names();
    const auto bytes = scratch.bytes("a.gpkg");

    (void)read_layer(scratch.path("a.gpkg"));
    (void)read_layer(scratch.path("b.shp"));

    CHECK(scratch.names() == before);
    CHECK(scratch.bytes("a.gpkg") == bytes);
}

TEST_CASE("a missing file is an error that suggests the nearest name") {
    const Scratch scratch;
    scratch.write("pola_ruang.geojson", collection(""));
    try {
        (void)read_layer(scratch.path("pola_ruan.geojson"));
        FAIL("no error");
    } catch (const core::Error& error) {
        CHECK(error.code() == ErrorCode::file_not_found);
        CHECK(error.hint().en.find("pola_ruang.geojson") != std::string::npos);
        CHECK(error.hint().id.find("pola_ruang.geojson") != std::string::npos);
    }
    CHECK(code_of([&] { (void)read_layer(""); }) == ErrorCode::file_not_found);
    CHECK(code_of([&] { (void)read_layer(scratch.path(".")); }) == ErrorCode::file_unreadable);
}

TEST_CASE("a file with several layers must be told which, and a wrong name gets the nearest") {
    const Scratch scratch;
    const auto path = scratch.write("peta.kml", two_folder_kml());

    CHECK(io::gdal::list_layers(path).layers.size() == 2);
    CHECK(code_of([&] { (void)read_layer(path); }) == ErrorCode::layer_missing);
    CHECK(read_layer(path, {.layer = "pasar"}).layer.geometry.xy == std::vector<double>{112.4, -7.6});
    try {
        (void)read_layer(path, {.layer = "sentro"});
        FAIL("no error");
    } catch (const core::Error& error) {
        CHECK(error.code() == ErrorCode::layer_missing);
        CHECK(error.hint().en.find("Did you mean \"sentra\"") != std::string::npos);
    }
}

TEST_CASE("a layer without rows is a layer of 0 rows and says so") {
    const Scratch scratch;
    const auto [layer, report] = read_layer(scratch.write("kosong.geojson", collection("")));
    CHECK(layer.size() == 0);
    CHECK(has_note(report, "LAYER_EMPTY"));
}

TEST_CASE("unclosed rings are closed and counted") {
    const Scratch scratch;
    const auto path = scratch.write(
        "ring.geojson", collection(feature("", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]})")));
    const auto [layer, report] = read_layer(path);
    CHECK(layer.geometry.vertex_count() == 5);
    CHECK(has_note(report, "RING_CLOSED"));
}

TEST_CASE("times of one offset keep it, of several become UTC, and with naive ones among them stay text") {
    const Scratch scratch;
    const auto format_of = [&](const std::string& first, const std::string& second) {
        const auto path =
            scratch.write("waktu.geojson", collection(feature("\"t\":\"" + first + "\"", point(0, 0)) + "," +
                                                      feature("\"t\":\"" + second + "\"", point(0, 0))));
        return read_layer(path).layer.table.column("t").format;
    };
    CHECK(format_of("2024-05-24T08:00:00+07:00", "2024-05-24T09:00:00+07:00") == "tsm:+07:00");
    CHECK(format_of("2024-05-24T08:00:00Z", "2024-05-24T09:00:00Z") == "tsm:UTC");
    CHECK(format_of("2024-05-24T08:00:00+07:00", "2024-05-24T09:00:00+08:00") == "tsm:UTC");
    CHECK(format_of("2024-05-24T08:00:00", "2024-05-24T09:00:00") == "tsm:");
    CHECK(format_of("2024-05-24T08:00:00", "2024-05-24T09:00:00+07:00") == "u");
    CHECK(format_of("2024-05-24", "2024-05-25") == "tdD");
}

TEST_CASE("the caller's CRS wins over the file's, and the report says so") {
    const Scratch scratch;
    const auto path = scratch.write("utm.geojson", collection(feature("", point(649633, 9171558))));
    const auto [layer, report] = read_layer(path, {.crs = "EPSG:32749"});
    CHECK(layer.crs.authority_code() == "EPSG:32749");
    CHECK(report.crs_from == "caller");
    CHECK(has_note(report, "CRS_OVERRIDDEN"));
    CHECK(code_of([&] { (void)read_layer(path, {.crs = "EPSG:999999"}); }) == ErrorCode::crs_unknown);
}

TEST_CASE("a Shapefile that declares no encoding is read as UTF-8 if its bytes fit, else as CP1252") {
    const Scratch scratch;
    SECTION("plain letters need no guess") {
        const auto [layer, report] = read_layer(undeclared_shapefile(scratch, "Jombang"));
        CHECK(layer.table.column("nama").text_at(0) == "Jombang");
        CHECK_FALSE(has_note(report, "ENCODING_GUESSED"));
    }
    SECTION("UTF-8") {
        const auto [layer, report] = read_layer(undeclared_shapefile(scratch, "Caf\xC3\xA9"));
        CHECK(layer.table.column("nama").text_at(0) == "Caf\xC3\xA9");
        CHECK(report.encoding == "UTF-8");
        CHECK(has_note(report, "ENCODING_GUESSED"));
    }
    SECTION("CP1252") {
        const auto [layer, report] = read_layer(undeclared_shapefile(scratch, "Caf\xE9 \x93"));
        CHECK(layer.table.column("nama").text_at(0) == "Caf\xC3\xA9 \xE2\x80\x9C");
        CHECK(report.encoding == "CP1252");
        CHECK(has_note(report, "ENCODING_GUESSED"));
    }
    SECTION("what the caller says counts") {
        const auto [layer, report] = read_layer(undeclared_shapefile(scratch, "\x82"), {.encoding = "cp850"});
        CHECK(layer.table.column("nama").text_at(0) == "\xC3\xA9");
        CHECK(report.encoding_from == "caller");
        CHECK_FALSE(has_note(report, "ENCODING_GUESSED"));
    }
    SECTION("a side file counts, and one that cannot be understood is named") {
        const auto path = undeclared_shapefile(scratch, "\x82");
        scratch.write("old.cpg", "OEM 850\r\n");
        CHECK(read_layer(path).layer.table.column("nama").text_at(0) == "\xC3\xA9");
        scratch.write("old.cpg", "klingon");
        CHECK(has_note(read_layer(path).report, "ENCODING_UNKNOWN"));
    }
    SECTION("an encoding nobody knows is refused") {
        const auto path = undeclared_shapefile(scratch, "Jombang");
        CHECK(code_of([&] { (void)read_layer(path, {.encoding = "klingon"}); }) == ErrorCode::option_value);
    }
}

TEST_CASE("a table without geometry is refused by name") {
    const Scratch scratch;
    const auto path = undeclared_shapefile(scratch, "Jombang");
    for (const char* ending : {".shp", ".shx"}) std::filesystem::remove(scratch.path(std::string("old") + ending));
    CHECK(code_of([&] { (void)read_layer(scratch.path("old.dbf")); }) == ErrorCode::no_geometry_column);
}

TEST_CASE("a file cut anywhere, or with bytes turned over, gives a layer or an error") {
    const Scratch scratch;
    const auto source = read_layer(scratch.write(
        "a.geojson", collection(feature(R"("n":"x")", point(1, 2)) + "," + feature(R"("n":"y")", point(3, 4)))));
    for (const std::string ending : {"gpkg", "fgb", "shp", "geojson"}) {
        const std::string name = "whole." + ending;
        io::gdal::write_layer(source.layer, scratch.path(name));
        const std::string whole = scratch.bytes(name);
        int answers = 0;
        for (std::size_t step = 0; step < 60; ++step) {
            std::string broken = whole.substr(0, whole.size() * step / 60);
            if (step % 2 == 1) {
                broken = whole;
                for (std::size_t at = step * 7; at < broken.size(); at += 97 + step)
                    broken[at] = static_cast<char>(~broken[at]);
            }
            scratch.write(name, broken);
            try {
                (void)read_layer(scratch.path(name));
            } catch (const core::Error&) {
            }
            ++answers;
        }
        CHECK(answers == 60);
    }
}
