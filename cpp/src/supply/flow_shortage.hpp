#pragma once
#include <petasentra/supply/min_cost_flow.hpp>

#include "supply/network_simplex.hpp"

namespace petasentra::supply {

/// Why a solved network cannot do what is asked; an amount of 0 if it can.
[[nodiscard]] FlowShortage shortage_of(const FlowProblem& problem, const NetworkSimplex& simplex);

}  // namespace petasentra::supply
