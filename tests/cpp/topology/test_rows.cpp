#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/topology/validate.hpp>
#include <set>

#include "catch.hpp"
#include "topology/squares.hpp"

using namespace petasentra::topology;
using petasentra::layer::Column;

TEST_CASE("rows without usable geometry are named and the others are still examined") {
    auto layer = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}, {rectangle(20, 0, 30, 10)}});
    layer.geometry.xy[2] = std::nan("");
    layer.geometry.append_null();
    layer.table = {};
    layer.table.size = 4;
    const auto result = validated(layer);
    CHECK(codes(result) == "GEOMETRY_NULL COORDINATE_NOT_FINITE");
    CHECK(result.found.faults[0].row == 3);
    CHECK(result.found.faults[1].row == 0);
    CHECK(result.found.faults[1].measure == 1.0);
    CHECK(result.parts == 2);
}

TEST_CASE("a vertex far beyond the Earth is as little a place as NaN") {
    auto layer = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}});
    layer.geometry.xy[5] = -1.7976931348623157e308;
    const auto result = validated(layer);
    REQUIRE(codes(result) == "COORDINATE_NOT_FINITE");
    CHECK(result.found.faults[0].row == 0);
    CHECK(result.found.faults[0].measure == 1.0);
    CHECK(result.parts == 1);
}

TEST_CASE("an invalid polygon is named with place and reason and takes part in its mended form") {
    const auto result = validated(layer_of({{{{0, 0, 10, 10, 10, 0, 0, 10}}}, {rectangle(8, 4, 20, 6)}}));
    REQUIRE(codes(result) == "GEOMETRY_INVALID ZONE_OVERLAP");
    CHECK(result.found.faults[0].detail == "Self-intersection");
    CHECK(result.found.places.bounds(0).min_x == corner_x + 5.0);
    CHECK(result.found.places.bounds(0).min_y == corner_y + 5.0);
    CHECK(result.found.faults[1].measure == Approx(4.0));
}

TEST_CASE("each invalid part of a row is named") {
    const auto result = validated(layer_of({{{{0, 0, 10, 10, 10, 0, 0, 10}}, {{20, 0, 30, 10, 30, 0, 20, 10}}}}));
    REQUIRE(codes(result) == "GEOMETRY_INVALID GEOMETRY_INVALID");
    CHECK(result.found.faults[0].part == 0);
    CHECK(result.found.faults[1].part == 1);
}

TEST_CASE("a ring that is not closed is a fault, not an exception") {
    auto layer = layer_of({{rectangle(0, 0, 10, 10)}});
    layer.geometry.xy[8] += 1.0;
    const auto result = validated(layer);
    CHECK(codes(result) == "GEOMETRY_INVALID");
}

TEST_CASE("a part is a sliver by area or by width, part by part") {
    const auto result =
        validated(layer_of({{rectangle(0, 0, 10, 10), rectangle(20, 0, 20.5, 1)}, {rectangle(30, 0, 2030, 0.0015)}}));
    REQUIRE(codes(result) == "ZONE_SLIVER ZONE_SLIVER");
    CHECK(result.found.faults[0].part == 1);
    CHECK(result.found.faults[0].measure == Approx(0.5));
    CHECK(result.found.faults[1].measure == Approx(3.0));
}

TEST_CASE("a corner narrower than a degree is a spike, whatever side of it the zone is on") {
    SECTION("out of the zone") {
        const auto result = validated(layer_of({{{{0, 0, 10, 0, 10, 10, 5.1, 10, 5, 30, 4.9, 10, 0, 10}}}}));
        REQUIRE(codes(result) == "ZONE_SPIKE");
        CHECK(result.found.faults[0].measure == Approx(std::hypot(20.0, 0.1)));
        CHECK(result.found.places.bounds(0).max_y == corner_y + 30.0);
    }
    SECTION("a crack into the zone") {
        const auto result = validated(layer_of({{{{0, 0, 10, 0, 10, 10, 5.01, 10, 5, 2, 4.99, 10, 0, 10}}}}));
        CHECK(codes(result) == "ZONE_SPIKE");
    }
    SECTION("a crack that another zone fills is that zone's spike alone") {
        const auto result = validated(layer_of(
            {{{{0, 0, 100, 0, 100, 100, 50.1, 100, 50, 20, 49.9, 100, 0, 100}}}, {{{50.1, 100, 49.9, 100, 50, 20}}}}));
        REQUIRE(codes(result).find("ZONE_SPIKE") != std::string::npos);
        std::size_t spikes = 0;
        for (const auto& fault : result.found.faults) spikes += fault.rule == Rule::zone_spike ? 1 : 0;
        CHECK(spikes == 1);
    }
    SECTION("a wide corner is none") {
        CHECK(codes(validated(layer_of({{{{0, 0, 10, 0, 10, 10, 7, 10, 5, 30, 3, 10, 0, 10}}}}))).empty());
    }
}

TEST_CASE("a border that runs out and back over itself is invalid and a spike") {
    const auto result = validated(layer_of({{{{0, 0, 10, 0, 10, 10, 5, 10, 5, 30, 5, 10, 0, 10}}}}));
    CHECK(codes(result).find("ZONE_SPIKE") != std::string::npos);
    CHECK(codes(result).find("GEOMETRY_INVALID") != std::string::npos);
}

TEST_CASE("a vertex of one zone on the edge of another is a mismatch, one finding a pair") {
    const auto result =
        validated(layer_of({{rectangle(0, 0, 10, 10)}, {{{10, 0, 20, 0, 20, 10, 10, 10, 10, 7, 10, 3}}}}));
    REQUIRE(codes(result) == "EDGE_MISMATCH");
    const auto& fault = result.found.faults[0];
    CHECK(fault.row == 0);
    CHECK(fault.other == 1);
    CHECK(fault.measure == 0.0);
    CHECK(result.found.places.vertices(0).size() == 4);  // two places
}

TEST_CASE("vertices a hair off an edge are mismatches with their distance, farther ones are not neighbours") {
    const auto off = [](double distance) {
        return validated(layer_of({{rectangle(0, 0, 10, 10)}, {{{10, 0, 20, 0, 20, 10, 10, 10, 10 + distance, 5}}}}));
    };
    const auto near = off(0.001);
    REQUIRE(codes(near) == "EDGE_MISMATCH");
    CHECK(near.found.faults[0].measure == Approx(0.001).epsilon(1e-5));
    CHECK(codes(off(0.005)) == "ZONE_GAP");
    CHECK(codes(off(-0.005)) == "ZONE_OVERLAP");
}

TEST_CASE("vertices within the tolerance of each other are shared") {
    CHECK(codes(validated(layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10.0005, 0.0005, 20, 10.0005)}}))).empty());
}

TEST_CASE("zones never in force together may overlap") {
    auto layer = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(5, 0, 15, 10)}});
    const std::vector<std::string> from{"2009-01-01", "2021-12-30"};
    const auto until = [&](const std::string& end) {
        auto out = layer;
        const std::vector<std::optional<std::string>> to{end, std::nullopt};
        out.table.add(Column::of_text("mulai", from));
        out.table.add(Column::of_optional_text("akhir", to));
        return validated(out, {.valid_from = "mulai", .valid_to = "akhir"});
    };
    CHECK(codes(until("2021-12-30")).empty());  // half-open: the last day is not in force
    CHECK(codes(until("2021-12-31")) == "ZONE_OVERLAP");
}

TEST_CASE("a stated area fits if rounding or the tolerance explains the difference") {
    auto layer = layer_of({{rectangle(0, 0, 100, 100)}, {rectangle(100, 0, 200, 100)}, {rectangle(200, 0, 300, 100)}});
    const std::vector<double> hectares{1.0, 1.25, std::nan("")};
    layer.table.add(Column::of_double("LUASHA", hectares));
    const auto result =
        validated(layer, {.stated_area = "auto", .area_method = petasentra::geometry::MeasureMethod::planar});
    REQUIRE(codes(result) == "STATED_AREA");
    CHECK(result.settings.stated_area == "LUASHA");
    CHECK(result.settings.stated_area_unit == AreaUnit::hectare);
    CHECK(result.found.faults[0].row == 1);
    CHECK(result.found.faults[0].measure == Approx(2500.0));
}

TEST_CASE("a stated area that another method explains says so") {
    auto layer = layer_of({{rectangle(0, 0, 10000, 10000)}});
    const auto geodesic =
        petasentra::geometry::area_m2(layer.geometry, layer.crs, petasentra::geometry::MeasureMethod::geodesic);
    layer.table.add(Column::of_double("luas_m2", geodesic));
    const auto result = validated(layer, {.stated_area = "luas_m2"});
    REQUIRE(codes(result) == "STATED_AREA");
    CHECK(result.found.faults[0].detail == "geodesic");
    CHECK(codes(validated(layer,
                          {.stated_area = "luas_m2", .area_method = petasentra::geometry::MeasureMethod::geodesic}))
              .empty());
}

TEST_CASE("settings out of range and layers without CRS are refused") {
    auto layer = layer_of({{rectangle(0, 0, 10, 10)}});
    CHECK_THROWS_AS(validated(layer, {.tolerance_m = -1.0}), petasentra::core::Error);
    CHECK_THROWS_AS(validated(layer, {.feature_id = "tidak ada"}), petasentra::core::Error);
    layer.crs = {};
    CHECK_THROWS_AS(validated(layer), petasentra::core::Error);
}

TEST_CASE("a zone whose days in force end before they begin is told and counts as always in force") {
    auto layer = layer_of({{rectangle(0, 0, 11, 10)}, {rectangle(10, 0, 20, 10)}});
    layer.table.add(Column::of_text("from", std::vector<std::string>{"2022-01-01", "2020-01-01"}));
    layer.table.add(Column::of_text("to", std::vector<std::string>{"2021-01-01", "2030-01-01"}));
    ValidateSettings settings;
    settings.valid_from = "from";
    settings.valid_to = "to";
    const auto result = validated(layer, settings);
    REQUIRE(codes(result) == "ZONE_OVERLAP VALIDITY_REVERSED");
    CHECK(result.found.faults[1].row == 0);
    CHECK(findings_of(result, layer, {}).table.column("severity", "").text_at(1) == "warning");
}

TEST_CASE("a gap beside one zone is beside a feature, not features") {
    const auto layer = layer_of({{{{0, 0, 30, 0, 30, 30, 0, 30}, {10, 10, 10, 20, 20, 20, 20, 10}}}});
    const auto told = findings_of(validated(layer), layer, {}).table.column("message_en", "").text_at(0);
    CHECK(told->find("beside feature 0") != std::string::npos);
}

TEST_CASE("rows whose id repeats are called by id and row number, all others by id") {
    auto layer = layer_of(
        {{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 20, 10)}, {rectangle(19, 0, 30, 10)}, {rectangle(29, 0, 40, 10)}});
    const auto names_with = [&](Column ids) {
        layer.table.columns = {std::move(ids)};
        ValidateSettings settings;
        settings.feature_id = "id";
        const auto found = findings_of(validated(layer, settings), layer, {});
        std::set<std::string> out;
        for (std::size_t i = 0; i < found.size(); ++i) {
            out.insert(*found.table.column("feature_id").text_at(i));
            out.insert(*found.table.column("other_id").text_at(i));
            CHECK(found.table.column("message_en").text_at(i)->find(*found.table.column("other_id").text_at(i)) !=
                  std::string::npos);
        }
        return out;
    };
    const auto text_ids = [](const std::vector<std::string>& ids) { return Column::of_text("id", ids); };
    const std::vector<std::int64_t> whole{7, 8, 7, 7};
    using Names = std::set<std::string>;
    CHECK(names_with(text_ids({"A", "B", "A", "C"})) == Names{"A #0", "B", "A #2", "C"});
    CHECK(names_with(Column::of_int64("id", whole)) == Names{"7 #0", "8", "7 #2", "7 #3"});
    // A row without an id goes by its number, which may be the id of another.
    CHECK(names_with(text_ids({"3", "B", "C", ""})) == Names{"3 #0", "B", "C", "3 #3"});
    CHECK(names_with(text_ids({"A", "B", "C", "D"})) == Names{"A", "B", "C", "D"});
}
