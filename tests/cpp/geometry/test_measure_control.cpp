#include <algorithm>
#include <atomic>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/geometry/transform.hpp>
#include <vector>

#include "catch.hpp"

using namespace petasentra;
using namespace petasentra::geometry;

namespace {

/// Circles of `n` vertices in degrees, one a row, spread over three UTM zones.
GeometryColumn circles(std::size_t rows, std::size_t n) {
    GeometryColumn column;
    for (std::size_t row = 0; row < rows; ++row) {
        const double lon = 110.0 + 6.0 * static_cast<double>(row % 3);
        for (std::size_t v = 0; v <= n; ++v) {
            const double angle = 6.283185307179586 * static_cast<double>(v % n) / static_cast<double>(n);
            column.xy.push_back(lon + 0.1 * std::cos(angle));
            column.xy.push_back(-7.0 + 0.1 * std::sin(angle));
        }
        column.vertex_of_ring.push_back(column.vertex_count());
        column.ring_of_part.push_back(row + 1);
        column.part_of_row.push_back(row + 1);
        column.kind.push_back(Kind::polygon);
        column.has_z.push_back(0);
        column.has_m.push_back(0);
    }
    return column;
}

const auto in_degrees = [] { return Crs::from_user_input("EPSG:4326"); };

/// How far a measure came before it stopped, when it is asked to stop at the first word of progress.
template <class Work>
double reached_before_stop(Work work) {
    std::atomic<bool> cancel{false};
    double reached = 0.0;
    const core::Control control{.progress =
                                    [&](double share) {
                                        reached = share;
                                        cancel = true;
                                    },
                                .cancel = &cancel,
                                .threads = 1};
    try {
        work(control);
        FAIL("not stopped");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::cancelled);
    }
    return reached;
}

}  // namespace

TEST_CASE("progress of a measure in several steps rises to one and never goes back") {
    auto column = circles(300, 500);
    for (int row = 0; row < 100; ++row) column.append_null();
    for (const auto method : {MeasureMethod::planar_utm, MeasureMethod::geodesic}) {
        for (const char* code : {"EPSG:4326", "EPSG:32749"}) {
            const auto crs = Crs::from_user_input(code);
            std::vector<double> told;
            const auto there = crs.is_geographic() ? column : transform(column, in_degrees(), crs);
            static_cast<void>(area_m2(there, crs, method, {.progress = [&](double share) { told.push_back(share); }}));
            CHECK(std::is_sorted(told.begin(), told.end()));
            CHECK(told.back() == Approx(1.0));
        }
    }
}

TEST_CASE("a geodesic area stops after a small part of the layer") {
    const auto column = circles(2'000, 50);
    CHECK(reached_before_stop([&](const core::Control& control) {
              static_cast<void>(area_m2(column, in_degrees(), MeasureMethod::geodesic, control));
          }) < 0.05);
}

TEST_CASE("a measure that is asked to stop beforehand does nothing") {
    const auto column = circles(1, 20);
    const std::atomic<bool> cancel{true};
    for (const auto measure : {area_m2, length_m}) {
        CHECK_THROWS_AS(measure(column, in_degrees(), MeasureMethod::geodesic, {.cancel = &cancel}), core::Error);
    }
}

TEST_CASE("invalid rows are found in order by any number of threads and the search can be stopped") {
    auto column = circles(200, 40);
    for (const std::size_t row : {3U, 77U, 78U, 199U}) std::swap(column.xy[82 * row + 10], column.xy[82 * row + 40]);
    for (const unsigned threads : {1U, 3U}) {
        const auto found = invalid_rows(column, {.threads = threads});
        std::vector<std::size_t> rows;
        for (const auto& [row, why] : found) {
            rows.push_back(row);
            CHECK_FALSE(why.valid());
        }
        CHECK(rows == std::vector<std::size_t>{3, 77, 78, 199});
    }
    CHECK(reached_before_stop([&](const core::Control& control) { static_cast<void>(invalid_rows(column, control)); }) <
          0.1);
}
