#pragma once
#include <atomic>
#include <cstdint>
#include <vector>

namespace petasentra::sentra {

/// Sets that several threads join at once. Every set is known by its smallest member, so what is left in the end does
/// not depend on who came first.
class SharedForest {
  public:
    explicit SharedForest(std::size_t size) : m_above(size) {
        for (std::size_t i = 0; i < size; ++i) m_above[i] = static_cast<std::uint32_t>(i);
    }

    /// The smallest member of its set, as far as is known by now.
    [[nodiscard]] std::uint32_t top(std::uint32_t one) noexcept {
        while (true) {
            const auto above = load(one);
            if (above == one) return one;
            // Halving the way: whoever comes after has fewer steps; a lost race costs nothing.
            auto seen = above;
            const auto further = load(above);
            if (further != above)
                std::atomic_ref(m_above[one]).compare_exchange_weak(seen, further, std::memory_order_relaxed);
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

  private:
    [[nodiscard]] std::uint32_t load(std::uint32_t one) noexcept {
        return std::atomic_ref(m_above[one]).load(std::memory_order_relaxed);
    }

    std::vector<std::uint32_t> m_above;
};

}  // namespace petasentra::sentra
