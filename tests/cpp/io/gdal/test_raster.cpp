#include <atomic>
#include <cmath>
#include <cstdint>
#include <petasentra/core/error.hpp>
#include <petasentra/io/gdal/raster.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "scratch.hpp"

using petasentra::core::Error;
using petasentra::core::ErrorCode;
namespace gdal = petasentra::io::gdal;

namespace {

// Three columns, two rows, cells of 10 m, one without a value.
constexpr const char* small_grid =
    "ncols 3\nnrows 2\nxllcorner 600000\nyllcorner 9200000\ncellsize 10\nNODATA_value -9999\n"
    "1 2 3\n4 -9999 6\n";

ErrorCode code_of(const std::string& path, int band = 1) {
    try {
        static_cast<void>(gdal::raster_facts(path, band));
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::internal;
}

}  // namespace

TEST_CASE("the head of a raster says where its cells lie") {
    const Scratch scratch;
    const auto facts = gdal::raster_facts(scratch.write("dem.asc", small_grid), 1);
    CHECK(facts.columns == 3);
    CHECK(facts.rows == 2);
    CHECK(facts.bands == 1);
    CHECK(facts.x_left == 600000.0);
    CHECK(facts.y_top == 9200020.0);
    CHECK(facts.cell_x == 10.0);
    CHECK(facts.cell_y == 10.0);
    CHECK_FALSE(facts.crs.known());
    REQUIRE(facts.nodata.has_value());
    CHECK(*facts.nodata == -9999.0);
}

TEST_CASE("a window is read row by row from the north, unknown cells as NaN") {
    const Scratch scratch;
    const auto path = scratch.write("dem.asc", small_grid);
    const auto whole = gdal::read_raster(path, 1, {0, 0, 3, 2});
    REQUIRE(whole.size() == 6);
    CHECK(std::vector<double>(whole.begin(), whole.begin() + 4) == std::vector<double>{1, 2, 3, 4});
    CHECK(std::isnan(whole[4]));
    CHECK(gdal::read_raster(path, 1, {2, 0, 1, 2}) == std::vector<double>{3, 6});
    CHECK(gdal::read_raster(path, 1, {3, 2, 0, 0}).empty());
}

TEST_CASE("a window that leaves the raster is refused, also where its end overflows") {
    const Scratch scratch;
    const auto path = scratch.write("dem.asc", small_grid);
    const std::vector<gdal::RasterWindow> outside = {{-1, 0, 1, 1}, {0, 0, 4, 1},         {3, 0, 1, 1},
                                                     {0, 1, 1, 2},  {1, 0, INT64_MAX, 1}, {0, 0, 1, -1}};
    for (const auto& window : outside) CHECK_THROWS_AS(gdal::read_raster(path, 1, window), Error);
}

TEST_CASE("what is no raster is an error with a code") {
    const Scratch scratch;
    CHECK(code_of(scratch.path("nowhere.tif")) == ErrorCode::file_not_found);
    CHECK(code_of(scratch.write("empty.tif", "")) == ErrorCode::file_unreadable);
    CHECK(code_of(scratch.write("text.tif", "not a raster")) == ErrorCode::file_unreadable);
    CHECK(code_of(scratch.write("dem.asc", small_grid), 2) == ErrorCode::option_value);
    CHECK(code_of(scratch.write("dem.asc", small_grid), 0) == ErrorCode::option_value);
}

TEST_CASE("reading stops when it is told to") {
    const Scratch scratch;
    const auto path = scratch.write("dem.asc", small_grid);
    const std::atomic<bool> stop{true};
    petasentra::core::Control control;
    control.cancel = &stop;
    CHECK_THROWS_AS(gdal::read_raster(path, 1, {0, 0, 3, 2}, control), Error);
}
