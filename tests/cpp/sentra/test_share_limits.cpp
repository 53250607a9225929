#include <array>
#include <petasentra/core/error.hpp>
#include <petasentra/sentra/share_limits.hpp>

#include "catch.hpp"

using namespace petasentra;

TEST_CASE("limits of a share are those of the tables") {
    const std::array<std::int64_t, 5> seen{1, 0, 5, 15, 456}, of{5, 20, 5, 50, 456'488};
    const auto found = sentra::share_limits(seen, of, 0.95);
    CHECK(found.low[0] == Approx(0.00505076).epsilon(1e-5));  // 1 - 0.975^(1/5)
    CHECK(found.high[0] == Approx(0.71641794).epsilon(1e-6));
    CHECK(found.low[1] == 0.0);
    CHECK(found.high[1] == Approx(0.16843347).epsilon(1e-6));  // 1 - 0.025^(1/20)
    CHECK(found.low[2] == Approx(0.47817624).epsilon(1e-6));   // 0.025^(1/5)
    CHECK(found.high[2] == 1.0);
    CHECK(found.low[3] < 0.3);
    CHECK(found.high[3] > 0.3);
    CHECK(found.low[4] < 456.0 / 456'488);
}

TEST_CASE("no more can be seen than there are") {
    const std::array<std::int64_t, 1> two{2}, one{1}, none{0};
    CHECK_THROWS_AS(sentra::share_limits(two, one, 0.95), core::Error);
    CHECK_THROWS_AS(sentra::share_limits(none, none, 0.95), core::Error);
    CHECK_THROWS_AS(sentra::share_limits(one, one, 1.0), core::Error);
}
