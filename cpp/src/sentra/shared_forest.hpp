#pragma once
#include <atomic>
#include <cstdint>
#include <petasentra/core/large_memory.hpp>
#include <utility>

namespace petasentra::sentra {

/// Sets of units that several threads join at once: each unit points to a smaller one of its set, the smallest to
/// itself. So every set is known by its smallest member, and what is left in the end does not depend on who came first.
class SharedForest {
  public:
    explicit SharedForest(core::LargeVector<std::uint32_t>& above) : m_above(above) {}

    /// The smallest member of its set, as far as is known by now.
    [[nodiscard]] std::uint32_t top(std::uint32_t one) noexcept {
        while (true) {
            const auto above = load(one);
            if (above == one) return one;
            const auto further = load(above);
            // Halving the way: whoever comes after has fewer steps. Somebody else may have shortened it more by now,
            // and that is lost; but `further` stays above `one` for good.
            if (further != above) store(one, further);
            one = further;
        }
    }

    void join(std::uint32_t a, std::uint32_t b) noexcept {
        while (true) {
            a = top(a);
            b = top(b);
            if (a == b) return;
            if (a < b) std::swap(a, b);
            auto expected = a;
            if (std::atomic_ref(m_above[a]).compare_exchange_strong(expected, b, std::memory_order_relaxed)) return;
        }
    }

    /// Puts one below another of its set; where it was a top, nobody else may be about to join it.
    void put_below(std::uint32_t one, std::uint32_t above) noexcept { store(one, above); }

  private:
    [[nodiscard]] std::uint32_t load(std::uint32_t one) noexcept {
        return std::atomic_ref(m_above[one]).load(std::memory_order_relaxed);
    }
    void store(std::uint32_t one, std::uint32_t above) noexcept {
        std::atomic_ref(m_above[one]).store(above, std::memory_order_relaxed);
    }

    core::LargeVector<std::uint32_t>& m_above;
};

}  // namespace petasentra::sentra
