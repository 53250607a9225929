#include <atomic>
#include <petasentra/core/error.hpp>
#include <petasentra/layer/layer.hpp>
#include <vector>

#include "catch.hpp"

using namespace petasentra;
using geometry::GeometryColumn;

namespace {

GeometryColumn many_points(std::size_t n) {
    GeometryColumn column;
    for (std::size_t row = 0; row < n; ++row) {
        column.xy.insert(column.xy.end(), {1.0, 2.0});
        column.vertex_of_ring.push_back(row + 1);
        column.ring_of_part.push_back(row + 1);
        column.part_of_row.push_back(row + 1);
        column.kind.push_back(geometry::Kind::point);
        column.has_z.push_back(0);
        column.has_m.push_back(0);
    }
    return column;
}

}  // namespace

TEST_CASE("counting stops a few rows after it was asked to") {
    std::atomic<bool> cancel{false};
    std::vector<double> told;
    const core::Control control{.progress =
                                    [&](double share) {
                                        told.push_back(share);
                                        cancel = true;
                                    },
                                .cancel = &cancel,
                                .threads = 1};
    try {
        static_cast<void>(layer::count_geometries(many_points(10'000), true, control));
        FAIL("not stopped");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::cancelled);
    }
    REQUIRE(told.size() == 1);
    CHECK(told[0] <= 0.01);
}

TEST_CASE("counts without validity leave it out") {
    const auto counts = layer::count_geometries(many_points(3), false);
    CHECK_FALSE(counts.invalid);
    CHECK(counts.rows == 3);
    CHECK(counts.kinds == layer::count_kinds(many_points(3)));
}
