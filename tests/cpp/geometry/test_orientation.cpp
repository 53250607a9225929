#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <petasentra/geometry/orientation.hpp>
#include <random>

using namespace petasentra::geometry;

namespace {

__extension__ using Wide = __int128;

/// The same question in whole numbers: right by construction for coordinates that are small multiples of one grid.
int whole_number_side(std::int64_t ax, std::int64_t ay, std::int64_t bx, std::int64_t by, std::int64_t px,
                      std::int64_t py) {
    const auto area = static_cast<Wide>(ax - px) * (by - py) - static_cast<Wide>(ay - py) * (bx - px);
    return area > 0 ? 1 : area < 0 ? -1 : 0;
}

double next(double value, int steps) {
    const double towards =
        steps > 0 ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    for (int i = 0; i < std::abs(steps); ++i) value = std::nextafter(value, towards);
    return value;
}

}  // namespace

TEST_CASE("left is +1, right is -1, on the line is 0") {
    CHECK(side_of({0, 0}, {10, 0}, {5, 1}) == 1);
    CHECK(side_of({0, 0}, {10, 0}, {5, -1}) == -1);
    CHECK(side_of({0, 0}, {10, 0}, {5, 0}) == 0);
    CHECK(side_of({0, 0}, {10, 0}, {-7, 0}) == 0);
}

TEST_CASE("sides are those of whole-number arithmetic, steps of one last digit around a line included") {
    // Coordinates of UTM size on a grid of 2^-30 m: the last digit of a double there is 2^-30 m for northings.
    std::mt19937_64 random(20260101);
    std::uniform_int_distribution<std::int64_t> northing(std::int64_t{9'100'000} << 30, std::int64_t{9'200'000} << 30);
    std::uniform_int_distribution<std::int64_t> few(-2, 2);
    const double unit = std::ldexp(1.0, -30);
    const auto real = [&](std::int64_t whole) { return static_cast<double>(whole) * unit; };
    int on_line = 0;
    for (int i = 0; i < 200'000; ++i) {
        const auto ax = northing(random), ay = northing(random), bx = northing(random), by = northing(random);
        const auto px = ax + (bx - ax) / 2 + few(random), py = ay + (by - ay) / 2 + few(random);
        // Only coordinates that are doubles to the last digit.
        if (static_cast<std::int64_t>(real(px) / unit) != px || static_cast<std::int64_t>(real(py) / unit) != py)
            continue;
        const int side = side_of({real(ax), real(ay)}, {real(bx), real(by)}, {real(px), real(py)});
        const auto whole = [&](std::int64_t value) { return static_cast<std::int64_t>(real(value) / unit); };
        REQUIRE(side == whole_number_side(whole(ax), whole(ay), whole(bx), whole(by), px, py));
        on_line += side == 0 ? 1 : 0;
    }
    CHECK(on_line > 100);
}

TEST_CASE("a step of one last digit across a diagonal changes the side") {
    const Point a{640'000.1, 9'170'000.3};
    const Point b{a.x + 1024, a.y + 1024};
    for (const double t : {0.0, 1.0, 512.0, 1024.0, 2048.0}) {
        const Point on{a.x + t, a.y + t};
        if (on.x - a.x != t || on.y - a.y != t) continue;
        CHECK(side_of(a, b, on) == 0);
        CHECK(side_of(a, b, {on.x, next(on.y, 1)}) == 1);
        CHECK(side_of(a, b, {on.x, next(on.y, -1)}) == -1);
    }
}

TEST_CASE("a moved point is never on a line, and on one side of it whichever way the line runs") {
    const Point p{3, 3};
    for (const Point b : {Point{5, 5}, Point{5, 3}, Point{3, 5}, Point{5, 1}}) {
        const Point a{2 * p.x - b.x, 2 * p.y - b.y};
        REQUIRE(side_of(a, b, p) == 0);
        CHECK(side_of_moved(a, b, p) != 0);
        CHECK(side_of_moved(a, b, p) == -side_of_moved(b, a, p));
    }
    // The move is to the east, and less to the north.
    CHECK(side_of_moved({3, 0}, {3, 9}, p) == -1);
    CHECK(side_of_moved({0, 3}, {9, 3}, p) == 1);
    CHECK(side_of_moved({0, 0}, {9, 9}, p) == -1);
}

TEST_CASE("a line of one point has no sides") {
    CHECK(side_of_moved({1, 1}, {1, 1}, {1, 1}) == 0);
}

TEST_CASE("the exact cross product is that of whole numbers, rounded once, and 0 only on the line") {
    std::mt19937_64 random(20260102);
    std::uniform_int_distribution<std::int64_t> northing(std::int64_t{9'100'000} << 20, std::int64_t{9'200'000} << 20);
    std::uniform_int_distribution<std::int64_t> few(-2, 2);
    const double unit = std::ldexp(1.0, -20);
    const auto real = [&](std::int64_t whole) { return static_cast<double>(whole) * unit; };
    for (int i = 0; i < 100'000; ++i) {
        const auto ax = northing(random), ay = northing(random), bx = northing(random), by = northing(random);
        const auto px = ax + (bx - ax) / 2 + few(random), py = ay + (by - ay) / 2 + few(random);
        const auto twice = static_cast<Wide>(ax - px) * (by - py) - static_cast<Wide>(ay - py) * (bx - px);
        const double cross = exact_cross({real(ax), real(ay)}, {real(bx), real(by)}, {real(px), real(py)});
        const double expected = static_cast<double>(twice) * unit * unit;
        REQUIRE(std::fabs(cross - expected) <= 4e-16 * std::fabs(expected));
    }
}
