#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/zoning/distance.hpp>
#include <petasentra/zoning/locate.hpp>

#include "ascii_map.hpp"
#include "catch.hpp"
#include "zoning/random_zones.hpp"

namespace zoning = petasentra::zoning;
using petasentra::geometry::GeometryColumn;
using petasentra::geometry::Kind;
using petasentra::geometry::Point;
using petasentra::geometry::Shape;

namespace {

using Mask = std::vector<std::uint8_t>;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// What Nearest says of one point.
struct Answer {
    double metres = infinity;
    std::int64_t zone = zoning::outside;
    bool operator==(const Answer&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Answer& answer) {
    return out << answer.metres << " m from zone " << answer.zone;
}

Answer answer_of(const zoning::Nearest& nearest, std::size_t i) {
    return {nearest.metres[i], nearest.zone[i]};
}

/// The stated formula, edge by edge; a second writing of it.
double squared_by_formula(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double qx = a.x - p.x, qy = a.y - p.y, rx = b.x - p.x, ry = b.y - p.y;
    if (!(qx * dx + qy * dy < 0.0)) return qx * qx + qy * qy;
    if (!(rx * dx + ry * dy > 0.0)) return rx * rx + ry * ry;
    const double length = dx * dx + dy * dy;
    const double cross = dx * (qy + ry) - dy * (qx + rx);
    const double squared = cross * (cross / length) / 4.0;
    if (squared >= length / 16384.0) return squared;
    const double exact = petasentra::geometry::exact_cross(a, b, p);
    return exact * (exact / length);
}

/// All edges of all wanted zones, one after the other.
Answer slow_nearest(const GeometryColumn& zones, const Mask& wanted, Point p) {
    Answer best;
    double least = infinity;
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (!wanted.empty() && wanted[row] == 0) continue;
        for (auto part = zones.part_of_row[row]; part < zones.part_of_row[row + 1]; ++part) {
            for (auto ring = zones.ring_of_part[part]; ring < zones.ring_of_part[part + 1]; ++ring) {
                for (auto v = zones.vertex_of_ring[ring]; v + 1 < zones.vertex_of_ring[ring + 1]; ++v) {
                    const double squared = squared_by_formula(p, {zones.xy[2 * v], zones.xy[2 * v + 1]},
                                                              {zones.xy[2 * v + 2], zones.xy[2 * v + 3]});
                    if (squared >= least) continue;
                    least = squared;
                    best = {std::sqrt(squared), static_cast<std::int64_t>(row)};
                }
            }
        }
    }
    return best;
}

/// Every wanted zone in an index of its own, where locate() finds no other.
Answer slow_nearest_of_class(const std::vector<zoning::ZoningIndex>& alone, const GeometryColumn& zones,
                             const Mask& wanted, Point p) {
    const std::array<double, 2> xy{p.x, p.y};
    for (std::size_t row = 0; row < alone.size(); ++row) {
        if (wanted[row] != 0 && zoning::locate(petasentra::geometry::Places::of_pairs(xy), alone[row]).zone[0] == 0)
            return {0.0, static_cast<std::int64_t>(row)};
    }
    return slow_nearest(zones, wanted, p);
}

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

struct World {
    const char* name;
    RandomZones zones;
};

std::vector<World> worlds() {
    return {
        {"tiles on UTM ground", RandomZones(1, {}).tiles(12)},
        {"one tile", RandomZones(2, {}).tiles(1)},
        {"stars and needles", RandomZones(3, {}).stars(40, 150, 20.0).needles(30, 20.0)},
        {"large coordinates", RandomZones(4, {1e7, -1e7, 1e5}).tiles(6).needles(10, 6.0).stars(10, 100, 6.0)},
        {"tiny coordinates", RandomZones(5, {0.0, 0.0, 1e-9}).tiles(6).stars(10, 70, 6.0)},
        {"a few zones far apart", RandomZones(6, {}).stars(3, 40, 5000.0)},
        {"many zones, three levels of boxes", RandomZones(7, {}).stars(400, 20, 60.0).tiles(5)},
    };
}

Mask every(std::size_t step, std::size_t zones) {
    Mask out(zones, 0);
    for (std::size_t row = 0; row < zones; row += step) out[row] = 1;
    return out;
}

zoning::Nearest boundary(const AsciiMap& map, std::vector<double> xy) {
    return zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), zoning::ZoningIndex(map.zones()));
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

TEST_CASE("answers depend neither on the number of threads nor on the order of the points") {
    auto zones = RandomZones(11, {}).tiles(10).stars(60, 60, 10.0);
    const zoning::ZoningIndex index(zones.layer());
    const auto wanted = every(4, zones.column().size());
    const auto xy = zones.places(20'000);
    const auto n = xy.size() / 2;
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937_64(5));
    std::vector<double> shuffled;
    for (const auto i : order) shuffled.insert(shuffled.end(), {xy[2 * i], xy[2 * i + 1]});
    petasentra::core::Control one;
    one.threads = 1;
    const auto borders = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), index, one);
    const auto nearest = zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), index, wanted, one);
    for (const unsigned threads : {2U, 3U, 8U}) {
        petasentra::core::Control many;
        many.threads = threads;
        CHECK(zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), index, many).metres ==
              borders.metres);
        CHECK(zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), index, many).zone ==
              borders.zone);
        CHECK(zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), index, wanted, many).metres ==
              nearest.metres);
        CHECK(zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), index, wanted, many).zone ==
              nearest.zone);
    }
    const auto again = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(shuffled), index);
    const auto nearest_again =
        zoning::distance_to_class(petasentra::geometry::Places::of_pairs(shuffled), index, wanted);
    for (std::size_t k = 0; k < n; ++k) {
        REQUIRE(answer_of(again, k) == answer_of(borders, order[k]));
        REQUIRE(answer_of(nearest_again, k) == answer_of(nearest, order[k]));
    }
}

TEST_CASE("more points than are sorted together are all answered, each as it would be alone") {
    auto zones = RandomZones(12, {}).tiles(3);
    const zoning::ZoningIndex index(zones.layer());
    const auto some = zones.places(2100);
    std::vector<double> xy;
    while (xy.size() / 2 < (std::size_t{1} << 20) + 1000) xy.insert(xy.end(), some.begin(), some.end());
    const auto alone = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(some), index);
    const auto found = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), index);
    REQUIRE(found.metres.size() == xy.size() / 2);
    for (std::size_t i = 0; i < found.metres.size(); ++i) {
        const auto expected = answer_of(alone, i % (some.size() / 2));
        if (!(answer_of(found, i) == expected)) FAIL("differs at " << i);
    }
}

TEST_CASE("the middle of a large zone without a border near is far from it") {
    const auto map = ascii_map(std::string(64, 'A'), 1000.0, {0.0, 0.0});
    const auto found = boundary(map, {32'000.0, 500.0, 32'000.0, 400.0, 1.0, 500.0});
    CHECK(found.metres == std::vector<double>{500.0, 400.0, 1.0});
}

TEST_CASE("points that are not finite have no distance, and no zone") {
    const auto map = ascii_map("AABB", 10.0);
    const zoning::ZoningIndex zones(map.zones());
    const std::vector<double> xy{not_a_number, 9'160'005.0,  640'005.0, infinity,
                                 -infinity,    not_a_number, 640'005.0, 9'160'005.0};
    for (const auto& found :
         {zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), zones),
          zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), zones, Mask{0, 1})}) {
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(std::isnan(found.metres[i]));
            CHECK(found.zone[i] == zoning::outside);
        }
        CHECK(found.zone[3] != zoning::outside);
    }
}

TEST_CASE("without a zone, and without a wanted one, all is infinitely far") {
    const std::vector<double> xy{640'005.0, 9'160'005.0, not_a_number, 0.0};
    GeometryColumn null;
    null.append_null();
    const zoning::ZoningIndex none(layer_with({}));
    const zoning::ZoningIndex only_null(layer_with(null));
    const zoning::ZoningIndex some(ascii_map("AABB", 10.0).zones());
    for (const auto& found :
         {zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), none),
          zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), none, Mask{}),
          zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), only_null),
          zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), only_null, Mask{1}),
          zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), some, Mask{0, 0})}) {
        CHECK(found.metres[0] == infinity);
        CHECK(std::isnan(found.metres[1]));
        CHECK(found.zone == std::vector<std::int64_t>{zoning::outside, zoning::outside});
    }
    CHECK(zoning::distance_to_boundary({}, some).metres.empty());
}

TEST_CASE("a choice that has not one value for each zone is refused") {
    const zoning::ZoningIndex zones(ascii_map("AABB", 10.0).zones());
    const std::vector<double> xy{0.0, 0.0};
    CHECK_THROWS_AS(zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), zones, Mask{1}),
                    petasentra::core::Error);
}

TEST_CASE("borders made ready take few bytes and answer again and again") {
    auto zones = RandomZones(13, {}).stars(50, 400, 30.0);
    const zoning::ZoningIndex index(zones.layer());
    const zoning::Borders borders(index);
    CHECK(borders.bytes() <= 2 * zones.column().vertex_count());
    const auto xy = zones.places(200);
    const auto first = zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), borders);
    CHECK(first.metres == zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), borders).metres);
    CHECK(first.metres == zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), index).metres);
}

TEST_CASE("a cancelled question stops") {
    const zoning::ZoningIndex zones(ascii_map("AABB", 10.0).zones());
    const std::vector<double> xy{0.0, 0.0};
    const std::atomic<bool> stop{true};
    petasentra::core::Control control;
    control.cancel = &stop;
    CHECK_THROWS_AS(zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), zones, control),
                    petasentra::core::Error);
    CHECK_THROWS_AS(zoning::distance_to_class(petasentra::geometry::Places::of_pairs(xy), zones, Mask{1, 0}, control),
                    petasentra::core::Error);
}
