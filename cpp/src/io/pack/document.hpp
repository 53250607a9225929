#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/pack/complain.hpp"

namespace petasentra::io::pack {

/// A TOML value with the line it stands on: our own small tree, so that toml++ stays in one source file.
struct Node {
    enum class Kind { text, integer, number, flag, date, time, list, table };
    Kind kind = Kind::table;
    std::size_t line = 0;
    std::string text;  ///< text; a date as "YYYY-MM-DD"; a time or date-time as written
    std::int64_t integer = 0;
    double number = 0.0;
    bool flag = false;
    struct Field;
    std::vector<Node> items;    ///< of a list
    std::vector<Field> fields;  ///< of a table, in the order of the file

    [[nodiscard]] const Node* field(std::string_view key) const noexcept;
};
struct Node::Field {
    std::string key;
    Node value;
};

/// What kind of value a node is, for people.
[[nodiscard]] core::Text kind_words(Node::Kind kind);

/// Reads TOML 1.0. Error(pack_syntax) with file and line; where the broken line gives a date without quotes
/// (in_force_to = 24-Mei-2022), Error(date_unreadable) with the key and the text.
[[nodiscard]] Node parse_document(std::string_view text, const SourceFile& file);

}  // namespace petasentra::io::pack
