#include <algorithm>
#include <atomic>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <string>
#include <vector>

#include "catch.hpp"

using namespace petasentra::core;

TEST_CASE("steps of one piece of work tell one progress that never goes back") {
    std::vector<double> told;
    const Control control{.progress = [&](double share) { told.push_back(share); }, .threads = 1};
    for_blocks(4, 1, control.part(0.0, 0.5), [](Block) {});
    const auto rest = control.part(0.5, 1.0);
    for_blocks(2, 1, rest.part(0.0, 0.5), [](Block) {});
    for_blocks(2, 1, rest.part(0.5, 1.0), [](Block) {});
    CHECK(told == std::vector<double>{0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0});
}

TEST_CASE("a number of threads is 1 to 256, or nothing for one per processor") {
    CHECK(thread_count_of(std::nullopt) == 0);
    CHECK(thread_count_of(1) == 1);
    CHECK(thread_count_of(256) == 256);
    for (const std::int64_t asked : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{257}, std::int64_t{1} << 40}) {
        try {
            static_cast<void>(thread_count_of(asked));
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::option_value);
            CHECK(error.message().en.find(std::to_string(asked)) != std::string::npos);
            CHECK(error.message().en.find("1..256") != std::string::npos);
            CHECK(error.message().id.find("1..256") != std::string::npos);
        }
    }
}

TEST_CASE("a part is stopped with the whole and uses as many threads") {
    std::atomic<bool> cancel{false};
    const Control control{.cancel = &cancel, .threads = 3};
    const auto part = control.part(0.0, 0.1);
    CHECK(part.threads == 3);
    CHECK_FALSE(part.progress);
    cancel = true;
    CHECK(part.cancelled());
}
