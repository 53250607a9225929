#include <petasentra/core/suggest.hpp>
#include <petasentra/law/cell.hpp>

#include "law/lint_parts.hpp"

namespace petasentra::law::lint_parts {
namespace {

using core::Severity;

core::Text meaning(Absent absent) {
    switch (absent) {
        case Absent::prohibited:
            return {"tidak diperbolehkan", "prohibited"};
        case Absent::not_regulated:
            return {"tidak diatur", "not regulated"};
        case Absent::missing:
            break;
    }
    return {"data tidak tersedia", "no data"};
}

void empty_cells(const Instrument& instrument, Findings& findings) {
    const auto& matrix = instrument.permissions.matrix;
    std::size_t count = 0;
    std::string first;
    for (std::size_t i = 0; i < matrix.cells.size(); ++i) {
        if (!parse_cell(matrix.cells[i]).absent) continue;
        if (count++ == 0)
            first = matrix.activities[i / matrix.zones.size()] + " x " + matrix.zones[i % matrix.zones.size()];
    }
    if (count == 0) return;
    const auto read_as = meaning(instrument.permissions.absent);
    // Where the pack says what an absent cell means, leaving it empty is a way to write the law.
    const auto severity = instrument.permissions.absent == Absent::missing ? Severity::warning : Severity::note;
    findings.push_back(finding("CELL_MISSING", severity, instrument, first,
                               {"Sel matriks kosong (" + std::to_string(count) + ", pertama pada " + first +
                                    "); dibaca sebagai '" + read_as.id + "'.",
                                "Empty cells in the matrix (" + std::to_string(count) + ", first at " + first +
                                    "); read as '" + read_as.en + "'."},
                               {"Isi selnya, atau nyatakan arti sel kosong dengan absent pada [permissions].",
                                "Fill them, or say with absent in [permissions] what an empty cell means."},
                               static_cast<double>(count), "cells"));
}

}  // namespace

void lint_gaps(const Instrument& instrument, Findings& findings) {
    const auto& permissions = instrument.permissions;
    if (permissions.path.empty()) return;
    if (permissions.matrix.activities.empty() || permissions.matrix.zones.empty()) {
        findings.push_back(
            finding("MATRIX_EMPTY", Severity::warning, instrument, permissions.path,
                    {"Matriks " + in_quotes(permissions.path) + " belum berisi ketentuan apa pun.",
                     "The matrix " + in_quotes(permissions.path) + " holds no rule yet."},
                    {"Tulis satu baris per kegiatan: id kegiatan, lalu I, X, atau syarat untuk tiap zona.",
                     "Write one row an activity: its id, then I, X or conditions for each zone."}));
        return;
    }
    empty_cells(instrument, findings);
}

void lint_activities(const PlanPack& pack, Findings& findings) {
    std::vector<std::string> without;
    for (const auto& activity : pack.activities)
        if (activity.kbli.empty()) without.push_back(activity.id);
    if (without.empty()) return;
    const auto count = std::to_string(without.size());
    findings.push_back(
        pack_finding("ACTIVITY_WITHOUT_KBLI", Severity::note, "activities", without.front(),
                     {"Kegiatan tanpa kode KBLI (" + count + "): " + core::listed(without) +
                          ". Tapak yang menyebut KBLI tidak akan menemukannya.",
                      "Activities without a KBLI code (" + count + "): " + core::listed(without) +
                          ". A site that states KBLI will not find them."},
                     {"Isi kolom kbli dengan 3 sampai 5 angka.", "Fill the column kbli with 3 to 5 digits."},
                     static_cast<double>(without.size()), "rows"));
}

}  // namespace petasentra::law::lint_parts
