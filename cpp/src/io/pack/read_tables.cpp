#include "io/pack/read_tables.hpp"

#include <algorithm>
#include <map>
#include <petasentra/io/pack/csv.hpp>
#include <set>
#include <span>

#include "io/pack/keys.hpp"
#include "io/pack/section.hpp"
#include "io/pack/values.hpp"

namespace petasentra::io::pack {
namespace {

using Columns = std::vector<std::string>;

// A CSV whose columns are known by name: every cell is asked for by row and column, every mistake names both.
class Rows {
  public:
    Rows(std::string_view text, SourceFile file, std::size_t required, const Columns& columns)
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

void check_kbli(const std::string& kbli, const Where& where) {
    const bool digits = std::all_of(kbli.begin(), kbli.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (kbli.empty() || (digits && kbli.size() >= 3 && kbli.size() <= 5)) return;
    complain(core::ErrorCode::pack_value, where,
             {in_quotes(kbli) + " bukan kode KBLI 3 sampai 5 angka.",
              in_quotes(kbli) + " is not a KBLI code of 3 to 5 digits."},
             {"Tulis angka saja, misalnya 38301; jaga nol di depan.",
              "Write digits only, such as 38301; keep leading zeros."});
}

}  // namespace

std::vector<law::Activity> read_activities(std::string_view text, const SourceFile& file) {
    Rows rows(text, file, 2, {"id", "name_id", "name_en", "kbli", "kbli_version", "scale", "source", "verified"});
    std::vector<law::Activity> found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        law::Activity activity;
        activity.id = rows.unique_id(row, "id", {"Kegiatan", "Activity"});
        activity.name = rows.sentence(row, "name_id", "name_en");
        activity.kbli = rows.text(row, "kbli");
        check_kbli(activity.kbli, rows.where(row, "kbli"));
        activity.kbli_version = rows.text(row, "kbli_version");
        activity.scale = rows.word(row, "scale", keys::scales);
        activity.source = rows.text(row, "source");
        activity.verified = rows.flag(row, "verified");
        found.push_back(std::move(activity));
    }
    return found;
}

std::vector<law::Condition> read_conditions(std::string_view text, const SourceFile& file) {
    Rows rows(text, file, 3,
              {"id", "kind", "text_id", "text_en", "predicate", "threshold", "unit", "source", "verified"});
    std::vector<law::Condition> found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        law::Condition condition;
        condition.id = rows.unique_id(row, "id", {"Syarat", "Condition"});
        (void)rows.required_text(row, "kind");
        condition.kind = rows.word(row, "kind", keys::condition_kinds);
        condition.text = rows.sentence(row, "text_id", "text_en");
        condition.predicate = rows.text(row, "predicate");
        condition.threshold = rows.number(row, "threshold");
        condition.unit = rows.text(row, "unit");
        condition.source = rows.text(row, "source");
        condition.verified = rows.flag(row, "verified");
        found.push_back(std::move(condition));
    }
    return found;
}

law::Matrix read_matrix(std::string_view text, const SourceFile& file) {
    auto csv = parse_csv(text, file.path);
    const auto activity = csv.column("activity");
    law::Matrix matrix;
    std::vector<std::size_t> zone_columns;
    for (std::size_t column = 0; column < csv.header.size(); ++column) {
        if (column == activity) continue;
        if (csv.header[column].empty()) {
            // Spreadsheets leave commas at the end of every line; a column without a name may hold nothing.
            for (std::size_t row = 0; row < csv.rows.size(); ++row)
                if (!csv.rows[row][column].empty())
                    complain(core::ErrorCode::pack_value, {.file = file, .line = csv.lines[row]},
                             {"Kolom ke-" + std::to_string(column + 1) + " tidak punya kode zona.",
                              "Column " + std::to_string(column + 1) + " has no zone code."},
                             {"Tulis kode zona pada baris judul.", "Write the zone code in the header line."});
            continue;
        }
        zone_columns.push_back(column);
        matrix.zones.push_back(csv.header[column]);
    }
    std::set<std::string> ids;
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        auto& cells = csv.rows[row];
        if (std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); })) continue;
        const Where where{.file = file, .line = csv.lines[row], .section = {}, .key = "activity"};
        if (cells[activity].empty())
            complain(core::ErrorCode::pack_value, where,
                     {"Baris ini tidak menyebut kegiatan.", "This row names no activity."},
                     {"Isi kolom activity, atau hapus barisnya.", "Fill the column activity, or remove the row."});
        if (!ids.insert(cells[activity]).second)
            complain_duplicate(where, {"Baris kegiatan", "The row of activity"}, cells[activity]);
        matrix.activities.push_back(cells[activity]);
        for (const auto column : zone_columns) matrix.cells.push_back(std::move(cells[column]));
    }
    return matrix;
}

law::Crosswalk read_crosswalk(std::string_view text, const SourceFile& file) {
    const Rows rows(text, file, 0, {"kemendagri", "bps", "cod_ab", "name", "level"});
    std::vector<law::AdminUnit> units;
    std::map<std::string, std::size_t> row_of;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        law::AdminUnit unit{rows.text(row, "kemendagri"), rows.text(row, "bps"), rows.text(row, "cod_ab"),
                            rows.text(row, "name"), rows.text(row, "level")};
        for (const auto& [column, code] :
             {std::pair("kemendagri", &unit.kemendagri), {"bps", &unit.bps}, {"cod_ab", &unit.cod_ab}}) {
            if (code->empty()) continue;
            const auto [entry, fresh] = row_of.try_emplace(*code, row);
            if (!fresh && entry->second != row) complain_duplicate(rows.where(row, column), {"Kode", "Code"}, *code);
        }
        units.push_back(std::move(unit));
    }
    return law::Crosswalk(std::move(units));
}

}  // namespace petasentra::io::pack
