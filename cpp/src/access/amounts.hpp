#pragma once
#include <petasentra/access/floating_catchments.hpp>
#include <span>
#include <vector>

namespace petasentra::access {

/// Error(option_value) naming the first amount that is negative or not finite.
void require_amounts(std::span<const double> amounts, const char* name_id, const char* name_en);

/// Their sum, in an order that is that of their sizes: the same however they are listed.
[[nodiscard]] double most_of(std::span<const double> amounts);

/// Supply over demand of each facility, and whether anybody reaches it, from demand_within.
void take_ratios(FloatingCatchments& catchments, std::span<const double> supply);

/// The ratios above 0, in their order.
[[nodiscard]] std::vector<double> known(std::span<const double> ratios);

}  // namespace petasentra::access
