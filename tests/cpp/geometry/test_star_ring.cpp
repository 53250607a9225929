#include <cmath>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/geometry/star_ring.hpp>
#include <random>
#include <vector>

#include "catch.hpp"

using petasentra::geometry::GeometryColumn;
using petasentra::geometry::Kind;
using petasentra::geometry::only_ring;
using petasentra::geometry::StarRing;

namespace {

GeometryColumn polygon(std::vector<double> xy) {
    GeometryColumn column;
    column.kind = {Kind::polygon};
    column.has_z = column.has_m = {0};
    column.part_of_row = {0, 1};
    column.ring_of_part = {0, 1};
    column.vertex_of_ring = {0, xy.size() / 2};
    column.xy = std::move(xy);
    return column;
}

}  // namespace

TEST_CASE("a ring that is sure of itself is valid, and as large as GEOS says") {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> far(0.05, 1.0);
    std::uniform_int_distribution<int> corners(3, 14);
    std::size_t sure = 0;
    for (int i = 0; i < 3000; ++i) {
        std::vector<double> xy;
        const int n = corners(random);
        // Every third goes round as chance has it.
        const double step = i % 3 == 0 ? 6.283185307179586 * far(random) : 6.283185307179586 / n;
        for (int k = 0; k < n; ++k) {
            const double radius = 100.0 * far(random);
            xy.insert(xy.end(), {640'000.0 + radius * std::cos(step * k), 9'160'000.0 + radius * std::sin(step * k)});
        }
        xy.insert(xy.end(), {xy[0], xy[1]});
        const auto column = polygon(xy);
        const auto star = StarRing::of(only_ring(column, 0));
        if (!star.sure) continue;
        ++sure;
        REQUIRE(petasentra::geometry::validity(column, 0).valid());
        REQUIRE(star.area_m2 == Approx(petasentra::geometry::Shape(column, 0).area()).epsilon(1e-9));
    }
    CHECK(sure > 500);
}

TEST_CASE("rings that meet themselves, are open, flat, too short or no numbers are never sure") {
    const auto sure = [](const std::vector<double>& xy) { return StarRing::of(xy).sure; };
    CHECK(sure({0, 0, 4, 0, 4, 4, 0, 4, 0, 0}));
    CHECK(sure({0, 0, 0, 4, 4, 4, 4, 0, 0, 0}));
    CHECK_FALSE(sure({0, 0, 4, 4, 4, 0, 0, 4, 0, 0}));                          // a bow tie
    CHECK_FALSE(sure({0, 0, 4, 0, 4, 4, 0, 4, 0, 0, 4, 0, 4, 4, 0, 4, 0, 0}));  // twice round
    CHECK_FALSE(sure({0, 0, 4, 0, 4, 4, 0, 4}));                                // open
    CHECK_FALSE(sure({0, 0, 4, 0, 8, 0, 0, 0}));                                // flat
    CHECK_FALSE(sure({0, 0, 4, 0, 0, 0}));                                      // two corners
    CHECK_FALSE(sure({0, 0, 4, 0, std::nan(""), 4, 0, 4, 0, 0}));
    CHECK_FALSE(sure({}));
}

TEST_CASE("a polygon with a hole, or of several parts, has no only ring") {
    auto with_hole = polygon({0, 0, 9, 0, 9, 9, 0, 9, 0, 0, 3, 3, 3, 6, 6, 6, 6, 3, 3, 3});
    with_hole.ring_of_part = {0, 2};
    with_hole.vertex_of_ring = {0, 5, 10};
    CHECK(only_ring(with_hole, 0).empty());
    auto two_parts = with_hole;
    two_parts.kind = {Kind::multi_polygon};
    two_parts.part_of_row = {0, 2};
    two_parts.ring_of_part = {0, 1, 2};
    CHECK(only_ring(two_parts, 0).empty());
}
