#include "network/exact_weights.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::network {
namespace {

/// Totals stay below 2^61, which leaves room for the rounding of every single weight.
constexpr int total_bits = 61;
/// Beyond these a double is no longer a power of two, whatever small weights there are.
constexpr int largest_exponent = 1'000;

void check_column(std::span<const double> column, std::size_t number, std::size_t nodes) {
    const auto name = "columns[" + std::to_string(number) + "]";
    if (column.size() != nodes) {
        throw core::Error(
            core::ErrorCode::option_value,
            {name + " berisi " + std::to_string(column.size()) + " bobot, sedangkan simpul ada " +
                 std::to_string(nodes) + ".",
             name + " has " + std::to_string(column.size()) + " weights for " + std::to_string(nodes) + " nodes."},
            {"Berikan satu bobot untuk setiap simpul.", "Give one weight for every node."}, {.column = name});
    }
    const auto bad = std::find_if(column.begin(), column.end(), [](double weight) { return !std::isfinite(weight); });
    if (bad == column.end()) return;
    const auto node = std::to_string(bad - column.begin());
    throw core::Error(core::ErrorCode::option_value,
                      {"Bobot simpul " + node + " dalam " + name + " bukan bilangan.",
                       "The weight of node " + node + " in " + name + " is not a number."},
                      {"Isi bobot yang tidak ada dengan 0.", "Give 0 where there is nothing."},
                      {.feature = node, .column = name});
}

}  // namespace

ExactWeights::ExactWeights(const Hierarchy& hierarchy, std::span<const std::span<const double>> given, double most)
    : columns(given.size()),
      of_rank(given.size() * hierarchy.nodes()),
      exponent(given.size(), 0),
      any(hierarchy.nodes(), 0) {
    for (std::size_t c = 0; c < columns; ++c) {
        check_column(given[c], c, hierarchy.nodes());
        // The total is only sized here: halves keep it finite, whatever the weights.
        double total = 0.0;
        for (const double weight : given[c]) total += 0.5 * std::abs(weight) * std::min(most, 1.0);
        if (!std::isfinite(total)) {
            throw core::Error(core::ErrorCode::option_value,
                              {"Jumlah bobot melampaui bilangan terbesar.", "The weights add up to no finite number."},
                              {"Pakai satuan yang lebih besar.", "Use a larger unit."});
        }
        if (total > 0.0)
            exponent[c] =
                std::min(total_bits - 3 - std::ilogb(total) - std::max(0, std::ilogb(std::max(most, 1.0)) + 1),
                         largest_exponent);
        for (std::size_t node = 0; node < given[c].size(); ++node) {
            const auto whole = std::llrint(std::ldexp(given[c][node], exponent[c]));
            const auto rank = hierarchy.rank_of[node];
            of_rank[rank * columns + c] = whole;
            if (whole != 0) any[rank] = 1;
        }
    }
}

double ExactWeights::value(std::size_t column, std::int64_t sum) const {
    return std::ldexp(static_cast<double>(sum), -exponent[column]);
}

}  // namespace petasentra::network
