// One job of the zoning kernel on a seeded mosaic, on one thread, for a tool that counts instructions: the same
// instructions in every run. Prints how many questions it asked and a sum of the answers.
//
//     zoning_questions build|locate|shares|distance
#include <cmath>
#include <cstdint>
#include <iostream>
#include <petasentra/core/error.hpp>
#include <petasentra/zoning/distance.hpp>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>
#include <random>
#include <string_view>
#include <vector>
#include <zoning/mosaic.hpp>

namespace ps = petasentra;

namespace {

constexpr mosaic::Shape ground{.across = 30, .side = 2'000.0, .bend = 100.0, .points = 40};
constexpr std::size_t point_count = 200'000;
constexpr std::size_t distance_count = 20'000;
constexpr std::size_t site_count = 5'000;
const ps::core::Control one_thread{.threads = 1};

std::vector<double> points(std::size_t count) {
    const double width = ground.side * static_cast<double>(ground.across);
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> along(-0.05 * width, 1.05 * width);
    std::vector<double> xy;
    xy.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        xy.push_back(ground.x + along(random));
        xy.push_back(ground.y + along(random));
    }
    return xy;
}

ps::layer::Layer parcels(std::size_t count) {
    const auto centre = points(count);
    std::mt19937_64 random(6);
    std::uniform_real_distribution<double> radius(20.0, 400.0);
    auto layer = mosaic::empty_layer();
    for (std::size_t i = 0; i < count; ++i)
        mosaic::add_polygon(layer, {mosaic::star(centre[2 * i], centre[2 * i + 1], radius(random), 8, random)});
    return layer;
}

struct Told {
    std::size_t questions;
    double sum;
};

}  // namespace

// Only what runs inside these is counted: the tool knows them by name, so they have a plain one and are not inlined.
extern "C" {
[[gnu::noinline]] void counted_build(const ps::layer::Layer& zones, ps::zoning::ZoningIndex& out) {
    out = ps::zoning::ZoningIndex(zones, one_thread, {.check_validity = false});
}
[[gnu::noinline]] void counted_locate(const ps::geometry::Places& places, const ps::zoning::ZoningIndex& zones,
                                      ps::zoning::Located& out) {
    out = ps::zoning::locate(places, zones, one_thread);
}
[[gnu::noinline]] void counted_shares(const ps::layer::Layer& sites, const ps::zoning::ZoningIndex& zones,
                                      ps::zoning::SiteShares& out) {
    out = ps::zoning::shares(sites, zones, one_thread);
}
[[gnu::noinline]] void counted_distance(const ps::geometry::Places& places, const ps::zoning::Borders& borders,
                                        ps::zoning::Nearest& out) {
    out = ps::zoning::distance_to_boundary(places, borders, one_thread);
}
}

namespace {

Told ask(std::string_view job) {
    const auto zones = mosaic::zones(ground, 1);
    ps::zoning::ZoningIndex index;
    counted_build(zones, index);
    if (job == "build") return {zones.geometry.vertex_count(), static_cast<double>(index.zone_count())};
    if (job == "locate") {
        const auto xy = points(point_count);
        ps::zoning::Located found;
        counted_locate(ps::geometry::Places::of_pairs(xy), index, found);
        double sum = 0.0;
        for (const auto zone : found.zone) sum += static_cast<double>(zone);
        return {point_count, sum};
    }
    if (job == "shares") {
        ps::zoning::SiteShares found;
        counted_shares(parcels(site_count), index, found);
        double sum = 0.0;
        for (const double area : found.area_m2) sum += area;
        return {site_count, sum};
    }
    if (job == "distance") {
        const auto xy = points(distance_count);
        const ps::zoning::Borders borders(index, one_thread);
        ps::zoning::Nearest found;
        counted_distance(ps::geometry::Places::of_pairs(xy), borders, found);
        double sum = 0.0;
        for (const double metres : found.metres) sum += metres;
        return {distance_count, sum};
    }
    return {0, 0.0};
}

}  // namespace

int main(int argc, char** argv) try {
    const auto told = ask(argc > 1 ? argv[1] : "");
    if (told.questions == 0) {
        std::cerr << "usage: zoning_questions build|locate|shares|distance\n";
        return 2;
    }
    std::cout << told.questions << " " << told.sum << "\n";
    return 0;
} catch (const ps::core::Error& error) {
    std::cerr << error.what() << "\n";
    return 3;
}
