#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace petasentra::sentra {

/// Four numbers that are reckoned with at once, in one register where the processor has such wide ones. Each of the four
/// is rounded as it would be alone. Comparing gives -1 for true and 0 for false.
using FourDoubles = double __attribute__((vector_size(32)));
using FourLongs = std::int64_t __attribute__((vector_size(32)));
using FourNumbers = std::uint32_t __attribute__((vector_size(16)));
using FourBytes = std::uint8_t __attribute__((vector_size(4)));

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

/// Who of eight numbers is below a bound, a bit each.
[[gnu::always_inline]] inline std::uint32_t who_is_below(const std::int32_t* eight, std::int32_t bound) {
#if defined(__SSE2__)
    const auto below = [&](const std::int32_t* four) __attribute__((always_inline)) {
        return _mm_cmplt_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(four)), _mm_set1_epi32(bound));
    };
    const auto words = _mm_packs_epi32(below(eight), below(eight + 4));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(words, _mm_setzero_si128())));
#else
    std::uint32_t out = 0;
    for (std::uint32_t k = 0; k < 8; ++k) out |= (eight[k] < bound ? 1U : 0U) << k;
    return out;
#endif
}

}  // namespace petasentra::sentra
