#pragma once
#include <petasentra/network/lanes.hpp>

#include "network/lane_kernels.hpp"

namespace petasentra::network {

/// Throws Error(option_value) for a width this processor lacks.
[[nodiscard]] const LaneKernels& kernels_for(Lanes width);

}  // namespace petasentra::network
