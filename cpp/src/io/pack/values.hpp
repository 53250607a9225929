#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace petasentra::io::pack {

/// A finite decimal number and nothing else, decimal point; nothing otherwise.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
/// The shortest text of a number, for messages.
[[nodiscard]] std::string number_words(double value);
/// true/false, yes/no, ya/tidak, benar/salah, 1/0 in any letter case; empty is false; nothing for any other word.
[[nodiscard]] std::optional<bool> parse_flag(std::string_view text);
/// Position of the first byte that is not well-formed UTF-8, or is a NUL; npos if all is well.
[[nodiscard]] std::size_t first_bad_utf8(std::string_view text);

}  // namespace petasentra::io::pack
