#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <petasentra/io/arrow/stream.hpp>

#include "catch.hpp"
#include "io/arrow/by_hand.hpp"

using namespace petasentra;
using by_hand::node;
using by_hand::Node;
using by_hand::Stream;
using by_hand::table;
using geometry::Kind;

namespace {

using I32 = std::vector<std::int32_t>;
using Doubles = std::vector<double>;

const char* const crs_4326 = R"({"crs": "EPSG:4326"})";

std::unique_ptr<Node> named(std::unique_ptr<Node> column, const std::string& extension,
                            const std::string& metadata = crs_4326) {
    column->add_metadata({{"ARROW:extension:name", extension}, {"ARROW:extension:metadata", metadata}});
    return column;
}

std::unique_ptr<Node> interleaved(const std::string& dimensions, const Doubles& ordinates) {
    const auto n = static_cast<std::int64_t>(dimensions.size());
    const auto length = static_cast<std::int64_t>(ordinates.size()) / n;
    auto values = node(dimensions, "g", length * n);
    values->no_buffer().buffer(ordinates);
    auto points = node("vertices", "+w:" + std::to_string(n), length);
    points->no_buffer().child(std::move(values));
    return points;
}

std::unique_ptr<Node> separated(const std::vector<std::pair<std::string, Doubles>>& ordinates) {
    const auto length = static_cast<std::int64_t>(ordinates[0].second.size());
    auto points = node("vertices", "+s", length);
    points->no_buffer();
    for (const auto& [name, values] : ordinates) {
        auto child = node(name, "g", length);
        child->no_buffer().buffer(values);
        points->child(std::move(child));
    }
    return points;
}

std::unique_ptr<Node> list_of(std::unique_ptr<Node> items, const I32& offsets) {
    auto list = node("geometry", "+l", static_cast<std::int64_t>(offsets.size()) - 1);
    list->no_buffer().buffer(offsets).child(std::move(items));
    return list;
}

layer::Layer layer_of(std::unique_ptr<Node> column) {
    const auto length = column->array.length;
    column->name = "geometry";
    Stream stream(table(length, std::move(column)));
    return io::arrow::import_layer(stream.stream);
}

core::Error refusal(std::unique_ptr<Node> column, const io::arrow::ImportOptions& options = {}) {
    const auto length = column->array.length;
    Stream stream(table(length, std::move(column)));
    try {
        (void)io::arrow::import_layer(stream.stream, options);
    } catch (const core::Error& error) {
        CHECK(stream.released == 1);
        return error;
    }
    FAIL("no error was thrown");
    throw std::logic_error("unreachable");
}

std::unique_ptr<Node> wkb_column(const std::string& wkb) {
    auto column = node("geom", "z", 1);
    column->no_buffer().buffer(I32{0, static_cast<std::int32_t>(wkb.size())}).bytes(wkb);
    return column;
}

std::string point_wkb(double x, double y) {
    std::string wkb("\x01\x01\x00\x00\x00", 5);
    wkb.append(reinterpret_cast<const char*>(&x), 8);
    wkb.append(reinterpret_cast<const char*>(&y), 8);
    return wkb;
}

const Doubles square{0, 0, 4, 0, 4, 4, 0, 0};

}  // namespace

TEST_CASE("native points come interleaved or separated, nulls and empty ones apart") {
    auto points = interleaved("xy", {1, 2, std::nan(""), std::nan(""), 5, 6});
    points->buffers[0] = nullptr;
    const auto layer = layer_of(named(std::move(points), "geoarrow.point"));
    REQUIRE(layer.size() == 3);
    CHECK(layer.geometry.kind == std::vector<Kind>{Kind::point, Kind::point, Kind::point});
    CHECK(layer.geometry.is_empty(1));
    CHECK(layer.geometry.xy == Doubles{1, 2, 5, 6});
    CHECK(layer.crs.authority_code() == "EPSG:4326");

    auto with_null = separated({{"x", {1, 9}}, {"y", {2, 9}}});
    with_null->buffers.clear();
    with_null->buffer(std::vector<std::uint8_t>{0b01});
    with_null->array.null_count = 1;
    const auto second = layer_of(named(std::move(with_null), "geoarrow.point"));
    CHECK(second.geometry.kind == std::vector<Kind>{Kind::point, Kind::null});
    CHECK(second.geometry.xy == Doubles{1, 2});
}

TEST_CASE("every dimension of native coordinates finds its array") {
    for (const std::string dimensions : {"xy", "xyz", "xym", "xyzm"}) {
        CAPTURE(dimensions);
        Doubles flat;
        std::vector<std::pair<std::string, Doubles>> apart;
        for (const char d : dimensions) {
            const double value = d == 'x' ? 1 : d == 'y' ? 2 : d == 'z' ? 3 : 4;
            flat.push_back(value);
            apart.push_back({std::string(1, d), {value}});
        }
        for (const auto& layer :
             {layer_of(named(list_of(interleaved(dimensions, flat), {0, 1}), "geoarrow.multipoint")),
              layer_of(named(list_of(separated(apart), {0, 1}), "geoarrow.multipoint"))}) {
            CHECK(layer.geometry.xy == Doubles{1, 2});
            CHECK(layer.geometry.z == (dimensions.find('z') == std::string::npos ? Doubles{} : Doubles{3}));
            CHECK(layer.geometry.m == (dimensions.find('m') == std::string::npos ? Doubles{} : Doubles{4}));
            CHECK((layer.geometry.has_z[0] != 0) == (dimensions.find('z') != std::string::npos));
            CHECK((layer.geometry.has_m[0] != 0) == (dimensions.find('m') != std::string::npos));
        }
    }
}

TEST_CASE("native lines, polygons and their multiples are nested as GeoArrow nests them") {
    const auto line = layer_of(named(list_of(interleaved("xy", {0, 0, 1, 1, 2, 0}), {0, 3, 3}), "geoarrow.linestring"));
    CHECK(line.geometry.kind == std::vector<Kind>{Kind::line_string, Kind::line_string});
    CHECK(line.geometry.vertices(0).size() == 6);
    CHECK(line.geometry.is_empty(1));

    Doubles two = square;
    two.insert(two.end(), {1, 1, 2, 1, 2, 2, 1, 1});
    const auto polygon =
        layer_of(named(list_of(list_of(interleaved("xy", two), {0, 4, 8}), {0, 2}), "geoarrow.polygon"));
    CHECK(polygon.geometry.ring_of_part == std::vector<std::uint64_t>{0, 2});
    CHECK(polygon.geometry.vertex_of_ring == std::vector<std::uint64_t>{0, 4, 8});

    const auto lines =
        layer_of(named(list_of(list_of(interleaved("xy", two), {0, 4, 8}), {0, 2}), "geoarrow.multilinestring"));
    CHECK(lines.geometry.kind[0] == Kind::multi_line_string);
    CHECK(lines.geometry.part_of_row == std::vector<std::uint64_t>{0, 2});

    const auto polygons = layer_of(named(
        list_of(list_of(list_of(interleaved("xy", two), {0, 4, 8}), {0, 1, 2}), {0, 2, 2}), "geoarrow.multipolygon"));
    CHECK(polygons.geometry.kind[0] == Kind::multi_polygon);
    CHECK(polygons.geometry.part_of_row == std::vector<std::uint64_t>{0, 2, 2});
    CHECK(polygons.geometry.is_empty(1));
}

TEST_CASE("nesting that does not fit the extension name is refused") {
    const auto code = core::ErrorCode::malformed_table;
    CHECK(refusal(named(interleaved("xy", square), "geoarrow.polygon")).code() == code);
    CHECK(refusal(named(list_of(interleaved("xy", square), {0, 4}), "geoarrow.point")).code() == code);
    CHECK(refusal(named(list_of(list_of(interleaved("xy", square), {0, 4}), {0, 1}), "geoarrow.linestring")).code() ==
          code);
    CHECK(refusal(named(separated({{"x", {1}}, {"z", {1}}}), "geoarrow.point")).code() == code);
    CHECK(refusal(named(separated({{"lon", {1}}, {"lat", {1}}}), "geoarrow.point")).code() == code);
    auto integers = node("vertices", "+w:2", 1);
    auto values = node("xy", "l", 2);
    values->no_buffer().buffer(std::vector<std::int64_t>{1, 2});
    integers->no_buffer().child(std::move(values));
    CHECK(refusal(named(std::move(integers), "geoarrow.point")).code() == code);
    auto text = node("geom", "u", 1);
    text->no_buffer().buffer(I32{0, 1}).bytes("x");
    CHECK(refusal(named(std::move(text), "geoarrow.wkb")).code() == code);
}

TEST_CASE("the CRS is read from an authority code, WKT or PROJJSON, and the stream's own word wins") {
    const auto crs_of = [](const std::string& metadata) {
        auto column = named(wkb_column(point_wkb(1, 2)), "geoarrow.wkb", metadata);
        Stream stream(table(1, std::move(column)));
        return io::arrow::import_layer(stream.stream, {.crs = geometry::Crs::from_user_input("EPSG:32749")}).crs;
    };
    CHECK(crs_of(R"({"crs":"EPSG:4326"})").authority_code() == "EPSG:4326");
    CHECK(crs_of(R"({ "edges":"planar", "crs" : "OGC:CRS84", "crs_type":"authority_code"})").is_geographic());
    CHECK(crs_of("{\"crs\":" + geometry::Crs::from_user_input("EPSG:9487").projjson() + "}").authority_code() ==
          "EPSG:9487");
    CHECK(
        crs_of(
            R"({"crs":"GEOGCRS[\"x\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,298.257223563]],)"
            R"(CS[ellipsoidal,2],AXIS[\"lat\",north],AXIS[\"lon\",east],ANGLEUNIT[\"degree\",0.0174532925199433]]"})")
            .is_geographic());
    for (const auto* none : {"", "{}", R"({"crs":null})", R"({"crs":"32750","crs_type":"srid"})"}) {
        CHECK(crs_of(none).authority_code() == "EPSG:32749");
    }
}

TEST_CASE("metadata that is no JSON, and a CRS that PROJ does not know, name the column") {
    for (const auto* broken : {"{", "[]", R"({"crs")", R"({"crs":}})", R"({"crs":"\q"})", R"({"a":{"b":}})", "{} x"}) {
        CAPTURE(broken);
        const auto error = refusal(named(wkb_column(point_wkb(1, 2)), "geoarrow.wkb", broken));
        CHECK(error.code() == core::ErrorCode::malformed_table);
        CHECK(error.place().column == "geom");
    }
    const auto error = refusal(named(wkb_column(point_wkb(1, 2)), "geoarrow.wkb", R"({"crs":"EPSG:0"})"));
    CHECK(error.code() == core::ErrorCode::crs_unknown);
    CHECK(error.place().column == "geom");
}

TEST_CASE("a broken WKB row is named") {
    auto column = node("geom", "z", 2);
    const auto whole = point_wkb(1, 2);
    column->no_buffer().buffer(I32{0, 21, 30}).bytes(whole + whole.substr(0, 9));
    const auto error = refusal(named(std::move(column), "geoarrow.wkb"));
    CHECK(error.code() == core::ErrorCode::wkb_malformed);
    CHECK(error.place().feature == "1");
    CHECK(error.place().column == "geom");
}

TEST_CASE("the geometry column is found by what it says of itself, or named") {
    const auto none = refusal(wkb_column(point_wkb(1, 2)));
    CHECK(none.code() == core::ErrorCode::no_geometry_column);
    CHECK(none.message().en.find("geom") != std::string::npos);
    CHECK(refusal(wkb_column(point_wkb(1, 2)), {.geometry = "gem"}).code() == core::ErrorCode::column_missing);

    Stream named_by_user(table(1, wkb_column(point_wkb(1, 2))));
    CHECK(io::arrow::import_layer(named_by_user.stream, {.geometry = "geom"}).geometry.xy == Doubles{1, 2});

    const auto two = [] {
        auto first = named(wkb_column(point_wkb(1, 2)), "geoarrow.wkb");
        auto second = named(wkb_column(point_wkb(3, 4)), "ogc.wkb");
        second->name = "pusat";
        return table(1, std::move(first), std::move(second));
    };
    Stream undecided(two());
    try {
        (void)io::arrow::import_layer(undecided.stream);
        FAIL("no error was thrown");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::option_value);
        CHECK(error.message().en == "There are several geometry columns: geom, pusat.");
    }
    Stream decided(two());
    const auto layer = io::arrow::import_layer(decided.stream, {.geometry = "pusat"});
    CHECK(layer.geometry.xy == Doubles{3, 4});
    CHECK(layer.geometry_position == 1);
    CHECK(layer.table.names() == std::vector<std::string>{"geom"});
    auto number = node("n", "l", 1);
    number->no_buffer().buffer(std::vector<std::int64_t>{1});
    CHECK(refusal(std::move(number), {.geometry = "n"}).code() == core::ErrorCode::geometry_kind);
    CHECK(refusal(named(wkb_column("POINT (1 2)"), "geoarrow.wkt"), {.geometry = "geom"}).code() ==
          core::ErrorCode::geometry_kind);
}
