#include <catch2/catch.hpp>
#include <petasentra/geometry/library.hpp>

TEST_CASE("GEOS tells the version that is loaded, and its C interface") {
    const auto version = petasentra::geometry::geos_version();
    CHECK(version.substr(0, 2) == "3.");
    CHECK(version.find("-CAPI-1.") != std::string::npos);
}
