#include <petasentra/geometry/transform.hpp>

#include "catch.hpp"
#include "topology/squares.hpp"

using namespace petasentra;
using namespace petasentra::topology;

namespace {

layer::Layer in_crs(layer::Layer layer, const char* crs) {
    const auto wanted = geometry::Crs::from_user_input(crs);
    layer.geometry = geometry::transform(layer.geometry, layer.crs, wanted);
    layer.crs = wanted;
    return layer;
}

}  // namespace

TEST_CASE("ground in Web Mercator and World Mercator is measured in UTM") {
    const auto zones = layer_of({{rectangle(0, 0, 101, 100)}, {rectangle(100, 0, 200, 100)}});
    for (const char* crs : {"EPSG:3857", "EPSG:3395"}) {
        const auto result = validated(in_crs(zones, crs));
        REQUIRE(codes(result) == "ZONE_OVERLAP");
        CHECK(result.found.faults[0].measure == Approx(100.0).margin(0.1));
        CHECK(result.settings.metric_crs.authority_code() == "EPSG:32749");
    }
}

TEST_CASE("a layer in metres keeps its CRS, also three degrees from the central meridian") {
    const auto zones = layer_of({{rectangle(-450'000, 0, 200'000, 100)}});
    CHECK(working_crs(zones, {}).authority_code() == "EPSG:32749");
    const auto village = layer_of({{rectangle(0, 0, 1000, 1000)}});
    CHECK(working_crs(in_crs(village, "EPSG:23836"), {}).authority_code() == "EPSG:23836");
}

TEST_CASE("a layer wider than a UTM zone serves is measured around its centre, areas true") {
    auto zones = layer_of({{rectangle(0, 0, 101, 100)}, {rectangle(100, 0, 200, 100)}});
    const auto far = in_crs(layer_of({{rectangle(2'400'000, 0, 2'400'100, 100)}}), "EPSG:4326");
    zones = in_crs(zones, "EPSG:4326");
    zones.geometry.append(far.geometry, 0);
    zones.table = {};
    zones.table.size = 3;
    const auto result = validated(zones);
    REQUIRE(codes(result) == "ZONE_OVERLAP");
    CHECK(result.found.faults[0].measure == Approx(100.0).margin(0.1));
    CHECK(result.settings.metric_crs.name().starts_with("WGS 84 / LAEA 12"));
}
