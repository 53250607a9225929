#pragma once
#include <cstdint>
#include <petasentra/core/error.hpp>

namespace petasentra::supply {

__extension__ typedef __int128 Wide;

/// A sum of amounts times costs, exact while it is made.
class WideSum {
  public:
    void add(std::int64_t amount, std::int64_t cost) { m_sum += Wide{amount} * Wide{cost}; }
    void add(const WideSum& other) { m_sum += other.m_sum; }
    /// Error(option_value) if it does not fit.
    [[nodiscard]] std::int64_t value() const {
        const auto out = static_cast<std::int64_t>(m_sum);
        if (Wide{out} == m_sum) return out;
        throw core::Error(core::ErrorCode::option_value,
                          {"Biaya seluruh rencana melampaui 2^63.", "The cost of the whole plan passes 2^63."},
                          {"Pakai satuan jumlah atau biaya yang lebih besar, misalnya ton dan ribu rupiah.",
                           "Use larger units of amounts or costs, such as tonnes and thousands of rupiah."});
    }

  private:
    Wide m_sum = 0;
};

}  // namespace petasentra::supply
