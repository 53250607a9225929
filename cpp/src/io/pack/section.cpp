#include "io/pack/section.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/core/suggest.hpp>
#include <petasentra/core/text.hpp>

#include "io/pack/values.hpp"

namespace petasentra::io::pack {

std::vector<std::string> words_of(std::span<const std::string_view> words) {
    return {words.begin(), words.end()};
}

Section::Section(const Node& table, SourceFile file, std::string name, std::span<const std::string_view> keys)
    : m_table(table), m_file(std::move(file)), m_name(std::move(name)) {
    for (const auto& [key, value] : table.fields) {
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
        Where at{.file = m_file, .line = value.line, .section = m_name, .key = key};
        complain(core::ErrorCode::pack_value, at,
                 {"Kunci " + in_quotes(key) + " tidak dikenal.", "Unknown key " + in_quotes(key) + "."},
                 allowed_words(key, words_of(keys)));
    }
}

Where Section::where(std::string_view key) const {
    const auto* value = m_table.field(key);
    return {.file = m_file,
            .line = value != nullptr ? value->line : m_table.line,
            .section = m_name,
            .key = std::string(key),
            .feature = m_feature};
}

void Section::wrong_type(std::string_view key, const Node& value, Node::Kind wanted) const {
    const auto found = kind_words(value.kind);
    const auto needed = kind_words(wanted);
    auto at = where(key);
    at.line = value.line;
    complain(core::ErrorCode::pack_value, at,
             {"Nilai " + in_quotes(key) + " harus berupa " + needed.id + ", bukan " + found.id + ".",
              "The value of " + in_quotes(key) + " must be " + needed.en + ", not " + found.en + "."},
             {"Perbaiki nilai itu; teks diapit tanda kutip, bilangan tidak.",
              "Correct the value; text stands in quotes, numbers do not."});
}

const Node* Section::typed(std::string_view key, Node::Kind kind) const {
    const auto* value = m_table.field(key);
    if (value != nullptr && value->kind != kind) wrong_type(key, *value, kind);
    return value;
}

std::string Section::text(std::string_view key) const {
    const auto* value = typed(key, Node::Kind::text);
    return value != nullptr ? std::string(core::trimmed(value->text)) : std::string();
}

std::string Section::required_text(std::string_view key) const {
    auto found = text(key);
    if (found.empty())
        complain(core::ErrorCode::pack_value, where(key),
                 {"Kunci " + in_quotes(key) + " wajib diisi.", "The key " + in_quotes(key) + " is needed."},
                 {"Tambahkan " + std::string(key) + " = \"...\" pada bagian itu.",
                  "Add " + std::string(key) + " = \"...\" to that section."});
    return found;
}

std::vector<std::string> Section::texts(std::string_view key) const {
    std::vector<std::string> found;
    if (const auto* list = typed(key, Node::Kind::list)) {
        for (const auto& item : list->items) {
            if (item.kind != Node::Kind::text) wrong_type(key, item, Node::Kind::text);
            found.emplace_back(core::trimmed(item.text));
            if (found.back().empty())
                complain(core::ErrorCode::pack_value, where(key),
                         {"Daftar " + in_quotes(key) + " memuat teks kosong.",
                          "The list " + in_quotes(key) + " holds an empty text."},
                         {"Hapus teks kosong itu.", "Remove the empty text."});
            if (std::count(found.begin(), found.end(), found.back()) > 1)
                complain_duplicate(where(key), {"Isi daftar", "The entry"}, found.back());
        }
    }
    return found;
}

bool Section::flag(std::string_view key, bool otherwise) const {
    const auto* value = typed(key, Node::Kind::flag);
    return value != nullptr ? value->flag : otherwise;
}

std::optional<std::int64_t> Section::integer(std::string_view key) const {
    const auto* value = typed(key, Node::Kind::integer);
    return value != nullptr ? std::optional(value->integer) : std::nullopt;
}

std::optional<double> Section::number(std::string_view key, Range range) const {
    const auto* value = m_table.field(key);
    if (value == nullptr) return std::nullopt;
    if (value->kind != Node::Kind::integer && value->kind != Node::Kind::number)
        wrong_type(key, *value, Node::Kind::number);
    if (!std::isfinite(value->number) || value->number < range.low || value->number > range.high) {
        const auto low = number_words(range.low);
        const auto high = number_words(range.high);
        const bool open = std::isinf(range.high);
        complain(
            core::ErrorCode::pack_value, where(key),
            {"Nilai " + in_quotes(key) + " di luar batas.", "The value of " + in_quotes(key) + " is out of range."},
            open ? core::Text{"Tulis bilangan mulai dari " + low + ".", "Write a number from " + low + " upwards."}
                 : core::Text{"Tulis bilangan dari " + low + " sampai " + high + ".",
                              "Write a number from " + low + " to " + high + "."});
    }
    return value->number;
}

std::optional<core::Date> Section::date(std::string_view key) const {
    const auto* value = m_table.field(key);
    if (value == nullptr) return std::nullopt;
    if (value->kind != Node::Kind::text && value->kind != Node::Kind::date && value->kind != Node::Kind::time)
        wrong_type(key, *value, Node::Kind::date);
    const auto read = value->kind == Node::Kind::time ? std::nullopt : core::parse_date(value->text);
    if (!read) complain_date(where(key), value->text);
    return read;
}

std::optional<std::size_t> Section::choice(std::string_view key, std::span<const std::string_view> words) const {
    if (!has(key)) return std::nullopt;
    const auto word = text(key);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end())
        complain(core::ErrorCode::pack_value, where(key),
                 {in_quotes(word) + " bukan nilai yang dikenal untuk " + in_quotes(key) + ".",
                  in_quotes(word) + " is not a known value of " + in_quotes(key) + "."},
                 allowed_words(word, words_of(words)));
    return static_cast<std::size_t>(found - words.begin());
}

std::optional<Section> Section::table(std::string_view key, std::string name,
                                      std::span<const std::string_view> keys) const {
    const auto* value = typed(key, Node::Kind::table);
    if (value == nullptr) return std::nullopt;
    Section found(*value, m_file, std::move(name), keys);
    found.m_feature = m_feature;
    return found;
}

std::vector<Section> Section::tables(std::string_view key, std::string name,
                                     std::span<const std::string_view> keys) const {
    std::vector<Section> found;
    if (const auto* list = typed(key, Node::Kind::list)) {
        for (const auto& item : list->items) {
            if (item.kind != Node::Kind::table) wrong_type(key, item, Node::Kind::table);
            found.emplace_back(item, m_file, name, keys);
        }
    }
    return found;
}

}  // namespace petasentra::io::pack
