#include "supply/transport_input.hpp"

#include <limits>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::supply {
namespace {

constexpr std::int64_t most_together = std::int64_t{1} << 62;
/// Reduced costs are differences of two prices and a cost.
constexpr std::uint64_t most_price = std::uint64_t{1} << 60;

[[noreturn]] void refuse(const core::Text& message, const core::Text& hint = {}, const std::string& feature = {}) {
    throw core::Error(core::ErrorCode::option_value, message, hint, {.feature = feature});
}

void require_length(std::span<const std::int64_t> values, std::size_t length, const core::Text& name) {
    if (values.size() == length) return;
    refuse({"Kolom " + name.id + " berisi " + std::to_string(values.size()) + " nilai, tabel biaya " +
                std::to_string(length) + ".",
            "The column of " + name.en + " holds " + std::to_string(values.size()) + " values, the table of costs " +
                std::to_string(length) + "."});
}

void require_amounts(std::span<const std::int64_t> amounts, const core::Text& name) {
    std::int64_t total = 0;
    for (std::size_t row = 0; row < amounts.size(); ++row) {
        if (amounts[row] < 0) {
            refuse({"Nilai " + name.id + " tidak boleh negatif.", "Values of " + name.en + " cannot be negative."}, {},
                   std::to_string(row));
        }
        if (amounts[row] > most_together - total) {
            refuse({"Jumlah " + name.id + " melampaui 2^62.", "The sum of " + name.en + " passes 2^62."},
                   {"Pakai satuan yang lebih besar.", "Use a larger unit."}, std::to_string(row));
        }
        total += amounts[row];
    }
}

}  // namespace

void require_sound(const TransportProblem& problem, const CostTable& costs) {
    const core::Text supply{"pasokan", "supply"};
    const core::Text demand{"permintaan", "demand"};
    const core::Text leftover{"biaya sisa", "costs of leftovers"};
    require_length(problem.supply, costs.rows(), supply);
    require_length(problem.demand, costs.columns(), demand);
    if (!problem.leftover_cost.empty()) require_length(problem.leftover_cost, costs.rows(), leftover);
    if (!problem.unmet_cost.empty())
        require_length(problem.unmet_cost, costs.columns(), {"biaya tak terpenuhi", "costs of unmet demand"});
    if (costs.rows() + costs.columns() >= std::numeric_limits<std::uint32_t>::max() - 1)
        refuse({"Terlalu banyak sumber dan tujuan.", "There are too many sources and sinks."});
    require_amounts(problem.supply, supply);
    require_amounts(problem.demand, demand);
    for (std::size_t row = 0; row < problem.leftover_cost.size(); ++row) {
        if (problem.leftover_cost[row] >= 0) continue;
        refuse({"Biaya sisa tidak boleh negatif.", "The cost of a leftover cannot be negative."}, {},
               std::to_string(row));
    }
}

std::int64_t highest_price(std::uint64_t most, std::size_t nodes) {
    std::uint64_t price = 0;
    if (__builtin_mul_overflow(most + 1, static_cast<std::uint64_t>(nodes) + 2, &price) || price > most_price) {
        refuse(
            {"Biaya terlalu besar: harga dapat melampaui 64 bit.", "Costs are too large: prices could leave 64 bits."},
            {"Pakai satuan biaya yang lebih besar, misalnya ribu rupiah.",
             "Use a larger unit of costs, such as thousands of rupiah."});
    }
    return static_cast<std::int64_t>(price);
}

std::vector<std::uint32_t> taking_part(std::span<const std::int64_t> amounts) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t row = 0; row < amounts.size(); ++row)
        if (amounts[row] > 0) out.push_back(row);
    return out;
}

std::vector<std::int64_t> some_of(std::span<const std::int64_t> values, std::span<const std::uint32_t> which) {
    std::vector<std::int64_t> out(which.size(), 0);
    for (std::size_t row = 0; row < which.size() && !values.empty(); ++row) out[row] = values[which[row]];
    return out;
}

}  // namespace petasentra::supply
