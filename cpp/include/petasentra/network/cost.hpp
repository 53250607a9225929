#pragma once
#include <cstdint>

namespace petasentra::network {

/// What it costs to travel an arc or a path, in whole units of its metric: a tenth of a second where time is counted
/// (two seconds are 20), a tenth of a metre where length is. Whole numbers add up to the same sum in every order, so
/// results are equal for any number of threads, and two of them fit beside each other in a register.
using Cost = std::uint32_t;

/// No path; as the cost of an arc, closed. Larger than every cost, and twice it still fits into a Cost, so that a sum
/// of two needs one comparison afterwards and no wider type. In tenths of a second some 6.8 years.
inline constexpr Cost unreachable = 0x7FFF'FFFF;

/// A place where arcs meet: 0, 1, 2 ... in the order of the network that holds it.
using Node = std::uint32_t;

/// No node.
inline constexpr Node no_node = 0xFFFF'FFFF;

}  // namespace petasentra::network
