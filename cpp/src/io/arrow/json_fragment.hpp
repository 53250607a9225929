#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace petasentra::io::arrow {

/// A member of a JSON object, without building a document: the text of its value, and for a text value its content.
struct JsonFragment {
    std::string_view raw;  ///< as it stands in the source: `{...}`, `"EPSG:4326"`, `null`
    std::string text;      ///< of a string value, escapes resolved
    [[nodiscard]] bool is_text() const noexcept { return raw.starts_with('"'); }
    [[nodiscard]] bool is_object() const noexcept { return raw.starts_with('{'); }
};

/// Looks for `key` among the members of the outermost object. Nothing if it is not there.
/// Throws std::invalid_argument if `json` is not one well-formed object (depth at most 64; numbers are not examined).
[[nodiscard]] std::optional<JsonFragment> json_member(std::string_view json, std::string_view key);

}  // namespace petasentra::io::arrow
