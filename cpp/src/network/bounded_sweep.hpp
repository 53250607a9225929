#pragma once
#include <functional>
#include <petasentra/core/control.hpp>

#include "network/climb.hpp"
#include "network/lanes.hpp"

namespace petasentra::network {

/// Some nodes that a batch of origins reaches: ranks and rows of costs.
struct Found {
    std::span<const std::uint32_t> origins;
    std::span<const std::uint32_t> ranks;
    const Row* rows;
};

/// What is done with a batch of origins: `found` is called as often as needed, then `done` once. One object belongs to
/// one thread at a time.
class WithinWork {
  public:
    virtual ~WithinWork() = default;
    virtual void found(const Found& some) = 0;
    virtual void done(std::span<const std::uint32_t> /*origins*/) {}
};

/// Sweeps from all origins, batch by batch, each as far as the limit.
void sweep_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins, Cost limit,
                  Direction direction, const LaneKernels& kernels,
                  const std::function<std::unique_ptr<WithinWork>()>& make, const core::Control& control);

}  // namespace petasentra::network
