#pragma once

namespace petasentra::core {

/// Asks for memory that will be read soon, without waiting for it. Any address will do.
///
/// Never without the empty statement: gcc 12 holds a function that only prefetches for one without effect, and drops
/// the calls.
[[gnu::always_inline]] inline void prefetch(const void* place) noexcept {
    __builtin_prefetch(place);
    asm volatile("" : : "r"(place));
}

}  // namespace petasentra::core
