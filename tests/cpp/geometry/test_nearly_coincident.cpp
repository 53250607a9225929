// Overlays that some releases of GEOS get wrong without a word: of valid polygons whose borders nearly coincide.
#include <cmath>
#include <petasentra/geometry/buffers.hpp>
#include <petasentra/geometry/shape.hpp>
#include <random>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "geometry/wkb_text.hpp"

using namespace petasentra::geometry;
using wkb_text::Builder;

namespace {

Shape shape(const Builder& builder) {
    GeometryColumn column;
    append_wkb(column, builder.bytes());
    return Shape(column, 0);
}

// Out of two isochrone areas: a triangle along the hole of a larger polygon that has it all but inside.
Shape without_new_road() {
    Builder polygon;
    polygon.head(3).u32(1);
    polygon.u32(4).xy({529.6763009823858, 18.795314901101296, 1259.3902160941525, 335.21497885854444, 1206.75861494284,
                       1.3062961444804628, 529.6763009823858, 18.795314901101296});
    return shape(polygon);
}

Shape with_new_road() {
    Builder polygon;
    polygon.head(3).u32(2);
    polygon.u32(5).xy({20.93536776154286, -94.1022603306558, 6.869970794798302, 1211.9861505484762, 2096.2145172557134,
                       3.514893336098808, 1576.2145172557136, -127.48510666390119, 20.93536776154286,
                       -94.1022603306558});
    polygon.u32(4).xy({1259.3902160941525, 335.21497885854444, 1206.75861494284, 1.3062961444804682, 1522.8324474555745,
                       -25.350533103581483, 1259.3902160941525, 335.21497885854444});
    return shape(polygon);
}

Shape joined(const Shape& one, const Shape& other) {
    const Shape* both[] = {&one, &other};
    return Shape::union_of(both);
}

Shape joined(const std::vector<Shape>& shapes) {
    std::vector<const Shape*> all;
    for (const auto& one : shapes) all.push_back(&one);
    return Shape::union_of(all);
}

Shape strip(double x0, double y0, double x1, double y1) {
    Builder line;
    line.head(2).u32(2).xy({x0, y0, x1, y1});
    return moved_out(shape(line), 50.0, 8);
}

/// A street grid in EPSG:32749 reached from one side, and the same reached a little farther: most borders are shared.
std::pair<Shape, Shape> reached_areas(std::mt19937& random) {
    std::uniform_real_distribution<double> share(0.0, 1.0);
    constexpr int side = 4;
    double x[side][side];
    double y[side][side];
    for (int i = 0; i < side; ++i) {
        for (int j = 0; j < side; ++j) {
            x[i][j] = 650000.0 + 400.0 * i + std::floor(180.0 * share(random));
            y[i][j] = 9200000.0 + 400.0 * j + std::floor(180.0 * share(random));
        }
    }
    std::vector<Shape> near;
    std::vector<Shape> far;
    for (int i = 0; i + 1 < side; ++i) {
        for (int j = 0; j + 1 < side; ++j) {
            for (int east = 0; east < 2; ++east) {
                const double dx = x[i + east][j + 1 - east] - x[i][j];
                const double dy = y[i + east][j + 1 - east] - y[i][j];
                const double reach = share(random) < 0.4 ? share(random) : 1.0;
                const double farther = share(random) < 0.5 ? reach : 1.0;
                if (share(random) < 0.7)
                    near.push_back(strip(x[i][j], y[i][j], x[i][j] + reach * dx, y[i][j] + reach * dy));
                far.push_back(strip(x[i][j], y[i][j], x[i][j] + farther * dx, y[i][j] + farther * dy));
            }
        }
    }
    return {joined(near), joined(far)};
}

void areas_agree(const Shape& a, const Shape& b) {
    const double margin = 1e-9 * (a.area() + b.area()) + 2e-5 * (a.length() + b.length());
    const double common = a.intersection(b).area();
    CHECK(a.difference(b).area() + common == Approx(a.area()).margin(margin).epsilon(0));
    CHECK(b.difference(a).area() + common == Approx(b.area()).margin(margin).epsilon(0));
    CHECK(joined(a, b).area() + common == Approx(a.area() + b.area()).margin(margin).epsilon(0));
}

}  // namespace

TEST_CASE("what lies beyond a nearly coincident border has the right area") {
    const auto before = without_new_road();
    const auto after = with_new_road();
    areas_agree(before, after);
    // Both areas are also the summed lengths of sections along horizontal lines 2 cm apart, without any overlay.
    CHECK(before.difference(after).area() == Approx(0.0).margin(0.001).epsilon(0));
    CHECK(joined(before, after).area() == Approx(1413014.465).margin(0.01).epsilon(0));
}

TEST_CASE("areas agree for reached areas of random street grids") {
    std::mt19937 random(20240612);
    for (int round = 0; round < 60; ++round) {
        const auto [near, far] = reached_areas(random);
        CAPTURE(round);
        areas_agree(near, far);
    }
}
