#include <algorithm>
#include <petasentra/core/suggest.hpp>

#include "law/lint_parts.hpp"

namespace petasentra::law {
namespace lint_parts {
namespace {

using core::Severity;

std::string until_id(const std::optional<core::Date>& end) {
    return end ? "sebelum " + core::to_string(*end) : "waktu yang tidak ditentukan";
}
std::string until_en(const std::optional<core::Date>& end) {
    return end ? "before " + core::to_string(*end) : "no stated end";
}

void overlap(const Instrument& a, const Instrument& b, Findings& findings) {
    if (a.level != b.level || !is_governing(a.level)) return;
    if (a.status == Status::draft || b.status == Status::draft) return;
    const auto from = std::max(a.in_force_from, b.in_force_from);
    auto to = a.in_force_to;
    if (b.in_force_to && (!to || *b.in_force_to < *to)) to = b.in_force_to;
    if (to && *to <= from) return;

    const auto both = in_quotes(a.id) + " & " + in_quotes(b.id);
    const auto since = core::to_string(from);
    // Detailed plans stand side by side, each in its own planning area; two general plans of one kabupaten do not.
    if (a.level == Level::rdtr) {
        findings.push_back(
            finding("VALIDITY_OVERLAP", Severity::note, a, b.id,
                    {"Dua RDTR, " + both + ", berlaku bersamaan sejak " + since + " sampai " + until_id(to) + ".",
                     "Two RDTR, " + both + ", are in force together from " + since + " until " + until_en(to) + "."},
                    {"Pastikan wilayah perencanaan keduanya tidak bertampalan.",
                     "Make sure their planning areas do not overlap."}));
        return;
    }
    findings.push_back(
        finding("VALIDITY_OVERLAP", Severity::warning, a, b.id,
                {"Dua rencana setingkat (" + std::string(to_string(a.level)) + "), " + both +
                     ", berlaku bersamaan sejak " + since + " sampai " + until_id(to) + ".",
                 "Two plans of one level (" + std::string(to_string(a.level)) + "), " + both +
                     ", are in force together from " + since + " until " + until_en(to) + "."},
                {"Isi in_force_to pada rencana yang lebih lama dengan tanggal mulai berlakunya penggantinya.",
                 "Give the older plan an in_force_to: the day its successor enters into force."}));
}

void replaced(const PlanPack& pack, const Instrument& successor, const std::string& id, Findings& findings) {
    const auto* older = pack.instrument(id);
    if (older == nullptr) {
        std::vector<std::string> ids;
        for (const auto& instrument : pack.instruments) ids.push_back(instrument.id);
        const auto near = core::nearest(id, ids);
        findings.push_back(
            finding("REPLACES_DISAGREES", Severity::warning, successor, id,
                    {in_quotes(successor.id) + " menyatakan mengganti " + in_quotes(id) +
                         ", tetapi peraturan itu tidak ada dalam paket.",
                     in_quotes(successor.id) + " says it replaces " + in_quotes(id) + ", which is not in the pack."},
                    near.empty() ? core::Text{"Tambahkan peraturan itu ke paket, atau hapus dari replaces.",
                                              "Add that instrument to the pack, or remove it from replaces."}
                                 : core::Text{"Mungkin maksud Anda " + in_quotes(near) + "?",
                                              "Perhaps " + in_quotes(near) + " is meant."}));
        return;
    }
    if (older->in_force_to == successor.in_force_from || successor.status == Status::draft) return;
    const auto begin = core::to_string(successor.in_force_from);
    const auto end_id =
        older->in_force_to ? "berakhir " + core::to_string(*older->in_force_to) : "tidak punya tanggal akhir";
    const auto end_en = older->in_force_to ? "ends on " + core::to_string(*older->in_force_to) : "has no end date";
    findings.push_back(finding(
        "REPLACES_DISAGREES", Severity::warning, successor, id,
        {in_quotes(successor.id) + " mengganti " + in_quotes(id) + " dan berlaku sejak " + begin + ", tetapi " +
             in_quotes(id) + " " + end_id + ".",
         in_quotes(successor.id) + " replaces " + in_quotes(id) + " and is in force from " + begin + ", but " +
             in_quotes(id) + " " + end_en + "."},
        {"Yang menentukan hanyalah tanggal: samakan in_force_to " + in_quotes(id) + " dengan " + begin +
             ", atau perbaiki replaces.",
         "Only dates decide: make in_force_to of " + in_quotes(id) + " equal to " + begin + ", or correct replaces."}));
}

}  // namespace

void lint_dates(const PlanPack& pack, Findings& findings) {
    for (std::size_t i = 0; i < pack.instruments.size(); ++i)
        for (std::size_t j = i + 1; j < pack.instruments.size(); ++j)
            overlap(pack.instruments[i], pack.instruments[j], findings);
    for (const auto& successor : pack.instruments)
        for (const auto& id : successor.replaces) replaced(pack, successor, id, findings);
}

}  // namespace lint_parts

std::vector<core::Finding> lint(const PlanPack& pack) {
    lint_parts::Findings findings;
    lint_parts::lint_dates(pack, findings);
    lint_parts::lint_activities(pack, findings);
    for (const auto& instrument : pack.instruments) {
        lint_parts::lint_articles(pack, instrument, findings);
        lint_parts::lint_repealed(pack, instrument, findings);
        lint_parts::lint_records(instrument, findings);
        lint_parts::lint_matrix(pack, instrument, findings);
        lint_parts::lint_gaps(instrument, findings);
        lint_parts::lint_not_evaluated(instrument, findings);
        lint_parts::lint_unverified(instrument, findings);
    }
    return findings;
}

}  // namespace petasentra::law
