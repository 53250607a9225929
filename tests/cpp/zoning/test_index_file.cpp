#include <filesystem>
#include <petasentra/zoning/distance.hpp>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>

#include "catch.hpp"
#include "io/gdal/scratch.hpp"
#include "zoning/index_bytes.hpp"
#include "zoning/mosaic.hpp"

namespace zoning = petasentra::zoning;
using petasentra::core::Error;
using petasentra::core::ErrorCode;
using zoning::ZoningIndex;

namespace {

const mosaic::Shape small_shape{.across = 3, .bend = 20.0, .grown = 4.0};

petasentra::layer::Layer zones_of(const mosaic::Shape& shape) {
    auto layer = mosaic::zones(shape, 7);
    layer.geometry.append_null();
    layer.table.size = layer.geometry.size();
    layer.provenance = {"zones.gpkg", "rtrw", std::string(64, 'a'), "2026-01-02", "GPKG"};
    return layer;
}

struct Points {
    std::vector<double> x, y;
    [[nodiscard]] petasentra::geometry::Places places() const { return {x.data(), y.data(), 1, 1, x.size()}; }
};

Points points_of(const petasentra::layer::Layer& zones, const mosaic::Shape& shape, std::size_t count) {
    std::mt19937_64 random(11);
    const double width = shape.side * static_cast<double>(shape.across);
    std::uniform_real_distribution<double> within(-0.1 * width, 1.1 * width);
    Points out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto v = random() % zones.geometry.vertex_count();
        const bool on_vertex = i % 4 == 0;
        out.x.push_back(on_vertex ? zones.geometry.xy[2 * v] : shape.x + within(random));
        out.y.push_back(on_vertex ? zones.geometry.xy[2 * v + 1] : shape.y + within(random));
    }
    return out;
}

/// Everything an index is asked for.
struct Answers {
    zoning::Located located;
    zoning::LocatedAll all;
    zoning::SiteShares shares;
    zoning::Nearest nearest;
};

Answers answers(const ZoningIndex& index, const Points& points, const petasentra::layer::Layer& sites) {
    return {zoning::locate(points.places(), index), zoning::locate_all(points.places(), index),
            zoning::shares(sites, index), zoning::distance_to_boundary(points.places(), index)};
}

void check_same(const Answers& one, const Answers& other) {
    CHECK(one.located.zone == other.located.zone);
    CHECK(one.located.on_boundary == other.located.on_boundary);
    CHECK(one.all.point == other.all.point);
    CHECK(one.all.zone == other.all.zone);
    CHECK(one.all.on_boundary == other.all.on_boundary);
    CHECK(one.shares.site == other.shares.site);
    CHECK(one.shares.zone == other.shares.zone);
    CHECK(one.shares.area_m2 == other.shares.area_m2);
    CHECK(one.shares.share == other.shares.share);
    CHECK(one.shares.covered_more_than_once_m2 == other.shares.covered_more_than_once_m2);
    CHECK(one.nearest.metres == other.nearest.metres);
    CHECK(one.nearest.zone == other.nearest.zone);
}

/// What open() says, in English; empty if it opens.
std::string refusal(const std::string& path, bool verify = false) {
    try {
        static_cast<void>(ZoningIndex::open(path, verify));
    } catch (const Error& error) {
        CHECK((error.code() == ErrorCode::file_unreadable || error.code() == ErrorCode::file_not_found));
        CHECK(error.place().file == path);
        CHECK_FALSE(error.message().id.empty());
        CHECK_FALSE(error.hint().en.empty());
        return error.message().en;
    }
    return {};
}

bool says(const std::string& message, const std::string& part) {
    INFO(message);
    return message.find(part) != std::string::npos;
}

std::string saved_bytes(const mosaic::Shape& shape) {
    const Scratch scratch;
    ZoningIndex(zones_of(shape)).save(scratch.path("index"));
    return scratch.bytes("index");
}

}  // namespace

TEST_CASE("an index that was saved and opened answers as the one that was built") {
    const Scratch scratch;
    for (const auto& shape : {small_shape, mosaic::Shape{.across = 8, .bend = 30.0, .left_out = 4},
                              mosaic::Shape{.side = 0.004, .x = -3.0, .y = -0.5}}) {
        const auto layer = zones_of(shape);
        const auto sites = mosaic::sites(layer, shape, 120, 5);
        const auto points = points_of(layer, shape, 3000);
        const ZoningIndex built(layer);
        built.save(scratch.path("zones.psx"));
        const auto opened = ZoningIndex::open(scratch.path("zones.psx"));
        CHECK(opened.zone_count() == built.zone_count());
        CHECK(opened.vertex_count() == layer.geometry.vertex_count());
        CHECK(opened.bytes() == built.bytes());
        CHECK(opened.crs().projjson() == built.crs().projjson());
        CHECK(opened.source().source == "zones.gpkg");
        CHECK(opened.source().layer_name == "rtrw");
        CHECK(opened.source().sha256 == std::string(64, 'a'));
        CHECK(opened.source().read_on == "2026-01-02");
        CHECK(opened.source().driver == "GPKG");
        check_same(answers(opened, points, sites), answers(built, points, sites));
        for (std::uint32_t row = 0; row < built.zone_count(); ++row)
            CHECK(opened.zone(row).area() == built.zone(row).area());
    }
}

TEST_CASE("the file of an opened index is the one it was opened from, for any number of threads") {
    const Scratch scratch;
    const ZoningIndex built(zones_of(small_shape));
    built.save(scratch.path("one"), {.threads = 1});
    built.save(scratch.path("two"), {.threads = 2});
    ZoningIndex::open(scratch.path("one")).save(scratch.path("again"), {.threads = 8});
    CHECK(scratch.bytes("one") == scratch.bytes("two"));
    CHECK(scratch.bytes("one") == scratch.bytes("again"));
    IndexBytes sealed{scratch.bytes("one")};
    sealed.seal();
    CHECK(sealed.bytes == scratch.bytes("one"));  // checksums are what the docs say
    CHECK(scratch.names() == std::vector<std::string>{"again", "one", "two"});
}

TEST_CASE("an index of no zones is saved and opened") {
    const Scratch scratch;
    ZoningIndex(mosaic::empty_layer()).save(scratch.path("none"));
    const auto opened = ZoningIndex::open(scratch.path("none"));
    CHECK(opened.zone_count() == 0);
    const Points points{{600'000.0}, {9'160'000.0}};
    CHECK(zoning::locate(points.places(), opened).zone[0] == zoning::outside);
    CHECK_THROWS_AS(ZoningIndex().save(scratch.path("nothing")), Error);
}

TEST_CASE("what is no index of this version is refused by its reason") {
    const Scratch scratch;
    const auto good = saved_bytes(small_shape);
    const auto with = [&](std::size_t place, std::uint32_t value) {
        IndexBytes changed{good};
        changed.put(place, value);
        return scratch.write("changed", changed.bytes);
    };
    CHECK(refusal(scratch.write("changed", good)).empty());
    CHECK(says(refusal(scratch.path("missing")), "no such file"));
    CHECK(says(refusal(scratch.path("")), "cannot be read"));  // a folder
    CHECK(says(refusal(scratch.write("changed", "")), "no zoning index"));
    CHECK(says(refusal(scratch.write("changed", "zone,code\n1,KPI\n")), "no zoning index"));
    CHECK(says(refusal(with(8, 0x04030201U)), "byte order"));
    CHECK(says(refusal(with(8, 17U)), "head or directory"));
    CHECK(says(refusal(with(12, 2U)), "format 2, newer"));
    CHECK(says(refusal(with(12, 0U)), "format 0, older"));
    CHECK(says(refusal(with(32, 3U)), "head or directory"));
    CHECK(says(refusal(scratch.write("changed", good + "x")), "longer"));
    for (const auto length : {std::size_t{5}, std::size_t{191}, std::size_t{2000}, good.size() - 1})
        CHECK(says(refusal(scratch.write("changed", good.substr(0, length))), "cut short"));
}

TEST_CASE("a small file is looked at in full, so that one changed bit is found") {
    const Scratch scratch;
    const auto good = saved_bytes(small_shape);
    const IndexBytes layout{good};
    for (std::size_t section = 0; section < IndexBytes::sections; ++section) {
        if (layout.size(section) == 0) continue;
        auto changed = good;
        changed[layout.offset(section)] = static_cast<char>(changed[layout.offset(section)] ^ 1);
        CHECK(says(refusal(scratch.write("changed", changed)), layout.name(section) + "\" is not what was written"));
    }
}

TEST_CASE("a large file is mapped and compared with its checksums when that is asked for") {
    const Scratch scratch;
    const mosaic::Shape shape{.across = 90, .bend = 20.0, .points = 10};
    const auto layer = zones_of(shape);
    const ZoningIndex built(layer, {}, {.check_validity = false});
    const auto path = scratch.path("zones.psx");
    built.save(path);
    const IndexBytes file{scratch.bytes("zones.psx")};
    REQUIRE(file.bytes.size() > (std::size_t{16} << 20U));
    const auto points = points_of(layer, shape, 5000);
    const auto sites = mosaic::sites(layer, shape, 5, 5);
    const auto expected = answers(built, points, sites);
    const auto mapped = ZoningIndex::open(path, true);
    // Saved over while it is mapped: who has the old file goes on reading it.
    ZoningIndex::open(path).save(path);
    CHECK(scratch.bytes("zones.psx") == file.bytes);
    ZoningIndex(zones_of(small_shape)).save(path);
    check_same(answers(mapped, points, sites), expected);

    auto changed = file.bytes;
    const auto place = file.offset(file.section("xy"));
    changed[place] = static_cast<char>(changed[place] ^ 1);
    CHECK(refusal(scratch.write("changed", changed)).empty());
    CHECK(says(refusal(scratch.path("changed"), true), "\"xy\" is not what was written"));
    CHECK(says(refusal(scratch.write("short", changed.substr(0, changed.size() - 1))), "cut short"));
}

TEST_CASE("what cannot be written leaves nothing behind, and the file that was there") {
    const Scratch scratch;
    const ZoningIndex built(zones_of(small_shape));
    const auto code_of = [&](const std::string& path, const petasentra::core::Control& control) {
        try {
            built.save(path, control);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::internal;
    };
    scratch.write("there", "before");
    std::filesystem::create_directory(scratch.path("folder"));
    std::filesystem::create_directory(scratch.path("folder/full"));
    const std::atomic<bool> stop{true};
    CHECK(code_of(scratch.path("folder"), {}) == ErrorCode::write_failed);
    CHECK(code_of(scratch.path("no/such/folder"), {}) == ErrorCode::write_failed);
    CHECK(code_of(scratch.path("there"), {.cancel = &stop}) == ErrorCode::cancelled);
    CHECK(scratch.bytes("there") == "before");
    CHECK(scratch.names() == std::vector<std::string>{"folder", "there"});
}

TEST_CASE("saving and opening tell how far they are, never back") {
    const Scratch scratch;
    std::vector<double> told;
    const petasentra::core::Control control{.progress = [&](double done) { told.push_back(done); }};
    ZoningIndex(zones_of(small_shape)).save(scratch.path("zones.psx"), control);
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.back() == 1.0);
    told.clear();
    static_cast<void>(ZoningIndex::open(scratch.path("zones.psx"), true, control));
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.back() == 1.0);
}
