#pragma once
#include <vector>

namespace petasentra::network {

/// How many origins a processor works on in one step: costs of that many lie side by side in a register. Every answer is
/// the same for every width; only the time differs.
enum class Lanes : unsigned char {
    widest = 0,   ///< the widest this processor has
    four = 4,     ///< every processor
    eight = 8,    ///< AVX2
    sixteen = 16  ///< AVX-512
};

/// The widths this processor has, ascending.
[[nodiscard]] std::vector<Lanes> lanes_here();

}  // namespace petasentra::network
