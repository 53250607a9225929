#include <petasentra/core/error.hpp>

#include "catch.hpp"
#include "topology/squares.hpp"

using namespace petasentra;
using namespace petasentra::topology;

namespace {

core::Error refused(const layer::Layer& beside, bool as_perimeter) {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}});
    try {
        static_cast<void>(validated(zones, {}, {as_perimeter ? &beside : nullptr, as_perimeter ? nullptr : &beside}));
    } catch (const core::Error& error) {
        return error;
    }
    FAIL("answered");
    throw;
}

}  // namespace

TEST_CASE("a perimeter or neighbour without polygons is refused by name") {
    auto nothing = layer_of({});
    nothing.provenance.source = "batas.shp";
    nothing.provenance.layer_name = "batas";
    for (const bool as_perimeter : {true, false}) {
        const auto error = refused(nothing, as_perimeter);
        CHECK(error.code() == core::ErrorCode::option_value);
        CHECK(error.message().en.find(as_perimeter ? "perimeter" : "neighbour") != std::string::npos);
        CHECK(error.place().file == "batas.shp");
        CHECK(error.place().layer == "batas");
    }
}

TEST_CASE("a perimeter without CRS is named, by its part where it has no name") {
    auto perimeter = layer_of({{rectangle(0, 0, 10, 10)}});
    perimeter.crs = {};
    CHECK(refused(perimeter, true).place().layer == "zones");
    perimeter.provenance.layer_name = "";
    const auto error = refused(perimeter, true);
    CHECK(error.code() == core::ErrorCode::crs_missing);
    CHECK(error.place().layer == "perimeter");
    CHECK(error.message().id.find("batas wilayah") != std::string::npos);
}
