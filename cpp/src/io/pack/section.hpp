#pragma once
#include <limits>
#include <optional>
#include <petasentra/core/date.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/pack/document.hpp"

namespace petasentra::io::pack {

/// A number range, both ends included.
struct Range {
    double low;
    double high;
};
inline constexpr double unlimited = std::numeric_limits<double>::infinity();

/// One table of a TOML file, read by key with checks. A key that is not in `keys` is refused at once; every other
/// mistake is an Error that names file, line, section and key.
class Section {
  public:
    Section(const Node& table, SourceFile file, std::string name, std::span<const std::string_view> keys);

    [[nodiscard]] bool has(std::string_view key) const { return m_table.field(key) != nullptr; }
    /// Empty text if the key is absent.
    [[nodiscard]] std::string text(std::string_view key) const;
    /// Refuses an absent key and blank text.
    [[nodiscard]] std::string required_text(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    [[nodiscard]] bool flag(std::string_view key, bool otherwise = false) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key, Range range) const;
    [[nodiscard]] std::optional<core::Date> date(std::string_view key) const;
    /// The position of the word in `words`; nothing if the key is absent.
    [[nodiscard]] std::optional<std::size_t> choice(std::string_view key,
                                                    std::span<const std::string_view> words) const;

    [[nodiscard]] std::optional<Section> table(std::string_view key, std::string name,
                                               std::span<const std::string_view> keys) const;
    /// The tables of a list `[[key]]`, in order; none if the key is absent.
    [[nodiscard]] std::vector<Section> tables(std::string_view key, std::string name,
                                              std::span<const std::string_view> keys) const;

    [[nodiscard]] const Node& node() const noexcept { return m_table; }
    /// The place of a key, or of the section itself where the key is absent.
    [[nodiscard]] Where where(std::string_view key) const;
    /// Names the section by its id in later messages.
    void set_feature(std::string id) { m_feature = std::move(id); }

  private:
    [[nodiscard]] const Node* typed(std::string_view key, Node::Kind kind) const;
    [[noreturn]] void wrong_type(std::string_view key, const Node& value, Node::Kind wanted) const;

    const Node& m_table;
    SourceFile m_file;
    std::string m_name;
    std::string m_feature;
};

[[nodiscard]] std::vector<std::string> words_of(std::span<const std::string_view> words);

}  // namespace petasentra::io::pack
