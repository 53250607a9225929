#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/sentra/density_clusters.hpp>
#include <random>

#include "catch.hpp"

using namespace petasentra;
using namespace petasentra::sentra;

namespace {

constexpr auto none = no_cluster;

double plane_m(const double* a, const double* b) {
    return std::hypot(a[0] - b[0], a[1] - b[1]);
}

/// By the definition alone: every pair is asked, clusters grow from their first core.
DensityClusters by_definition(const std::vector<double>& xy, const std::vector<std::uint32_t>& group,
                              const DensityOptions& options, double (*distance_m)(const double*, const double*)) {
    const auto units = xy.size() / 2;
    const auto near = [&](std::size_t a, std::size_t b) {
        return (group.empty() || group[a] == group[b]) && distance_m(&xy[2 * a], &xy[2 * b]) <= options.eps_m;
    };
    std::vector<bool> core(units);
    for (std::size_t a = 0; a < units; ++a) {
        std::size_t count = 0;
        for (std::size_t b = 0; b < units; ++b) count += near(a, b) ? 1U : 0U;
        core[a] = count >= options.min_units;
    }
    DensityClusters out;
    out.cluster.assign(units, none);
    out.membership.assign(units, Membership::alone);
    for (std::size_t start = 0; start < units; ++start) {
        if (!core[start] || out.cluster[start] != none) continue;
        std::vector<std::size_t> open{start};
        while (!open.empty()) {
            const auto a = open.back();
            open.pop_back();
            if (out.cluster[a] != none) continue;
            out.cluster[a] = out.count;
            out.membership[a] = core[a] ? Membership::core : Membership::border;
            if (!core[a]) continue;
            for (std::size_t b = 0; b < units; ++b)
                if (near(a, b)) open.push_back(b);
        }
        ++out.count;
    }
    return out;
}

/// Of units at places of a line: cores are counted between two marks, clusters end at the first gap between cores.
DensityClusters on_a_line(const std::vector<double>& at, const DensityOptions& options) {
    std::vector<std::uint32_t> order(at.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return at[a] < at[b]; });
    std::vector<double> places(at);
    std::sort(places.begin(), places.end());
    const auto before = [&](double x) { return std::lower_bound(places.begin(), places.end(), x) - places.begin(); };
    const auto upto = [&](double x) { return std::upper_bound(places.begin(), places.end(), x) - places.begin(); };
    DensityClusters out;
    out.cluster.assign(at.size(), none);
    out.membership.assign(at.size(), Membership::alone);
    std::vector<std::uint32_t> run(at.size(), none), first;  // of cores from west to east
    double last = -1e300;
    for (const auto u : order) {
        if (upto(at[u] + options.eps_m) - before(at[u] - options.eps_m) < options.min_units) continue;
        if (at[u] - last > options.eps_m) first.push_back(none);
        last = at[u];
        run[u] = static_cast<std::uint32_t>(first.size() - 1);
        first.back() = std::min(first.back(), u);
    }
    out.count = static_cast<std::uint32_t>(first.size());
    const auto number = [&](std::uint32_t of) {
        return static_cast<std::uint32_t>(
            std::count_if(first.begin(), first.end(), [&](auto f) { return f < first[of]; }));
    };
    std::vector<std::uint32_t> numbers(first.size());
    for (std::uint32_t r = 0; r < first.size(); ++r) numbers[r] = number(r);
    for (const auto u : order) {
        for (auto v = before(at[u] - options.eps_m); v < upto(at[u] + options.eps_m); ++v) {
            const auto other = order[static_cast<std::size_t>(v)];
            if (run[other] == none || (run[u] != none && other != u)) continue;
            out.cluster[u] = std::min(out.cluster[u], numbers[run[other]]);
            out.membership[u] = run[u] == none ? Membership::border : Membership::core;
        }
    }
    return out;
}

/// On the WGS 84 ellipsoid (Vincenty 1975), good to a millimetre for places that are not opposite each other.
double ellipsoid_m(const double* one, const double* other) {
    constexpr double a = 6378137.0;
    constexpr double f = 1.0 / 298.257223563;
    constexpr double b = a * (1.0 - f);
    constexpr double rad = std::numbers::pi / 180.0;
    const double u1 = std::atan((1.0 - f) * std::tan(one[1] * rad));
    const double u2 = std::atan((1.0 - f) * std::tan(other[1] * rad));
    const double l = std::remainder(other[0] - one[0], 360.0) * rad;
    double lambda = l;
    double sine = 0.0, cosine = 1.0, sigma = 0.0, squared = 0.0, middle = 0.0;
    for (int step = 0; step < 50; ++step) {
        sine = std::hypot(std::cos(u2) * std::sin(lambda),
                          std::cos(u1) * std::sin(u2) - std::sin(u1) * std::cos(u2) * std::cos(lambda));
        if (sine == 0.0) return 0.0;
        cosine = std::sin(u1) * std::sin(u2) + std::cos(u1) * std::cos(u2) * std::cos(lambda);
        sigma = std::atan2(sine, cosine);
        const double alpha = std::cos(u1) * std::cos(u2) * std::sin(lambda) / sine;
        squared = 1.0 - alpha * alpha;
        middle = squared > 0.0 ? cosine - 2.0 * std::sin(u1) * std::sin(u2) / squared : 0.0;
        const double c = f / 16.0 * squared * (4.0 + f * (4.0 - 3.0 * squared));
        const double before = lambda;
        lambda = l + (1.0 - c) * f * alpha * (sigma + c * sine * (middle + c * cosine * (2.0 * middle * middle - 1.0)));
        if (std::abs(lambda - before) < 1e-13) break;
    }
    const double w = squared * (a * a - b * b) / (b * b);
    const double big_a = 1.0 + w / 16384.0 * (4096.0 + w * (-768.0 + w * (320.0 - 175.0 * w)));
    const double big_b = w / 1024.0 * (256.0 + w * (-128.0 + w * (74.0 - 47.0 * w)));
    const double less =
        big_b * sine *
        (middle + big_b / 4.0 *
                      (cosine * (2.0 * middle * middle - 1.0) -
                       big_b / 6.0 * middle * (4.0 * sine * sine - 3.0) * (4.0 * middle * middle - 3.0)));
    return b * big_a * (sigma - less);
}

/// Whether a pair is so near to eps_m that a centimetre decides.
bool is_close_call(const std::vector<double>& xy, double eps_m) {
    for (std::size_t i = 0; i < xy.size(); i += 2)
        for (std::size_t j = 0; j < i; j += 2)
            if (std::abs(ellipsoid_m(&xy[i], &xy[j]) - eps_m) < 0.02) return true;
    return false;
}

void require_same(const DensityClusters& ours, const DensityClusters& theirs) {
    REQUIRE(ours.count == theirs.count);
    REQUIRE(ours.cluster == theirs.cluster);
    REQUIRE(ours.membership == theirs.membership);
}

/// Crowds of units and some between them, on the ground of `size`; coordinates on a lattice, so that many distances
/// are just eps_m.
std::vector<double> crowds(std::mt19937& lot, double size, double step) {
    std::uniform_real_distribution<double> anywhere(0.0, size);
    std::normal_distribution<double> about(0.0, size / 30.0);
    std::vector<double> xy;
    const int count = 1 + static_cast<int>(lot() % 6);
    for (int crowd = 0; crowd < count; ++crowd) {
        const double x = anywhere(lot);
        const double y = anywhere(lot);
        for (auto unit = lot() % 60; unit > 0; --unit)
            xy.insert(xy.end(),
                      {std::round((x + about(lot)) / step) * step, std::round((y + about(lot)) / step) * step});
    }
    for (auto unit = lot() % 40; unit > 0; --unit)
        xy.insert(xy.end(), {std::round(anywhere(lot) / step) * step, std::round(anywhere(lot) / step) * step});
    return xy;
}

}  // namespace

TEST_CASE("five units in a row are a cluster, four are not") {
    const std::vector<double> row{0, 0, 10, 0, 20, 0, 30, 0, 40, 0};
    const auto five = density_clusters(row, {}, {.eps_m = 40.0});
    CHECK(five.count == 1);
    CHECK(five.membership == std::vector<Membership>(5, Membership::core));
    const auto four = density_clusters(std::span(row).first(8), {}, {.eps_m = 40.0});
    CHECK(four.count == 0);
    CHECK(four.cluster == std::vector<std::uint32_t>(4, none));
}

TEST_CASE("the distance itself is within reach") {
    const std::vector<double> xy{0, 0, 3, 4, 6, 8, -3, -4, -6, -8};
    CHECK(density_clusters(xy, {}, {.eps_m = 5.0, .min_units = 3}).count == 1);
    CHECK(density_clusters(xy, {}, {.eps_m = std::nextafter(5.0, 0.0), .min_units = 3}).count == 0);
}

TEST_CASE("a border unit between two clusters belongs to the first") {
    // cores at 0 1 2 and 10 11 12, one unit at 6 within reach of 2 and 10
    const std::vector<double> xy{10, 0, 11, 0, 12, 0, 6, 0, 0, 0, 1, 0, 2, 0};
    const auto found = density_clusters(xy, {}, {.eps_m = 4.0, .min_units = 4});
    CHECK(found.count == 2);
    CHECK(found.membership[3] == Membership::border);
    CHECK(found.cluster == std::vector<std::uint32_t>{0, 0, 0, 0, 1, 1, 1});
}

TEST_CASE("units of different groups do not see each other") {
    const std::vector<double> xy{0, 0, 1, 0, 2, 0, 3, 0};
    const std::vector<std::uint32_t> group{7, 3, 7, 3};
    const auto found = density_clusters(xy, group, {.eps_m = 2.0, .min_units = 2});
    CHECK(found.cluster == std::vector<std::uint32_t>{0, 1, 0, 1});
}

TEST_CASE("units without a place are told and stand in nobody's way") {
    const double nan = std::nan("");
    const std::vector<double> xy{0, 0, nan, 0, 1, 0, 0, HUGE_VAL, 2, 0};
    const auto found = density_clusters(xy, {}, {.eps_m = 2.0, .min_units = 3});
    CHECK(found.cluster == std::vector<std::uint32_t>{0, none, 0, none, 0});
    CHECK(found.membership[1] == Membership::no_place);
    CHECK(found.membership[3] == Membership::no_place);
    const std::vector<double> degrees{112.0, -7.5, 181.0, 0.0, 0.0, 91.0};
    const auto earth = density_clusters(degrees, {}, {.eps_m = 1.0, .min_units = 1, .ground = Ground::lon_lat_deg});
    CHECK(earth.membership == std::vector{Membership::core, Membership::no_place, Membership::no_place});
}

TEST_CASE("no units, no clusters") {
    const auto found = density_clusters({}, {}, {.eps_m = 1.0});
    CHECK(found.count == 0);
    CHECK(found.cluster.empty());
}

TEST_CASE("what cannot be meant is refused") {
    const std::vector<double> xy{0, 0, 1e6, 1e6};
    const std::vector<std::uint32_t> one{1};
    CHECK_THROWS_AS(density_clusters(xy, {}, {.eps_m = 0.0}), core::Error);
    CHECK_THROWS_AS(density_clusters(xy, {}, {.eps_m = std::nan("")}), core::Error);
    CHECK_THROWS_AS(density_clusters(xy, {}, {.eps_m = 1e-12}), core::Error);
    CHECK_THROWS_AS(density_clusters(xy, {}, {.eps_m = 1.0, .min_units = 0}), core::Error);
    CHECK_THROWS_AS(density_clusters(xy, one, {.eps_m = 1.0}), core::Error);
    CHECK_THROWS_AS(density_clusters(xy, {}, {.eps_m = 2e5, .ground = Ground::lon_lat_deg}), core::Error);
}

TEST_CASE("clusters on the plane are those of the definition, whatever the number of threads") {
    std::mt19937 lot(20181);
    for (int round = 0; round < 300; ++round) {
        const auto xy = crowds(lot, 1000.0, 5.0);
        std::vector<std::uint32_t> group(round % 2 == 0 ? 0 : xy.size() / 2);
        for (auto& one : group) one = static_cast<std::uint32_t>(lot() % 3);
        const DensityOptions options{.eps_m = 5.0 * static_cast<double>(1 + lot() % 20),
                                     .min_units = static_cast<std::uint32_t>(1 + lot() % 8)};
        const auto expected = by_definition(xy, group, options, plane_m);
        require_same(density_clusters(xy, group, options, {.threads = 1}), expected);
        require_same(density_clusters(xy, group, options, {.threads = 4}), expected);
        auto narrow = options;
        narrow.wide_registers = false;
        require_same(density_clusters(xy, group, narrow), expected);
    }
}

TEST_CASE("clusters of many units in one row are those of a line") {
    std::mt19937 lot(1854);
    for (const std::uint32_t min_units : {2U, 5U, 12U, 60U}) {
        std::vector<double> at(30000);
        for (auto& x : at) x = static_cast<double>(lot() % 60000) + (lot() % 8 == 0 ? 1e7 : 0.0);
        std::vector<double> xy;
        for (const auto x : at) xy.insert(xy.end(), {x, 0.0});
        const DensityOptions options{.eps_m = 5.0, .min_units = min_units};
        require_same(density_clusters(xy, {}, options, {.threads = 3}), on_a_line(at, options));
        auto narrow = options;
        narrow.wide_registers = false;
        require_same(density_clusters(xy, {}, narrow, {.threads = 1}), on_a_line(at, options));
    }
}

TEST_CASE("units in degrees are the same for narrow registers") {
    std::mt19937 lot(5);
    for (int round = 0; round < 20; ++round) {
        auto xy = crowds(lot, 1.0, 1e-4);
        DensityOptions options{.eps_m = 1500.0 * (1 + round), .min_units = 4, .ground = Ground::lon_lat_deg};
        const auto wide = density_clusters(xy, {}, options);
        options.wide_registers = false;
        require_same(density_clusters(xy, {}, options), wide);
    }
}

TEST_CASE("clusters in degrees are those of distances on the ellipsoid, at every latitude") {
    const std::array<double, 6> places{112.0, -7.5, 112.0, -6.5, 113.0, -7.0};  // distances by GeographicLib
    CHECK(ellipsoid_m(&places[0], &places[2]) == Approx(110590.7962).margin(1e-3));
    CHECK(ellipsoid_m(&places[0], &places[4]) == Approx(123505.1898).margin(1e-3));
    std::mt19937 lot(7);
    int compared = 0;
    for (int round = 0; round < 120; ++round) {
        const std::array<double, 6> middles{-7.5, 0.0, 45.0, 75.0, -88.0, 89.9};
        const double middle = middles[static_cast<std::size_t>(round) % middles.size()];
        const double lon0 = round % 4 == 0 ? 179.5 : 112.0;
        auto xy = crowds(lot, 1.0, 1e-4);
        for (std::size_t i = 0; i < xy.size(); i += 2) {
            xy[i] = std::remainder(lon0 + (middle > 80.0 ? 50.0 : 1.0) * xy[i], 360.0);
            xy[i + 1] = std::min(90.0, middle + xy[i + 1] * (middle > 80.0 ? 0.05 : 1.0));
        }
        const DensityOptions options{.eps_m = 500.0 * static_cast<double>(1 + lot() % 60),
                                     .min_units = static_cast<std::uint32_t>(2 + lot() % 5),
                                     .ground = Ground::lon_lat_deg};
        if (is_close_call(xy, options.eps_m)) continue;
        ++compared;
        require_same(density_clusters(xy, {}, options), by_definition(xy, {}, options, ellipsoid_m));
    }
    CHECK(compared > 40);
}

TEST_CASE("crowded cells just out of reach of each other stay apart") {
    std::vector<double> xy;
    for (int i = 0; i < 40; ++i) {
        const double up = 0.01 * i;
        xy.insert(xy.end(), {0.0, up, 100.01, up});
    }
    CHECK(density_clusters(xy, {}, {.eps_m = 100.0}).count == 2);
    CHECK(density_clusters(xy, {}, {.eps_m = 100.02}).count == 1);
}
