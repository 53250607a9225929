#pragma once
#include <petasentra/access/reach_sums.hpp>
#include <vector>

namespace petasentra::access {

/// The weight of every whole cost up to a limit; none beyond.
class WeightTable {
  public:
    /// Error(option_value) for a limit that is unreachable, a unit that is not above 0, and an unsound decay.
    explicit WeightTable(const Reach& reach);

    [[nodiscard]] double at(network::Cost cost) const noexcept {
        return cost < m_weights.size() ? m_weights[cost] : 0.0;
    }
    /// No weight is above this.
    [[nodiscard]] double most() const noexcept { return m_most; }

  private:
    std::vector<double> m_weights;
    double m_most;
};

}  // namespace petasentra::access
