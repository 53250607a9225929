#pragma once
#include <cstdint>
#include <petasentra/supply/transport.hpp>
#include <vector>

#include "supply/transport_tree.hpp"

namespace petasentra::supply {

/// A plan with the tree that it was read from.
struct SolvedTransport {
    TransportPlan plan;
    TransportTree tree;
    std::vector<std::uint32_t> sources;  ///< row of the table behind each source of the tree, ascending
    std::vector<std::uint32_t> sinks;    ///< column behind each sink
};

/// As transport().
[[nodiscard]] SolvedTransport solve_transport(const TransportProblem& problem, const CostTable& costs,
                                              const core::Control& control);

}  // namespace petasentra::supply
