#pragma once
#include <cstdint>
#include <cstring>

namespace petasentra::sentra {

/// Four numbers that are reckoned with at once, in one register where the processor has such wide ones. Each of the four
/// is rounded as it would be alone. Comparing gives -1 for true and 0 for false.
using FourDoubles = double __attribute__((vector_size(32)));
using FourLongs = std::int64_t __attribute__((vector_size(32)));
using FourNumbers = std::uint32_t __attribute__((vector_size(16)));

/// By reference, for compilers pass such values differently from one processor to the next.
template <class Four, class Value>
[[gnu::always_inline]] inline void load(Four& into, const Value* from) {
    static_assert(sizeof(Four) == 4 * sizeof(Value));
    std::memcpy(&into, from, sizeof(Four));
}

[[gnu::always_inline]] inline std::int64_t sum_of(const FourLongs& four) {
    return (four[0] + four[1]) + (four[2] + four[3]);
}

[[gnu::always_inline]] inline std::uint64_t any_of(const FourLongs& bits) {
    return static_cast<std::uint64_t>((bits[0] | bits[1]) | (bits[2] | bits[3]));
}

/// 0, 1, 2, 3: who of the four.
constexpr FourLongs each_of_four{0, 1, 2, 3};

}  // namespace petasentra::sentra
