#pragma once
#include <cstdint>
#include <cstring>

namespace petasentra::zoning {

/// Two numbers side by side, on which arithmetic works as on one: every processor with 64 bits has registers for them.
using Two = double __attribute__((vector_size(16)));
[[nodiscard]] inline Two two_at(const double* values) noexcept {
    Two out;
    std::memcpy(&out, values, sizeof(out));
    return out;
}

/// A row of answers, one bit each, for each of two numbers. The answer given last is the lowest bit.
///
/// A comparison that holds is -1, so it is taken off where `|` would do: gcc 12 leaves the registers for a bit by bit
/// `mask & number`, and a comparison costs four times as much.
class TwoRows {
  public:
    using Answers = decltype(Two{} < Two{});
    /// Room for `places` more answers, the last of which is given.
    template <int places = 1>
    void give(const Answers& holds) noexcept {
        m_bits = (m_bits << places) - holds;
    }
    [[nodiscard]] std::uint64_t first() const noexcept { return static_cast<std::uint64_t>(m_bits[0]); }
    [[nodiscard]] std::uint64_t second() const noexcept { return static_cast<std::uint64_t>(m_bits[1]); }

  private:
    Answers m_bits{};
};

}  // namespace petasentra::zoning
