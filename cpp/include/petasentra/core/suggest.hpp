#pragma once
#include <span>
#include <string>
#include <string_view>

namespace petasentra::core {

/// The candidate most like `word` (edit distance, letter case ignored), for "did you mean"; empty if none is near
/// (more than a third of the letters differ). Ties go to the first in alphabetical order.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// "a, b, c", at most `limit` words and then "... (+n)": the same in every language.
[[nodiscard]] std::string listed(std::span<const std::string> words, std::size_t limit = 8);

}  // namespace petasentra::core
