#include <atomic>
#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/transform.hpp>

#include "catch.hpp"
#include "geometry/wkb_text.hpp"

using namespace petasentra;
using namespace petasentra::geometry;
using wkb_text::Builder;

namespace {

const auto in_degrees = [] { return Crs::from_user_input("EPSG:4326"); };
const auto in_metres = [] { return Crs::from_user_input("EPSG:32749"); };

constexpr std::size_t line_vertices = 997;  // no divisor of a block, so that rows lie across blocks

/// Lines of many vertices; in the rows of `bad` one vertex or more lies nowhere.
GeometryColumn long_lines(std::size_t rows, const std::vector<std::size_t>& bad) {
    GeometryColumn column;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t v = 0; v < line_vertices; ++v) {
            column.xy.push_back(108.0 + 6.0 * static_cast<double>(v) / line_vertices);
            column.xy.push_back(-7.0 + 1e-4 * static_cast<double>(row));
        }
        column.vertex_of_ring.push_back(column.vertex_count());
        column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
        column.part_of_row.push_back(column.ring_of_part.size() - 1);
        column.kind.push_back(Kind::line_string);
        column.has_z.push_back(0);
        column.has_m.push_back(0);
    }
    for (const auto row : bad) {
        const auto first = 2 * line_vertices * row;
        column.xy[first + 2 * (row % line_vertices) + 1] = 91.5;
        column.xy[first + 2 * (line_vertices - 1)] = std::numeric_limits<double>::quiet_NaN();
    }
    return column;
}

}  // namespace

TEST_CASE("rows without a place are marked and the others transformed as if alone") {
    GeometryColumn column;
    append_wkb(column, Builder().head(2).u32(2).xy({112, -7, 113, -7}).bytes());
    append_wkb(column, Builder().head(2).u32(3).xy({112, -7, 112, 95, 113, -7}).bytes());
    column.append_null();
    append_wkb(column, Builder().head(3).u32(0).bytes());
    append_wkb(column, Builder().head(1).xy({std::numeric_limits<double>::infinity(), -7}).bytes());
    append_wkb(column, Builder().head(1001).xy({112, -7, 33}).bytes());

    RowFailures failed{{99, 99}};
    const auto out = transform(column, in_degrees(), in_metres(), {}, failed);

    CHECK(failed == RowFailures{{1, 1}, {4, 0}});
    const std::vector<std::size_t> sound{0, 2, 3, 5};
    const auto alone = transform(column.take(sound), in_degrees(), in_metres());
    CHECK(out.take(sound).xy == alone.xy);
    CHECK(out.kind == column.kind);
    CHECK(out.z[6] == 33.0);
    CHECK_FALSE(out.is_finite(1));
    CHECK(out.bounds(1).empty());
    CHECK(std::isnan(out.vertices(1)[0]));  // also the vertices that had a place
    CHECK(out.bounds(4).empty());
}

TEST_CASE("a failing collection loses its coordinates in its bytes too") {
    GeometryColumn column;
    append_wkb(column, Builder().head(7).u32(2).head(1).xy({112, -7}).head(1).xy({112, 120}).bytes());
    RowFailures failed;
    const auto out = transform(column, in_degrees(), in_metres(), {}, failed);
    CHECK(failed == RowFailures{{0, 1}});
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(wkb_text::written(out, 0) == Builder().head(7).u32(2).head(1).xy({nan, nan}).head(1).xy({nan, nan}).bytes());
}

TEST_CASE("which rows fail is the same for any number of threads") {
    const std::vector<std::size_t> bad{0, 50, 51, 149, 299};
    const auto column = long_lines(300, bad);
    RowFailures one;
    const auto by_one = transform(column, in_degrees(), in_metres(), {.threads = 1}, one);
    REQUIRE(one.size() == bad.size());
    for (std::size_t i = 0; i < bad.size(); ++i) CHECK(one[i] == RowFailure{bad[i], bad[i] % line_vertices});
    for (const unsigned threads : {2U, 3U, 8U}) {
        RowFailures many;
        const auto by_many = transform(column, in_degrees(), in_metres(), {.threads = threads}, many);
        CHECK(many == one);
        CHECK(std::equal(by_one.xy.begin(), by_one.xy.end(), by_many.xy.begin(),
                         [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
    }
}

TEST_CASE("in the same system no row fails and nothing is touched") {
    GeometryColumn column;
    append_wkb(column, Builder().head(1).xy({std::numeric_limits<double>::infinity(), 500}).bytes());
    RowFailures failed{{1, 1}};
    CHECK(transform(column, in_degrees(), in_degrees(), {}, failed).xy == column.xy);
    CHECK(failed.empty());
}

TEST_CASE("an unknown system is an error, not a failing row") {
    RowFailures failed;
    CHECK_THROWS_AS(transform(GeometryColumn{}, Crs{}, in_metres(), {}, failed), core::Error);
}

TEST_CASE("transforming row by row stops when asked to") {
    const std::atomic<bool> cancel{true};
    RowFailures failed;
    try {
        static_cast<void>(transform(long_lines(60, {}), in_degrees(), in_metres(), {.cancel = &cancel}, failed));
        FAIL("not stopped");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::cancelled);
    }
}
