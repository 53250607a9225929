#include "access/amounts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <string>
#include <vector>

namespace petasentra::access {

void require_amounts(std::span<const double> amounts, const char* name_id, const char* name_en) {
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (std::isfinite(amounts[i]) && amounts[i] >= 0.0) continue;
        throw core::Error(core::ErrorCode::option_value,
                          {std::string(name_id) + " harus berhingga dan tidak negatif.",
                           std::string(name_en) + " has to be finite and not negative."},
                          {}, {.feature = std::to_string(i)});
    }
}

double most_of(std::span<const double> amounts) {
    std::vector<double> sorted(amounts.begin(), amounts.end());
    std::sort(sorted.begin(), sorted.end());
    return std::accumulate(sorted.begin(), sorted.end(), 0.0);
}

}  // namespace petasentra::access
