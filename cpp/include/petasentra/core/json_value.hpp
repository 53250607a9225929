#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace petasentra::core {

/// A JSON value as read: null, true or false, a number, a text, a list, or an object with its keys in order.
struct JsonValue {
    using List = std::vector<JsonValue>;
    using Object = std::vector<std::pair<std::string, JsonValue>>;
    std::variant<std::nullptr_t, bool, double, std::string, List, Object> value = nullptr;

    [[nodiscard]] bool is_null() const noexcept { return std::holds_alternative<std::nullptr_t>(value); }
    [[nodiscard]] const std::string* text() const noexcept { return std::get_if<std::string>(&value); }
    [[nodiscard]] const List* list() const noexcept { return std::get_if<List>(&value); }
    [[nodiscard]] const Object* object() const noexcept { return std::get_if<Object>(&value); }
    /// The value of a key, the last one where it stands twice; null if this is no object or has no such key.
    [[nodiscard]] const JsonValue* field(std::string_view name) const noexcept;
};

/// Reads one JSON document (RFC 8259) in UTF-8; nothing if the text is none, goes on behind it, or nests deeper than
/// 32 levels. For small documents in the cells of tables, not for files.
[[nodiscard]] std::optional<JsonValue> read_json(std::string_view text);

}  // namespace petasentra::core
