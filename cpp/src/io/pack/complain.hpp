#pragma once
#include <petasentra/core/error.hpp>
#include <span>
#include <string>
#include <string_view>

namespace petasentra::io::pack {

/// A file of a pack: the name the pack knows it by, and where it lies.
struct SourceFile {
    std::string name;
    std::string path;
};

/// Where in a pack something is wrong; what is not known stays empty or zero.
struct Where {
    SourceFile file;
    std::size_t line = 0;
    std::string section;  ///< "[pack]", "[[layer]]"
    std::string key;      ///< key of a TOML table or column of a CSV
    std::string feature;  ///< id of the instrument or rule
};

/// Throws core::Error; both messages get "file line n, [section]: " in front.
[[noreturn]] void complain(core::ErrorCode code, const Where& where, const core::Text& message, const core::Text& hint);

/// "Perhaps 'x' is meant. Allowed: a, b, c." for a word that is not one of `allowed`.
[[nodiscard]] core::Text allowed_words(std::string_view word, std::span<const std::string> allowed);

/// The word in single quotes, cut to a length that fits a message.
[[nodiscard]] std::string in_quotes(std::string_view word);

/// Throws Error(duplicate_id): `what` says what the id names, in both languages.
[[noreturn]] void complain_duplicate(const Where& where, const core::Text& what, std::string_view id);

/// What to write instead of an unreadable date.
[[noreturn]] void complain_date(const Where& where, std::string_view text);

}  // namespace petasentra::io::pack
