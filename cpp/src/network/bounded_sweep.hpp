#pragma once
#include <functional>
#include <petasentra/core/control.hpp>

#include "network/climb.hpp"
#include "network/lanes.hpp"

namespace petasentra::network {

/// Some nodes that a batch of origins reaches: ranks and rows of costs.
struct FoundNodes {
    std::span<const std::uint32_t> origins;
    std::span<const std::uint32_t> ranks;
    const LaneRow* rows;
};

/// What is done with a batch of origins: `found` is called as often as needed, then `done` once. One object belongs to
/// one thread at a time.
class WithinWork {
  public:
    virtual ~WithinWork() = default;
    virtual void found(const FoundNodes& some) = 0;
    virtual void done(std::span<const std::uint32_t> /*origins*/) {}
};

/// The nodes a sweep has to come to, by their ranks; the others are passed by, and with them most of what is below.
class WantedRanks {
  public:
    /// Those for which `is_wanted`, by rank, is not 0.
    WantedRanks(const Hierarchy& hierarchy, const std::vector<std::uint8_t>& is_wanted);
    /// All.
    WantedRanks() = default;
    [[nodiscard]] const std::uint32_t* before() const noexcept { return m_before.empty() ? nullptr : m_before.data(); }

  private:
    std::vector<std::uint32_t> m_before;
};

/// Sweeps from all origins, batch by batch, each as far as the limit.
void sweep_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins, Cost limit,
                  Direction direction, const WantedRanks& wanted, const LaneKernels& kernels,
                  const std::function<std::unique_ptr<WithinWork>()>& make, const core::Control& control);

}  // namespace petasentra::network
