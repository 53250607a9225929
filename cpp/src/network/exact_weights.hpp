#pragma once
#include <petasentra/network/hierarchy.hpp>
#include <span>
#include <vector>

namespace petasentra::network {

/// Columns of weights as whole multiples of a power of two, rank by rank, so that their sums are exact.
struct ExactWeights {
    std::size_t columns = 0;
    std::vector<std::int64_t> of_rank;  ///< rank x column
    std::vector<int> exponent;          ///< by column: a weight is the whole number times 2^-exponent
    std::vector<std::uint8_t> any;      ///< by rank: one of its weights is not 0

    /// Throws Error(option_value) for a column that does not fit. Factors of up to `most` may be laid on the weights.
    ExactWeights(const Hierarchy& hierarchy, std::span<const std::span<const double>> given, double most = 1.0);

    [[nodiscard]] double value(std::size_t column, std::int64_t sum) const;
};

}  // namespace petasentra::network
