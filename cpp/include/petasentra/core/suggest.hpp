#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace petasentra::core {

/// The candidate most like `word` (edit distance, letter case ignored), for "did you mean"; empty if none is near
/// (more than a third of the letters differ). Ties go to the first in alphabetical order.
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// "a, b, c", at most `limit` words and then "... (+n)": the same in every language.
[[nodiscard]] std::string listed(std::span<const std::string> words, std::size_t limit = 8);

/// "1 row", "3 rows", "0 rows": a number and what it counts, in English; Indonesian has one form.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun, std::string_view nouns);

}  // namespace petasentra::core
