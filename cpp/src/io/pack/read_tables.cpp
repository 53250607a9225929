#include "io/pack/read_tables.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "io/pack/keys.hpp"
#include "io/pack/rows.hpp"

namespace petasentra::io::pack {

std::vector<law::Activity> read_activities(std::string_view text, const SourceFile& file) {
    Rows rows(text, file, 2, {"id", "name_id", "name_en", "kbli", "kbli_version", "scale", "source", "verified"});
    std::vector<law::Activity> found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        law::Activity activity;
        activity.id = rows.unique_id(row, "id", {"Kegiatan", "Activity"});
        activity.name = rows.sentence(row, "name_id", "name_en");
        activity.kbli = rows.text(row, "kbli");
        if (!activity.kbli.empty()) check_kbli(activity.kbli, rows.where(row, "kbli"));
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
