#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <petasentra/layer/column_type.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace petasentra::layer {

using Metadata = std::vector<std::pair<std::string, std::string>>;

/// One named column with nulls, of any Arrow type, owned and dense (no offset).
///
/// The type is kept as Arrow's format text ("l" int64, "g" double, "u" text, "tdD" day, "+l" list ...), so that what
/// came in goes out as it was. How the bytes lie depends on the family:
///
///     fixed       numbers, days, timestamps, decimals: `data` holds size * width bytes; booleans ("b") one byte each
///     text        "u", "U", "z", "Z", "vu", "vz": `offsets` (size + 1) into `data`; written back as "u" or "z", or as
///                 "U" or "Z" where the type or the length asks for it (views become plain)
///     list        "+l", "+L", "+m": `offsets` (size + 1) into children[0]
///     fixed list  "+w:n": children[0] has n * size rows
///     struct      "+s": children as long as the column
///     dictionary  `format` is the index type, `dictionary[0]` the values
///     nothing     "n": no data, every row null
///
/// `valid` is empty (no nulls) or one byte a row (1 = there).
struct Column {
    std::string name;
    std::string format;
    std::size_t size = 0;
    std::vector<std::uint8_t> valid;
    std::vector<std::byte> data;
    std::vector<std::int64_t> offsets;
    std::vector<Column> children;
    std::vector<Column> dictionary;
    bool dictionary_ordered = false;
    Metadata metadata;

    [[nodiscard]] bool is_valid(std::size_t row) const noexcept { return valid.empty() || valid[row] != 0; }
    [[nodiscard]] std::size_t null_count() const noexcept;
    /// Text, or a dictionary of text; binary is not text.
    [[nodiscard]] bool is_text() const noexcept;
    /// An integer or floating type (dictionaries are not).
    [[nodiscard]] bool is_number() const noexcept;
    /// The value of a metadata key; empty if there is none.
    [[nodiscard]] std::string_view metadata_value(std::string_view key) const noexcept;

    /// The row as text: text columns and dictionaries of text as they are, integers as digits; nothing for nulls.
    /// Error(column_type) for other types.
    [[nodiscard]] std::optional<std::string> text_at(std::size_t row) const;
    /// The row as a double, for any integer or floating type; nothing for nulls. Error(column_type) otherwise.
    [[nodiscard]] std::optional<double> number_at(std::size_t row) const;
    /// The chosen rows in that order; rows may repeat.
    [[nodiscard]] Column take(std::span<const std::size_t> rows) const;

    [[nodiscard]] static Column of_text(std::string name, std::span<const std::string> values);
    [[nodiscard]] static Column of_optional_text(std::string name, std::span<const std::optional<std::string>> values);
    [[nodiscard]] static Column of_double(std::string name, std::span<const double> values);  ///< NaN becomes null
    [[nodiscard]] static Column of_int64(std::string name, std::span<const std::int64_t> values);
    [[nodiscard]] static Column of_bool(std::string name, std::span<const std::uint8_t> values);
    [[nodiscard]] static Column of_text_lists(std::string name, std::span<const std::vector<std::string>> values);
    /// Days since 1970-01-01 ("tdD"); nothing becomes null.
    [[nodiscard]] static Column of_dates(std::string name, std::span<const std::optional<std::int32_t>> values);
};

}  // namespace petasentra::layer
