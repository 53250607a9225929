#pragma once
#include <algorithm>
#include <optional>
#include <petasentra/io/pack/csv.hpp>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "io/pack/complain.hpp"
#include "io/pack/section.hpp"
#include "io/pack/values.hpp"

namespace petasentra::io::pack {

/// A CSV whose columns are known by name: every cell is asked for by row and column, every mistake names both.
class Rows {
  public:
    Rows(std::string_view text, SourceFile file, std::size_t required, const std::vector<std::string>& columns)
        : m_file(std::move(file)), m_csv(parse_csv(text, m_file.path)) {
        for (std::size_t i = 0; i < required; ++i) (void)m_csv.column(columns[i]);
        for (const auto& name : m_csv.header)
            if (name != "note" && std::find(columns.begin(), columns.end(), name) == columns.end())
                complain(core::ErrorCode::pack_value, {.file = m_file, .line = 0, .section = {}, .key = name},
                         {"Kolom " + in_quotes(name) + " tidak dikenal.", "Unknown column " + in_quotes(name) + "."},
                         allowed_words(name, columns));
    }

    [[nodiscard]] std::size_t size() const { return m_csv.rows.size(); }

    [[nodiscard]] std::string text(std::size_t row, std::string_view column) const {
        const auto at = m_csv.column(column, false);
        return at == Csv::npos ? std::string() : m_csv.rows[row][at];
    }

    [[nodiscard]] std::string required_text(std::size_t row, std::string_view column) const {
        auto found = text(row, column);
        if (found.empty())
            complain(core::ErrorCode::pack_value, where(row, column),
                     {"Kolom " + in_quotes(column) + " kosong.", "Column " + in_quotes(column) + " is empty."},
                     {"Isi sel itu, atau hapus barisnya.", "Fill the cell, or remove the row."});
        return found;
    }

    [[nodiscard]] std::string unique_id(std::size_t row, std::string_view column, const core::Text& what) {
        auto id = required_text(row, column);
        if (!m_ids.insert(id).second) complain_duplicate(where(row, column), what, id);
        return id;
    }

    /// Both languages; where the English is missing the Indonesian stands for it.
    [[nodiscard]] core::Text sentence(std::size_t row, std::string_view id, std::string_view en) const {
        auto indonesian = required_text(row, id);
        auto english = text(row, en);
        if (english.empty()) english = indonesian;
        return {std::move(indonesian), std::move(english)};
    }

    [[nodiscard]] bool flag(std::size_t row, std::string_view column) const {
        const auto word = text(row, column);
        const auto read = parse_flag(word);
        if (!read)
            complain(core::ErrorCode::pack_value, where(row, column),
                     {in_quotes(word) + " bukan true atau false.", in_quotes(word) + " is neither true nor false."},
                     {"Tulis true atau false.", "Write true or false."});
        return *read;
    }

    [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view column) const {
        const auto word = text(row, column);
        if (word.empty()) return std::nullopt;
        const auto read = parse_number(word);
        if (!read)
            complain(core::ErrorCode::pack_value, where(row, column),
                     {in_quotes(word) + " bukan bilangan.", in_quotes(word) + " is not a number."},
                     {"Tulis bilangan dengan titik desimal, tanpa satuan.",
                      "Write a number with a decimal point and no unit."});
        return read;
    }

    [[nodiscard]] std::string word(std::size_t row, std::string_view column,
                                   std::span<const std::string_view> known) const {
        auto found = text(row, column);
        if (!found.empty() && std::find(known.begin(), known.end(), found) == known.end())
            complain(core::ErrorCode::pack_value, where(row, column),
                     {in_quotes(found) + " bukan nilai yang dikenal untuk " + in_quotes(column) + ".",
                      in_quotes(found) + " is not a known value of " + in_quotes(column) + "."},
                     allowed_words(found, words_of(known)));
        return found;
    }

    [[nodiscard]] Where where(std::size_t row, std::string_view column) const {
        return {.file = m_file, .line = m_csv.lines[row], .section = {}, .key = std::string(column)};
    }

  private:
    SourceFile m_file;
    Csv m_csv;
    std::set<std::string> m_ids;
};

}  // namespace petasentra::io::pack
