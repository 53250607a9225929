#include <algorithm>
#include <atomic>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "catch.hpp"

using namespace petasentra::core;

TEST_CASE("blocks cover all rows once and are the same for any number of threads") {
    for (const std::size_t n : {1U, 7U, 8U, 9U, 1000U}) {
        std::vector<std::vector<std::size_t>> starts;
        for (const unsigned threads : {1U, 2U, 7U}) {
            std::vector<std::size_t> begin(block_count(n, 8), n);
            std::vector<int> seen(n, 0);
            for_blocks(n, 8, {.threads = threads}, [&](Block block) {
                begin[block.index] = block.begin;
                for (auto row = block.begin; row < block.end; ++row) ++seen[row];
            });
            CHECK(std::accumulate(seen.begin(), seen.end(), std::size_t{0}) == n);
            CHECK(*std::min_element(seen.begin(), seen.end()) == 1);
            starts.push_back(begin);
        }
        CHECK(starts[0] == starts[1]);
        CHECK(starts[0] == starts[2]);
    }
}

TEST_CASE("no rows means no work") {
    bool called = false;
    for_blocks(0, 10, {}, [&](Block) { called = true; });
    CHECK_FALSE(called);
}

TEST_CASE("of several failing blocks the lowest is reported, whatever the number of threads") {
    for (const unsigned threads : {1U, 2U, 8U}) {
        for (int repeat = 0; repeat < 50; ++repeat) {
            std::string message;
            try {
                for_blocks(400, 4, {.threads = threads}, [](Block block) {
                    if (block.index >= 13 && block.index % 3 == 1)
                        throw std::runtime_error(std::to_string(block.index));
                    std::this_thread::yield();
                });
            } catch (const std::runtime_error& error) {
                message = error.what();
            }
            REQUIRE(message == "13");
        }
    }
}

TEST_CASE("a cancelled control stops before the next block") {
    std::atomic<bool> cancel{false};
    std::atomic<int> blocks{0};
    try {
        for_blocks(1000, 1, {.cancel = &cancel, .threads = 1}, [&](Block block) {
            ++blocks;
            if (block.index == 4) cancel = true;
        });
        FAIL("not cancelled");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::cancelled);
    }
    CHECK(blocks == 5);
}

TEST_CASE("progress rises to one and comes from one thread at a time") {
    std::vector<double> shares;  // written without a lock on purpose: ThreadSanitizer would see two at once
    for_blocks(100, 3, {.progress = [&](double share) { shares.push_back(share); }, .threads = 4}, [](Block) {});

    REQUIRE(shares.size() == block_count(100, 3));
    CHECK(std::is_sorted(shares.begin(), shares.end()));
    CHECK(shares.back() == 1.0);
}

TEST_CASE("an exception in the progress call reaches the caller") {
    const Control control{.progress = [](double) { throw std::runtime_error("stop"); }, .threads = 2};
    CHECK_THROWS_AS(for_blocks(10, 1, control, [](Block) {}), std::runtime_error);
}
