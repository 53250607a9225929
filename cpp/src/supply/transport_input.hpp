#pragma once
#include <cstdint>
#include <petasentra/supply/transport.hpp>
#include <span>
#include <vector>

namespace petasentra::supply {

/// Error(option_value) for a problem that makes no sense, as transport() says.
void require_sound(const TransportProblem& problem, const CostTable& costs);

/// Error(option_value) if prices of so many nodes could leave 64 bits; else the most that a price can come to, above
/// which unmet demand needs no dearer price. `most` is the largest of all costs, without their sign.
[[nodiscard]] std::int64_t highest_price(std::uint64_t most, std::size_t nodes);

/// The rows or columns with an amount above 0.
[[nodiscard]] std::vector<std::uint32_t> taking_part(std::span<const std::int64_t> amounts);

/// Some of the values; as many zeros if there are none.
[[nodiscard]] std::vector<std::int64_t> some_of(std::span<const std::int64_t> values,
                                                std::span<const std::uint32_t> which);

}  // namespace petasentra::supply
