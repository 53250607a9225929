// Metres to borders and to classes of zones: order, threads, nothing to measure to, and questions that are refused.
#include <atomic>
#include <numeric>
#include <petasentra/core/error.hpp>

#include "catch.hpp"
#include "zoning/distance_twin.hpp"

using namespace distance_twin;

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
