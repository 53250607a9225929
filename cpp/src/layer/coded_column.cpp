#include <petasentra/layer/coded_column.hpp>
#include <string_view>
#include <unordered_map>

namespace petasentra::layer {
namespace {

constexpr std::int32_t not_yet = -1;

/// Distinct texts, numbered as they are first asked for.
class Words {
  public:
    std::int32_t number(std::string_view text) {
        const auto [entry, fresh] = m_number.try_emplace(text, static_cast<std::int32_t>(m_words.size()));
        if (fresh) m_words.emplace_back(text);
        return entry->second;
    }
    [[nodiscard]] Column column() const { return Column::of_text("", m_words); }

  private:
    std::unordered_map<std::string_view, std::int32_t> m_number;  // looks into the values that were given
    std::vector<std::string> m_words;
};

void append(std::vector<std::byte>& data, std::int32_t number) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&number);
    data.insert(data.end(), bytes, bytes + sizeof number);
}

}  // namespace

Column coded_text(std::string name, std::span<const std::optional<std::string>> values,
                  std::span<const std::uint32_t> number) {
    Column column;
    column.name = std::move(name);
    column.format = "i";
    column.size = number.size();
    column.data.reserve(number.size() * sizeof(std::int32_t));
    Words words;
    std::vector<std::int32_t> word_of(values.size(), not_yet);
    bool any_null = false;
    for (const auto value : number) {
        if (!values[value]) {
            any_null = true;
            append(column.data, 0);
            continue;
        }
        if (word_of[value] == not_yet) word_of[value] = words.number(*values[value]);
        append(column.data, word_of[value]);
    }
    if (any_null) {
        column.valid.reserve(number.size());
        for (const auto value : number) column.valid.push_back(values[value] ? 1 : 0);
    }
    column.dictionary.push_back(words.column());
    return column;
}

Column coded_text_lists(std::string name, std::span<const std::vector<std::string>> values,
                        std::span<const std::uint32_t> number) {
    Column items;
    items.name = "item";
    items.format = "i";
    Words words;
    std::vector<std::vector<std::int32_t>> words_of(values.size());
    Column column;
    column.name = std::move(name);
    column.format = "+l";
    column.size = number.size();
    column.offsets.reserve(number.size() + 1);
    column.offsets.push_back(0);
    for (const auto value : number) {
        auto& known = words_of[value];
        if (known.empty()) {
            for (const auto& word : values[value]) known.push_back(words.number(word));
        }
        for (const auto word : known) append(items.data, word);
        items.size += known.size();
        column.offsets.push_back(static_cast<std::int64_t>(items.size));
    }
    items.dictionary.push_back(words.column());
    column.children.push_back(std::move(items));
    return column;
}

}  // namespace petasentra::layer
