#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace petasentra::sentra {

/// The exact interval of a share of which x of n were seen (Clopper and Pearson 1934, Biometrika 26: 404-413): the shares
/// at which as many or more, and as few or fewer, are seen in less than half of 1 - confidence of all samples.
///
///     of 5 units one makes tofu: between 0.5 % and 71.6 % may, at 95 %
///
/// It holds the truth at least as often as it says. None seen: from 0. All seen: up to 1.
struct ShareLimits {
    std::vector<double> low;
    std::vector<double> high;
};

/// Error(option_value) where more are seen than there are, nothing was looked at, lists differ in length or the confidence
/// is not between 0 and 1. Cost: a few evaluations of the incomplete beta function a share.
[[nodiscard]] ShareLimits share_limits(std::span<const std::int64_t> seen, std::span<const std::int64_t> of,
                                       double confidence);

}  // namespace petasentra::sentra
