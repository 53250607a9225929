#include <cmath>
#include <limits>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/shape.hpp>

#include "catch.hpp"
#include "geometry/wkb_text.hpp"

using namespace petasentra::geometry;
using wkb_text::Builder;
using wkb_text::written;

namespace {

GeometryColumn a_bit_of_everything() {
    GeometryColumn column;
    append_wkb(column, Builder().head(3).u32(1).u32(4).xy({0, 0, 2, 0, 0, 2, 0, 0}).bytes());
    column.append_null();
    append_wkb(column, Builder().head(1001).xy({5, 6, 7}).bytes());
    append_wkb(column, Builder().head(6).u32(0).bytes());
    append_wkb(column, Builder().head(7).u32(2).head(1).xy({-1, -1}).head(2).u32(2).xy({0, 0, 9, 9}).bytes());
    append_wkb(column, Builder().head(2002).u32(2).xy({0, 0, 1, 3, 4, 2}).bytes());
    return column;
}

}  // namespace

constexpr auto no_number = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("kinds have dimensions") {
    CHECK(dimension(Kind::multi_point) == 0);
    CHECK(dimension(Kind::line_string) == 1);
    CHECK(dimension(Kind::multi_polygon) == 2);
    CHECK(dimension(Kind::collection) == -1);
    CHECK(dimension(Kind::null) == -1);
}

TEST_CASE("bounds hold the vertices of a row, and nothing for null and empty rows") {
    const auto column = a_bit_of_everything();
    CHECK(column.bounds(0).max_x == 2.0);
    CHECK(column.bounds(1).empty());
    CHECK(column.bounds(3).empty());
    CHECK(column.bounds(4).min_x == -1.0);
    CHECK(column.bounds().max_y == 9.0);
    CHECK(GeometryColumn{}.bounds().empty());
}

TEST_CASE("a row of parts and rings without a vertex is empty") {
    GeometryColumn column;
    append_wkb(column, Builder().head(3).u32(1).u32(0).bytes());                              // "Polygon" [[]]
    append_wkb(column, Builder().head(6).u32(1).head(3).u32(1).u32(0).bytes());               // "MultiPolygon" [[[]]]
    append_wkb(column, Builder().head(5).u32(1).head(2).u32(0).bytes());                      // "MultiLineString" [[]]
    append_wkb(column, Builder().head(4).u32(1).head(1).xy({no_number, no_number}).bytes());  // MULTIPOINT (EMPTY)
    append_wkb(column, Builder().head(7).u32(1).head(1).xy({no_number, no_number}).bytes());  // a collection of it
    append_wkb(column, Builder().head(2).u32(0).bytes());                                     // LINESTRING EMPTY
    column.append_null();
    for (std::size_t row = 0; row < column.size(); ++row) {
        CAPTURE(row);
        CHECK(column.is_empty(row));
        CHECK(column.bounds(row).empty());
        CHECK(Shape(column, row).empty());
        CHECK(validity(column, row).valid());
    }
    CHECK(written(column, 1) == Builder().head(6).u32(1).head(3).u32(1).u32(0).bytes());
}

TEST_CASE("a multi-geometry with one empty member is not empty") {
    GeometryColumn column;
    append_wkb(column, Builder().head(4).u32(2).head(1).xy({no_number, no_number}).head(1).xy({1, 2}).bytes());
    append_wkb(column, Builder().head(5).u32(2).head(2).u32(0).head(2).u32(2).xy({0, 0, 1, 1}).bytes());
    CHECK_FALSE(column.is_empty(0));
    CHECK_FALSE(column.is_empty(1));
    CHECK(Shape(column, 0).measure(0) == 1.0);
}

TEST_CASE("taken rows are what they were, in the order asked for, and may repeat") {
    const auto column = a_bit_of_everything();
    const std::vector<std::size_t> rows{5, 4, 3, 2, 1, 0, 4, 4};
    const auto taken = column.take(rows);

    REQUIRE(taken.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(i);
        CHECK(written(taken, i) == written(column, rows[i]));
        CHECK(taken.kind[i] == column.kind[rows[i]]);
        CHECK(taken.part_kind.count(i) == column.part_kind.count(rows[i]));
    }
    CHECK(taken.take({}).size() == 0);
}

TEST_CASE("a row of a column can be appended to the same column") {
    auto column = a_bit_of_everything();
    column.append(column, 4);
    CHECK(written(column, 6) == written(column, 4));
}

TEST_CASE("rows without Z taken from a column with Z need no Z") {
    const auto column = a_bit_of_everything();
    const std::vector<std::size_t> first{0};
    CHECK(column.take(first).z.empty());
}

TEST_CASE("not-a-number and infinity are noticed in their row") {
    GeometryColumn column;
    append_wkb(column, Builder().head(1).xy({1, 2}).bytes());
    append_wkb(column, Builder().head(2).u32(2).xy({0, 0, std::numeric_limits<double>::infinity(), 1}).bytes());
    append_wkb(column, Builder().head(2).u32(2).xy({0, 0, std::numeric_limits<double>::quiet_NaN(), 1}).bytes());
    CHECK(column.is_finite(0));
    CHECK_FALSE(column.is_finite(1));
    CHECK_FALSE(column.is_finite(2));
    CHECK(column.bounds(2).max_x == 0.0);
}
