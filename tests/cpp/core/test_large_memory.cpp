#include <numeric>
#include <petasentra/core/large_memory.hpp>

#include "catch.hpp"

using petasentra::core::reserve_large;

TEST_CASE("room in large pages holds what is put there, and asking again changes nothing") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{2'000'000}}) {
        std::vector<double> values;
        reserve_large(values, size);
        CHECK(values.empty());
        CHECK(values.capacity() >= size);
        values.resize(size);
        std::iota(values.begin(), values.end(), 1.0);
        const auto* before = values.data();
        reserve_large(values, size / 2);
        CHECK(values.data() == before);
        CHECK((size == 0 || values.back() == static_cast<double>(size)));
    }
}
