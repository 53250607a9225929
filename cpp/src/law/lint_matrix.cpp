#include <map>
#include <petasentra/core/suggest.hpp>
#include <petasentra/law/cell.hpp>

#include "law/lint_parts.hpp"

namespace petasentra::law::lint_parts {
namespace {

using core::Severity;

/// Where a text was met first, and how often.
struct Seen {
    std::string first;
    std::size_t count = 0;
    void at(const std::string& where) {
        if (count++ == 0) first = where;
    }
};

// A matrix has few distinct texts and tens of thousands of cells: findings go by text, in alphabetical order.
struct CellTexts {
    std::map<std::string, Cell> parsed;
    std::map<std::string, Seen> seen;
    std::map<std::string, Seen> conditions;

    void add(const std::string& raw, const std::string& where) {
        auto [entry, fresh] = parsed.try_emplace(raw);
        if (fresh) entry->second = parse_cell(raw);
        const auto& cell = entry->second;
        if (cell.verdict == Verdict::unreadable_rule || !cell.note.empty()) seen[raw].at(where);
        // A bare T or B names no numbered condition.
        for (const auto& id : cell.conditions)
            if (id.size() > 1) conditions[id].at(where);
    }
};

CellTexts texts_of(const Instrument& instrument) {
    CellTexts texts;
    const auto& matrix = instrument.permissions.matrix;
    for (std::size_t row = 0; row < matrix.activities.size(); ++row)
        for (std::size_t column = 0; column < matrix.zones.size(); ++column)
            texts.add(matrix.cells[row * matrix.zones.size() + column],
                      matrix.activities[row] + " x " + matrix.zones[column]);
    for (const auto& rule : instrument.area_rules) texts.add(rule.cell.raw, rule.id);
    return texts;
}

void lint_cells(const Instrument& instrument, Findings& findings) {
    const auto texts = texts_of(instrument);
    for (const auto& [raw, seen] : texts.seen) {
        const auto count = static_cast<double>(seen.count);
        if (texts.parsed.at(raw).verdict == Verdict::unreadable_rule)
            findings.push_back(finding(
                "CELL_UNREADABLE", Severity::warning, instrument, seen.first,
                {"Isi sel " + in_quotes(raw) + " tidak terbaca sebagai ketentuan (pertama pada " + seen.first + ").",
                 "Cell text " + in_quotes(raw) + " cannot be read as a rule (first at " + seen.first + ")."},
                {"Tulis I, X, atau syarat seperti T1,B3. Selama belum diperbaiki hasilnya 'ketentuan tidak terbaca'.",
                 "Write I, X or conditions such as T1,B3. Until then the verdict there is 'unreadable rule'."},
                count, "cells"));
        else
            findings.push_back(
                finding("CELL_SEPARATOR", Severity::note, instrument, seen.first,
                        {"Pemisah syarat pada sel " + in_quotes(raw) + " bukan koma (pertama pada " + seen.first +
                             "); dibaca sebagai koma.",
                         "The conditions of cell " + in_quotes(raw) + " are not separated by commas (first at " +
                             seen.first + "); read as if they were."},
                        {"Pisahkan syarat dengan koma.", "Separate conditions with commas."}, count, "cells"));
    }
    for (const auto& [id, seen] : texts.conditions)
        if (instrument.condition(id) == nullptr)
            findings.push_back(finding("CONDITION_WITHOUT_ROW", Severity::warning, instrument, id,
                                       {"Syarat " + in_quotes(id) + " dipakai (pertama pada " + seen.first +
                                            ") tetapi tidak dijelaskan dalam tabel syarat.",
                                        "Condition " + in_quotes(id) + " is used (first at " + seen.first +
                                            ") but has no row in the table of conditions."},
                                       {"Tambahkan baris untuk syarat itu pada berkas conditions.",
                                        "Add a row for it to the conditions file."},
                                       static_cast<double>(seen.count), "cells"));
}

}  // namespace

void lint_matrix(const PlanPack& pack, const Instrument& instrument, Findings& findings) {
    const auto& matrix = instrument.permissions.matrix;
    std::vector<std::string> ids;
    for (const auto& activity : pack.activities) ids.push_back(activity.id);

    // A matrix of another list of activities may have thousands of unknown rows; the first few show what is the matter.
    std::size_t suggestions = 20;
    for (const auto& row : matrix.activities) {
        if (pack.activity(row) != nullptr) continue;
        const auto near = suggestions > 0 ? core::nearest(row, ids) : std::string();
        if (suggestions > 0) --suggestions;
        findings.push_back(finding("MATRIX_ROW_UNKNOWN", Severity::warning, instrument, row,
                                   {"Baris matriks " + in_quotes(row) + " tidak ada dalam daftar kegiatan.",
                                    "Matrix row " + in_quotes(row) + " is not in the list of activities."},
                                   near.empty() ? core::Text{"Tambahkan kegiatan itu ke activities.csv.",
                                                             "Add the activity to activities.csv."}
                                                : core::Text{"Mungkin maksud Anda " + in_quotes(near) + "?",
                                                             "Perhaps " + in_quotes(near) + " is meant."}));
    }

    if (!instrument.permissions.path.empty()) {
        std::vector<std::string> missing;
        for (const auto& id : ids)
            if (!matrix.has_activity(id)) missing.push_back(id);
        if (!missing.empty())
            findings.push_back(finding("ACTIVITY_WITHOUT_ROW", Severity::note, instrument, missing.front(),
                                       {"Kegiatan tanpa baris dalam matriks (" + std::to_string(missing.size()) +
                                            "): " + core::listed(missing) + ".",
                                        "Activities without a row in the matrix (" + std::to_string(missing.size()) +
                                            "): " + core::listed(missing) + "."},
                                       {"Tambahkan barisnya; tanpa baris, berlaku arti sel kosong menurut absent.",
                                        "Add their rows; without one the meaning of an empty cell (absent) applies."},
                                       static_cast<double>(missing.size()), "rows"));
    }
    lint_cells(instrument, findings);
}

}  // namespace petasentra::law::lint_parts
