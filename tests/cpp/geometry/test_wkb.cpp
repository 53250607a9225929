#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <random>

#include "catch.hpp"
#include "geometry/wkb_text.hpp"

using namespace petasentra;
using namespace petasentra::geometry;
using wkb_text::Builder;
using wkb_text::Bytes;
using wkb_text::written;

namespace {

const double nan_value = std::nan("");

/// One of every kind, ISO little-endian, with Z and M by `thousands` (0, 1000, 2000, 3000).
std::vector<Bytes> one_of_each(std::uint32_t thousands) {
    const auto vertex = [thousands](Builder& b, double x, double y) -> Builder& {
        b.xy({x, y});
        if (thousands != 0) b.xy({x * 10});
        if (thousands == 3000) b.xy({y * 10});
        return b;
    };
    const auto ring = [&](Builder& b, double x) -> Builder& {
        b.u32(4);
        vertex(vertex(vertex(vertex(b, x, 0), x + 1, 0), x, 1), x, 0);
        return b;
    };
    std::vector<Bytes> out;
    Builder point, point_empty, line, line_empty, polygon, polygon_empty, points, lines, polygons, polygons_empty,
        mixed;
    vertex(point.head(thousands + 1), 1.5, -2.25);
    vertex(point_empty.head(thousands + 1), nan_value, nan_value);
    vertex(vertex(line.head(thousands + 2).u32(2), 0, 0), 3, 4);
    line_empty.head(thousands + 2).u32(0);
    ring(ring(polygon.head(thousands + 3).u32(2), 0), 7);
    polygon_empty.head(thousands + 3).u32(0);
    vertex(points.head(thousands + 4).u32(3).head(thousands + 1), 1, 2).head(thousands + 1);
    vertex(points, nan_value, nan_value);
    vertex(points.head(thousands + 1), 5, 6);
    lines.head(thousands + 5).u32(2).head(thousands + 2).u32(0).head(thousands + 2).u32(2);
    vertex(vertex(lines, 1, 1), 2, 2);
    ring(polygons.head(thousands + 6).u32(2).head(thousands + 3).u32(1), 0);
    polygons.head(thousands + 3).u32(0);
    polygons_empty.head(thousands + 6).u32(0);
    vertex(mixed.head(thousands + 7).u32(3).head(thousands + 1), 9, 9);
    ring(mixed.head(thousands + 7).u32(1).head(thousands + 6).u32(1).head(thousands + 3).u32(1), 3);
    mixed.head(thousands + 7).u32(0);
    for (const auto* b : {&point, &point_empty, &line, &line_empty, &polygon, &polygon_empty, &points, &lines,
                          &polygons, &polygons_empty, &mixed}) {
        out.push_back(b->bytes());
    }
    return out;
}

core::ErrorCode refusal(const Bytes& wkb) {
    GeometryColumn column;
    append_wkb(column, Builder().head(1).xy({1, 2}).bytes());
    try {
        append_wkb(column, wkb);
    } catch (const core::Error& error) {
        // A refused geometry leaves no trace in the column.
        CHECK(column.size() == 1);
        CHECK(column.ring_of_part.size() == 2);
        CHECK(column.vertex_of_ring.size() == 2);
        CHECK(column.xy.size() == 2);
        CHECK(column.verbatim.empty());
        CHECK_FALSE(error.message().id.empty());
        return error.code();
    }
    return core::ErrorCode{0};
}

}  // namespace

TEST_CASE("ISO little-endian WKB comes back byte for byte, with and without Z and M") {
    for (const std::uint32_t thousands : {0U, 1000U, 2000U, 3000U}) {
        GeometryColumn column;
        const auto all = one_of_each(thousands);
        for (const auto& wkb : all) append_wkb(column, wkb);
        REQUIRE(column.size() == all.size());
        for (std::size_t row = 0; row < all.size(); ++row) {
            CAPTURE(thousands, row);
            CHECK(written(column, row) == all[row]);
            CHECK(wkb_size(column, row) == all[row].size());
            CHECK((column.has_z[row] != 0) == (thousands == 1000 || thousands == 3000));
            CHECK((column.has_m[row] != 0) == (thousands >= 2000));
        }
    }
}

TEST_CASE("rows with and without Z share a column and keep their own") {
    GeometryColumn column;
    append_wkb(column, Builder().head(2).u32(2).xy({0, 0, 1, 1}).bytes());
    append_wkb(column, Builder().head(1001).xy({5, 6, 7}).bytes());
    append_wkb(column, Builder().head(1).xy({8, 9}).bytes());

    REQUIRE(column.z.size() == 4);
    CHECK(std::isnan(column.z[0]));
    CHECK(column.z[2] == 7.0);
    CHECK(std::isnan(column.z[3]));
    CHECK(column.m.empty());
    CHECK(written(column, 0) == Builder().head(2).u32(2).xy({0, 0, 1, 1}).bytes());
    CHECK(written(column, 2) == Builder().head(1).xy({8, 9}).bytes());
}

TEST_CASE("EWKB with an SRID and big-endian bytes are read and written as ISO little-endian") {
    const auto iso = Builder().head(1003).u32(1).u32(4).xy({0, 0, 9, 1, 0, 9, 0, 1, 9, 0, 0, 9}).bytes();
    const auto ewkb =
        Builder().head(0xA000'0003U).u32(32749).u32(1).u32(4).xy({0, 0, 9, 1, 0, 9, 0, 1, 9, 0, 0, 9}).bytes();
    const auto big = Builder(true).head(1003).u32(1).u32(4).xy({0, 0, 9, 1, 0, 9, 0, 1, 9, 0, 0, 9}).bytes();
    GeometryColumn column;
    append_wkb(column, ewkb);
    append_wkb(column, big);
    CHECK(written(column, 0) == iso);
    CHECK(written(column, 1) == iso);
}

TEST_CASE("a big-endian EWKB collection is kept as ISO little-endian and its members become parts") {
    Builder big(true);
    big.head(0x2000'0007U).u32(4326).u32(2).head(0x8000'0001U).xy({1, 2, 3}).head(2).u32(2).xy({0, 0, 1, 1});
    GeometryColumn column;
    append_wkb(column, big.bytes());

    CHECK(written(column, 0) ==
          Builder().head(7).u32(2).head(1001).xy({1, 2, 3}).head(2).u32(2).xy({0, 0, 1, 1}).bytes());
    CHECK(column.kind[0] == Kind::collection);
    CHECK(column.part_kind.at(0) == std::vector<Kind>{Kind::point, Kind::line_string});
    CHECK(column.vertices(0).size() == 6);
}

TEST_CASE("members may have another byte order than their parent") {
    Builder parent;
    parent.head(4).u32(2).head(1).xy({1, 2});
    auto bytes = parent.bytes();
    const auto member = Builder(true).head(1).xy({3, 4}).bytes();
    bytes.insert(bytes.end(), member.begin(), member.end());
    GeometryColumn column;
    append_wkb(column, bytes);
    CHECK(column.xy == std::vector<double>{1, 2, 3, 4});
}

TEST_CASE("an empty point has a kind and no part, a null has neither") {
    GeometryColumn column;
    append_wkb(column, Builder().head(1).xy({nan_value, nan_value}).bytes());
    column.append_null();
    CHECK(column.is_empty(0));
    CHECK_FALSE(column.is_null(0));
    CHECK(column.kind[0] == Kind::point);
    CHECK(column.is_null(1));
    CHECK(written(column, 1).empty());
    CHECK(wkb_size(column, 1) == 0);
}

TEST_CASE("counts larger than the data, cut data and unknown types are refused") {
    using core::ErrorCode;
    const std::uint32_t huge = 0xFFFF'FFFFU;
    CHECK(refusal({}) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(2).u32(huge).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(2).u32(0x1000'0000U).xy({1, 2}).bytes()) ==
          ErrorCode::wkb_malformed);  // 16 n wraps 32 bits
    CHECK(refusal(Builder().head(3).u32(huge).u32(0).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(3).u32(1).u32(huge).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(6).u32(huge).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(7).u32(huge).head(1).xy({1, 2}).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(1).xy({1}).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(0).xy({1, 2}).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(18).u32(0).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(4001).xy({1, 2, 3, 4}).bytes()) == ErrorCode::wkb_malformed);
    CHECK(refusal(Builder().head(1).xy({1, 2, 3}).bytes()) == ErrorCode::wkb_malformed);  // bytes left over
    CHECK(refusal(Builder().head(6).u32(1).head(1).xy({1, 2}).bytes()) ==
          ErrorCode::wkb_malformed);  // a point in a MultiPolygon
    auto odd_order = Builder().head(1).xy({1, 2}).bytes();
    odd_order[0] = std::byte{2};
    CHECK(refusal(odd_order) == ErrorCode::wkb_malformed);
}

TEST_CASE("the refusal names the byte") {
    GeometryColumn column;
    try {
        append_wkb(column, Builder().head(3).u32(1).u32(99).bytes());
        FAIL("accepted");
    } catch (const core::Error& error) {
        CHECK(error.message().en == "Malformed geometry (WKB) at byte 9: the count 99 exceeds the data.");
    }
}

TEST_CASE("curves and surfaces are refused by name") {
    for (std::uint32_t code = 8; code <= 17; ++code) {
        CHECK(refusal(Builder().head(code).u32(0).bytes()) == core::ErrorCode::geometry_kind);
        CHECK(refusal(Builder().head(7).u32(1).head(code).u32(0).bytes()) == core::ErrorCode::geometry_kind);
    }
}

TEST_CASE("collections nested without end are refused, not followed") {
    const auto nested = [](int depth) {
        Builder builder;
        for (int i = 0; i < depth; ++i) builder.head(7).u32(1);
        return builder.head(1).xy({1, 2}).bytes();
    };
    CHECK(refusal(nested(20)) == core::ErrorCode{0});
    CHECK(refusal(nested(100'000)) == core::ErrorCode::wkb_malformed);
}

TEST_CASE("WKB cut at any byte is refused") {
    for (const auto& wkb : one_of_each(3000)) {
        for (std::size_t size = 0; size < wkb.size(); ++size) {
            REQUIRE(refusal(Bytes(wkb.begin(), wkb.begin() + static_cast<std::ptrdiff_t>(size))) ==
                    core::ErrorCode::wkb_malformed);
        }
    }
}

TEST_CASE("WKB with any bytes changed is read or refused, and what is read is consistent") {
    std::mt19937 random(20'211'102);
    const auto samples = one_of_each(1000);
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        auto wkb = samples[random() % samples.size()];
        for (int change = 0; change < 3; ++change) wkb[random() % wkb.size()] = static_cast<std::byte>(random() & 0xFF);
        GeometryColumn column;
        try {
            append_wkb(column, wkb);
        } catch (const core::Error&) {
            continue;
        }
        ++accepted;
        REQUIRE(column.size() == 1);
        REQUIRE(column.ring_of_part.back() + 1 == column.vertex_of_ring.size());
        REQUIRE(column.vertex_of_ring.back() == column.vertex_count());
        REQUIRE(written(column, 0).size() == wkb_size(column, 0));
    }
    CHECK(accepted > 0);
}
