#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/layer/column.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::layer {

/// Columns of texts that many rows share, as dictionaries: each distinct text is held once, in the order in which the rows
/// first name it, whatever the order and repetition of `values`.
///
/// Row r says `values[number[r]]`. A value that is nothing is a null row. Complexity: O(values + rows).
[[nodiscard]] Column coded_text(std::string name, std::span<const std::optional<std::string>> values,
                                std::span<const std::uint32_t> number);
/// Lists of texts: a list of items of a dictionary.
[[nodiscard]] Column coded_text_lists(std::string name, std::span<const std::vector<std::string>> values,
                                      std::span<const std::uint32_t> number);

}  // namespace petasentra::layer
