// Metres to borders and to classes of zones: on small maps, against the slow twin, against twice the digits and GEOS.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "zoning/distance_twin.hpp"

using namespace distance_twin;
using petasentra::geometry::Kind;
using petasentra::geometry::Shape;

namespace {

GeometryColumn point_at(double x, double y) {
    GeometryColumn out;
    out.kind = {Kind::point};
    out.has_z = {0};
    out.has_m = {0};
    out.part_of_row = {0, 1};
    out.ring_of_part = {0, 1};
    out.vertex_of_ring = {0, 1};
    out.xy = {x, y};
    return out;
}

/// The rings of all zones as one geometry.
Shape all_borders(const GeometryColumn& zones) {
    GeometryColumn lines;
    lines.kind = {Kind::multi_line_string};
    lines.has_z = {0};
    lines.has_m = {0};
    lines.xy = zones.xy;
    lines.vertex_of_ring = zones.vertex_of_ring;
    lines.ring_of_part.resize(zones.vertex_of_ring.size());
    std::iota(lines.ring_of_part.begin(), lines.ring_of_part.end(), 0U);
    lines.part_of_row = {0, lines.ring_of_part.size() - 1};
    return Shape(lines, 0);
}

}  // namespace

TEST_CASE("metres to the border are told from inside and from outside of a zone") {
    const auto map = ascii_map(R"(
        AAAABBBB
        AAAABBBB
        AAAABBBB
    )",
                               10.0, {0.0, 0.0});
    const auto found = boundary(map, {35.0, 15.0, 42.0, 15.0, -7.0, 15.0, 83.0, 34.0});
    CHECK(found.metres == std::vector<double>{5.0, 2.0, 7.0, 5.0});
    CHECK(found.zone == std::vector<std::int64_t>{0, 0, 0, 1});
}

TEST_CASE("metres to a class are 0 in its zones and on their border, and count over other zones") {
    const auto map = ascii_map(R"(
        AAAABBBBCCCC
        AAAABBBBCCCC
    )",
                               10.0, {0.0, 0.0});
    const zoning::ZoningIndex zones(map.zones());
    const std::vector<double> xy{10.0, 10.0, 39.0, 10.0, 40.0, 10.0, 50.0, 10.0, 60.0, 10.0, 90.0, 10.0, 123.0, 24.0};
    const auto to_b = zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), zones, Mask{0, 1, 0});
    CHECK(to_b.metres == std::vector<double>{30.0, 1.0, 0.0, 0.0, 0.0, 10.0, std::sqrt(1865.0)});
    CHECK(to_b.zone == std::vector<std::int64_t>(7, 1));
    const auto to_a_or_c = zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), zones, Mask{1, 0, 1});
    CHECK(to_a_or_c.metres == std::vector<double>{0.0, 0.0, 0.0, 10.0, 20.0, 0.0, 5.0});
    CHECK(to_a_or_c.zone == std::vector<std::int64_t>{0, 0, 0, 0, 0, 2, 2});
}

TEST_CASE("borders are as near as the slow twin says, to the last bit, and the lowest row is named") {
    for (auto& [name, zones] : worlds()) {
        CAPTURE(name);
        const auto xy = zones.places(1500);
        const auto found = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy),
                                                        zoning::ZoningIndex(zones.layer()));
        for (std::size_t i = 0; i < xy.size() / 2; ++i) {
            CAPTURE(i, xy[2 * i], xy[2 * i + 1]);
            REQUIRE(answer_of(found, i) == slow_nearest(zones.column(), {}, {xy[2 * i], xy[2 * i + 1]}));
        }
    }
}

TEST_CASE("zones of a class are as near as the slow twin says, to the last bit") {
    for (auto& [name, zones] : worlds()) {
        CAPTURE(name);
        const auto& column = zones.column();
        const zoning::ZoningIndex index(zones.layer());
        std::vector<zoning::ZoningIndex> alone;
        for (std::size_t row = 0; row < column.size(); ++row)
            alone.emplace_back(layer_with(column.take(std::array{row})));
        const auto xy = zones.places(250);
        for (const std::size_t step : {1U, 3U, 50U}) {
            const auto wanted = every(step, column.size());
            const auto found = zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), index, wanted);
            for (std::size_t i = 0; i < xy.size() / 2; ++i) {
                CAPTURE(step, i, xy[2 * i], xy[2 * i + 1]);
                REQUIRE(answer_of(found, i) ==
                        slow_nearest_of_class(alone, column, wanted, {xy[2 * i], xy[2 * i + 1]}));
            }
        }
    }
}

TEST_CASE("a point is 0 m from the border where locate() finds it on one, and nowhere else") {
    for (auto& [name, zones] : worlds()) {
        CAPTURE(name);
        const auto& column = zones.column();
        const auto xy = zones.places(2000);
        const auto found = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy),
                                                        zoning::ZoningIndex(zones.layer()));
        std::vector<std::uint8_t> on(xy.size() / 2, 0);
        for (std::size_t row = 0; row < column.size(); ++row) {
            const auto one = zoning::locate(petasentra::geometry::Places::of_pairs(xy),
                                            zoning::ZoningIndex(layer_with(column.take(std::array{row}))));
            for (std::size_t i = 0; i < on.size(); ++i) on[i] |= one.on_boundary[i];
        }
        for (std::size_t i = 0; i < on.size(); ++i) {
            CAPTURE(i, xy[2 * i], xy[2 * i + 1]);
            REQUIRE((found.metres[i] == 0.0) == (on[i] != 0));
        }
        CHECK(std::count(on.begin(), on.end(), 1) > 100);
    }
}

TEST_CASE("distances are those of arithmetic in twice the digits within 1e-12 of them") {
    __extension__ using Wide = __float128;
    for (auto& [name, zones] : worlds()) {
        CAPTURE(name);
        const auto& column = zones.column();
        const auto xy = zones.places(250);
        const auto found = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy),
                                                        zoning::ZoningIndex(zones.layer()));
        for (std::size_t i = 0; i < xy.size() / 2; ++i) {
            Wide least = -1;
            for (std::size_t ring = 0; ring + 1 < column.vertex_of_ring.size(); ++ring) {
                for (auto v = column.vertex_of_ring[ring]; v + 1 < column.vertex_of_ring[ring + 1]; ++v) {
                    const Wide ax = column.xy[2 * v], ay = column.xy[2 * v + 1];
                    const Wide dx = column.xy[2 * v + 2] - ax, dy = column.xy[2 * v + 3] - ay;
                    const Wide px = xy[2 * i] - ax, py = xy[2 * i + 1] - ay;
                    const Wide dot = px * dx + py * dy, length = dx * dx + dy * dy, cross = dx * py - dy * px;
                    const Wide squared = dot <= 0        ? px * px + py * py
                                         : dot >= length ? (px - dx) * (px - dx) + (py - dy) * (py - dy)
                                                         : cross * cross / length;
                    if (least < 0 || squared < least) least = squared;
                }
            }
            CAPTURE(i, xy[2 * i], xy[2 * i + 1], found.metres[i], static_cast<double>(least));
            const Wide error = Wide(found.metres[i]) * found.metres[i] - least;
            REQUIRE((error < 0 ? -error : error) <= 2e-12 * least);
        }
    }
}

TEST_CASE("distances are those of GEOS within 1e-12, but for what GEOS loses close to long edges") {
    for (auto& [name, zones] : worlds()) {
        CAPTURE(name);
        const auto& column = zones.column();
        const auto box = column.bounds();
        const double extent = std::max(box.max_x - box.min_x, box.max_y - box.min_y);
        const double largest =
            std::max({std::fabs(box.min_x), std::fabs(box.max_x), std::fabs(box.min_y), std::fabs(box.max_y)});
        const zoning::ZoningIndex index(zones.layer());
        const auto wanted = every(3, column.size());
        const auto borders = all_borders(column);
        const auto xy = zones.places(300);
        const auto to_border = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), index);
        const auto to_class = zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), index, wanted);
        for (std::size_t i = 0; i < xy.size() / 2; ++i) {
            const Shape place(point_at(xy[2 * i], xy[2 * i + 1]), 0);
            double least = infinity;
            for (std::size_t row = 0; row < column.size(); ++row)
                if (wanted[row] != 0)
                    least = std::min(least, index.zone(static_cast<std::uint32_t>(row)).distance(place));
            CAPTURE(i, xy[2 * i], xy[2 * i + 1]);
            // Its cross products err by some last digits of an edge's length, and no more.
            const double lost = 1e-15 * std::min(extent, largest);
            CHECK(std::fabs(to_border.metres[i] - borders.distance(place)) <= 1e-12 * to_border.metres[i] + lost);
            CHECK(std::fabs(to_class.metres[i] - least) <= 1e-12 * to_class.metres[i] + lost);
        }
    }
}
