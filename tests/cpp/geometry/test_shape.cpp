#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/shape.hpp>

#include "catch.hpp"
#include "geometry/wkb_text.hpp"

using namespace petasentra;
using namespace petasentra::geometry;
using wkb_text::Builder;

namespace {

Shape shape(const Builder& builder) {
    GeometryColumn column;
    append_wkb(column, builder.bytes());
    return Shape(column, 0);
}

Builder square_wkb(double x, double y, double side) {
    Builder builder;
    builder.head(3).u32(1).u32(5).xy({x, y, x + side, y, x + side, y + side, x, y + side, x, y});
    return builder;
}

Shape square(double x, double y, double side) {
    return shape(square_wkb(x, y, side));
}

Validity validity_of(const Builder& builder) {
    GeometryColumn column;
    append_wkb(column, builder.bytes());
    return validity(column, 0);
}

}  // namespace

TEST_CASE("an overlay cuts a square in two") {
    const auto a = square(0, 0, 10);
    const auto b = square(5, 0, 10);
    CHECK(a.intersection(b).area() == 50.0);
    CHECK(a.difference(b).area() == 50.0);
    CHECK(a.difference(b).bounds().max_x == 5.0);
    CHECK(a.area() == 100.0);
    CHECK(a.length() == 40.0);
}

TEST_CASE("squares that touch along a side share a line and no area") {
    const auto shared = square(0, 0, 10).intersection(square(10, 5, 10));
    CHECK(shared.measure(2) == 0.0);
    CHECK(shared.measure(1) == 5.0);
    CHECK(shared.measure(2) == 0.0);
    CHECK(shared.only(2).empty());
    CHECK(shared.only(1).length() == 5.0);
}

TEST_CASE("only the asked dimension is kept of a mixed overlay") {
    Builder comb;  // two polygons: one overlaps the square, one only touches its right side
    comb.head(6).u32(2).head(3).u32(1).u32(5).xy({-5, 0, 5, 0, 5, 5, -5, 5, -5, 0});
    comb.head(3).u32(1).u32(5).xy({10, 6, 12, 6, 12, 8, 10, 8, 10, 6});
    const auto mixed = square(0, 0, 10).intersection(shape(comb));
    CHECK(mixed.only(2).area() == 25.0);
    CHECK(mixed.only(1).length() == 2.0);
    CHECK(mixed.only(0).empty());
    CHECK(mixed.measure(1) == 2.0);
}

TEST_CASE("nulls and empty rows are empty shapes and harmless") {
    GeometryColumn column;
    column.append_null();
    append_wkb(column, Builder().head(3).u32(0).bytes());
    const auto ten = square(0, 0, 10);
    for (const std::size_t row : {0U, 1U}) {
        const Shape nothing(column, row);
        CHECK(nothing.empty());
        CHECK(nothing.bounds().empty());
        CHECK(nothing.area() == 0.0);
        CHECK(ten.intersection(nothing).empty());
        CHECK(nothing.intersection(ten).empty());
        CHECK(ten.difference(nothing).area() == 100.0);
        CHECK(nothing.difference(ten).empty());
        CHECK(std::isinf(ten.distance(nothing)));
        CHECK_FALSE(PreparedShape(ten).covers(nothing));
        CHECK_FALSE(PreparedShape(nothing).intersects(ten));
    }
    CHECK(Shape().copy().empty());
    CHECK(Shape::union_of({}).empty());
}

TEST_CASE("a union merges what overlaps") {
    const auto a = square(0, 0, 10);
    const auto b = square(5, 0, 10);
    const auto c = square(100, 0, 1);
    const Shape nothing;
    const Shape* all[] = {&a, &b, &nothing, &c};
    CHECK(Shape::union_of(all).area() == 151.0);
}

TEST_CASE("a mixed collection is cut member by member") {
    Builder mixed;
    mixed.head(7).u32(3).head(1).xy({1, 1}).head(2).u32(2).xy({0, 20, 20, 20});
    const auto poly = square_wkb(5, 5, 10).bytes();
    auto bytes = mixed.bytes();
    bytes.insert(bytes.end(), poly.begin(), poly.end());
    GeometryColumn column;
    append_wkb(column, bytes);
    const Shape site(column, 0);

    CHECK(site.measure(2) == 100.0);
    CHECK(site.measure(1) == 20.0);
    CHECK(site.measure(0) == 1.0);
    const auto zone = square(0, 0, 10);
    CHECK(site.intersection(zone).only(2).area() == 25.0);
    CHECK(site.intersection(zone).point_count() == 1);
    CHECK(site.difference(zone).only(2).area() == 75.0);
    CHECK(site.difference(zone).only(1).length() == 20.0);
    CHECK(zone.difference(site).area() == 75.0);
    CHECK(PreparedShape(square(-50, -50, 200)).covers(site));
    CHECK(PreparedShape(site).intersects(zone));
    CHECK_FALSE(PreparedShape(zone).covers(site));

    GeometryColumn out;
    site.append_to(out);
    CHECK(out.kind[0] == Kind::collection);
    GeometryColumn again;
    append_wkb(again, wkb_text::written(out, 0));
    CHECK(again.xy == out.xy);
}

TEST_CASE("a prepared shape covers its boundary") {
    const auto zone = square(0, 0, 10);
    const PreparedShape prepared(zone);
    CHECK(prepared.covers(square(0, 0, 5)));
    CHECK_FALSE(prepared.covers(square(6, 6, 5)));
    CHECK(prepared.intersects(square(10, 10, 1)));
    CHECK_FALSE(prepared.intersects(square(10.001, 10, 1)));
    CHECK(prepared.covers(shape(Builder().head(1).xy({10, 3}))));
}

TEST_CASE("touching is sharing the border and no more") {
    const auto zone = square(0, 0, 10);
    CHECK(zone.touches(square(10, 0, 5)));
    CHECK(zone.touches(square(10, 10, 5)));
    CHECK_FALSE(zone.touches(square(9, 0, 5)));
    CHECK_FALSE(zone.touches(square(11, 0, 5)));
    CHECK(zone.touches(shape(Builder().head(1).xy({10, 3}))));
    CHECK_FALSE(zone.touches(shape(Builder().head(1).xy({5, 3}))));
    CHECK_FALSE(zone.touches(Shape()));
    CHECK(zone.touches(shape(Builder().head(7).u32(2).head(1).xy({10, 3}).head(1).xy({50, 3}))));
    CHECK_FALSE(zone.touches(shape(Builder().head(7).u32(2).head(1).xy({10, 3}).head(1).xy({5, 3}))));
}

TEST_CASE("distance is to the nearest point and zero inside") {
    CHECK(square(0, 0, 10).distance(square(13, 14, 2)) == 5.0);
    CHECK(square(0, 0, 10).distance(square(2, 2, 1)) == 0.0);
    CHECK(square(0, 0, 10).distance(square(10, 0, 1)) == 0.0);
}

TEST_CASE("every kind goes into a shape and comes back, heights dropped") {
    std::vector<Builder> all(7);
    all[0].head(1).xy({1, 2});
    all[1].head(2).u32(2).xy({1, 2, 3, 4});
    all[2].head(3).u32(2).u32(4).xy({0, 0, 9, 0, 0, 9, 0, 0}).u32(4).xy({1, 1, 2, 1, 1, 2, 1, 1});
    all[3].head(4).u32(2).head(1).xy({1, 2}).head(1).xy({3, 4});
    all[4].head(5).u32(1).head(2).u32(2).xy({1, 2, 3, 4});
    all[5].head(6).u32(1).head(3).u32(1).u32(4).xy({0, 0, 9, 0, 0, 9, 0, 0});
    all[6].head(7).u32(1).head(1).xy({1, 2});
    for (std::size_t i = 0; i < all.size(); ++i) {
        CAPTURE(i);
        GeometryColumn column;
        shape(all[i]).append_to(column);
        CHECK(wkb_text::written(column, 0) == all[i].bytes());
        GeometryColumn copied;
        shape(all[i]).copy().append_to(copied);
        CHECK(wkb_text::written(copied, 0) == all[i].bytes());
    }
    GeometryColumn flat;
    shape(Builder().head(1001).xy({1, 2, 3})).append_to(flat);
    CHECK(flat.has_z[0] == 0);
}

TEST_CASE("valid geometries have no reason, broken ones have GEOS's word and a place") {
    CHECK(validity_of(square_wkb(0, 0, 1)).valid());
    CHECK(validity_of(Builder().head(3).u32(0)).valid());

    const auto bow = validity_of(Builder().head(3).u32(1).u32(5).xy({0, 0, 10, 10, 10, 0, 0, 10, 0, 0}));
    CHECK(bow.reason == "Self-intersection");
    CHECK(bow.x == 5.0);
    CHECK(bow.y == 5.0);
    CHECK(validity_of(Builder().head(3).u32(1).u32(4).xy({0, 0, 1, 0, 1, 1, 0, 1})).reason == "Ring is not closed");
    CHECK(validity_of(Builder().head(3).u32(1).u32(3).xy({0, 0, 1, 0, 0, 0})).reason ==
          "Too few points in geometry component");
    CHECK(validity_of(Builder().head(2).u32(1).xy({0, 0})).reason == "Too few points in geometry component");
    CHECK(validity_of(Builder().head(2).u32(2).xy({0, 0, 0, 0})).reason == "Too few points in geometry component");
    CHECK(validity_of(Builder().head(2).u32(2).xy({0, 0, std::numeric_limits<double>::infinity(), 0})).reason ==
          "Invalid Coordinate");
    CHECK(validity_of(Builder().head(1).xy({1, std::nan("")})).reason == "Invalid Coordinate");
    CHECK(validity_of(Builder().head(3).u32(1).u32(0)).valid());
}

TEST_CASE("a hole without a shell is named, not thrown") {
    const auto why = validity_of(Builder().head(3).u32(2).u32(0).u32(4).xy({1, 1, 2, 1, 2, 2, 1, 1}));
    CHECK(why.reason == "Hole without a shell");
    CHECK(why.x == 1.0);
}

TEST_CASE("what GEOS cannot build or overlay is an error with its words, never a crash") {
    const auto code_of = [](const Builder& builder) {
        try {
            static_cast<void>(shape(builder));
        } catch (const core::Error& error) {
            return error.code();
        }
        return core::ErrorCode{0};
    };
    CHECK(code_of(Builder().head(3).u32(1).u32(4).xy({0, 0, 1, 0, 1, 1, 0, 1})) == core::ErrorCode::geometry_invalid);
    CHECK(code_of(Builder().head(2).u32(1).xy({0, 0})) == core::ErrorCode::geometry_invalid);
    CHECK(code_of(Builder().head(1).xy({1, std::nan("")})) == core::ErrorCode::geometry_not_finite);

    Builder crossing;  // a polygon that crosses itself, overlaid with another
    crossing.head(3).u32(1).u32(8).xy({0, 0, 10, 10, 10, 0, 0, 10, 3, 3, 8, 1, 1, 9, 0, 0});
    try {
        static_cast<void>(shape(crossing).intersection(square(2, 2, 5)));
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::geometry_invalid);
        CHECK(error.message().en.find("intersection") != std::string::npos);
    }
}

TEST_CASE("one shape answers many threads") {
    const auto zone = square(0, 0, 100);
    std::vector<double> areas(400);
    core::for_blocks(areas.size(), 7, {.threads = 4}, [&](core::Block block) {
        for (auto i = block.begin; i < block.end; ++i) {
            areas[i] = zone.intersection(square(95, static_cast<double>(i % 50), 10)).area();
        }
    });
    CHECK(areas == std::vector<double>(400, 50.0));
}

TEST_CASE("a member without coordinates among others is no place") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    Builder points;
    points.head(4).u32(2).head(1).xy({13, 4}).head(1).xy({nan, nan});
    CHECK(shape(points).point_count() == 1);
    CHECK(square(0, 0, 10).distance(shape(points)) == 3.0);
    CHECK(shape(points).distance(square(0, 0, 10)) == 3.0);
}

TEST_CASE("a border between two members lies inside a collection") {
    Builder halves;  // a point beside them makes it a collection that GEOS is not asked about
    halves.head(7).u32(3);
    for (const double x : {0.0, 10.0}) {
        halves.head(3).u32(1).u32(5).xy({x, 0, x + 10, 0, x + 10, 10, x, 10, x, 0});
    }
    halves.head(1).xy({30, 30});
    const auto both = shape(halves);
    const auto at = [](double x, double y) { return shape(Builder().head(1).xy({x, y})); };
    CHECK_FALSE(both.touches(at(10, 5)));
    CHECK(both.touches(at(20, 5)));
    CHECK(PreparedShape(both).covers(square(5, 2, 8)));
}
