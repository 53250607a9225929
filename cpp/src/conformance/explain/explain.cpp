#include <petasentra/conformance/explain.hpp>
#include <petasentra/core/json.hpp>
#include <petasentra/core/number_text.hpp>

#include "conformance/verdict/decide.hpp"
#include "conformance/verdict/reasons.hpp"
#include "explain_measures.hpp"
#include "explain_sufficient.hpp"
#include "explain_uncertainty.hpp"

namespace petasentra::conformance {

using core::Text;
using law::Verdict;

namespace {

Text with_unit(double measure, int dimension) {
    if (dimension == 0) return core::number_text(measure, 0);
    const auto number = core::number_text(measure, 1);
    const char* unit = dimension == 2 ? " m2" : " m";
    return {number.id + unit, number.en + unit};
}

Reason instrument_reason(const law::Instrument& instrument) {
    Reason reason{"instrument", {}, {}, {}};
    const auto from = core::to_string(instrument.in_force_from);
    const auto to = instrument.in_force_to ? core::to_string(*instrument.in_force_to) : std::string{};
    const auto seen = [&](const char* date) {
        const auto found = instrument.verified_dates.find(date);
        return found != instrument.verified_dates.end() && found->second;
    };
    const bool dates_seen = seen("in_force_from") && (to.empty() || seen("in_force_to"));
    const auto since = core::date_text(instrument.in_force_from);
    const auto end = instrument.in_force_to ? core::date_text(*instrument.in_force_to) : Text{};
    reason.text = {instrument.citation() + ", " + instrument.title + ": berlaku sejak " + since.id +
                       (to.empty() ? "" : " sampai sebelum " + end.id) +
                       (dates_seen ? "" : " (tanggal belum diverifikasi)"),
                   instrument.citation() + ", " + instrument.title + ": in force from " + since.en +
                       (to.empty() ? "" : " until before " + end.en) + (dates_seen ? "" : " (dates not verified)")};
    reason.facts = {{"instrument", instrument.id}, {"in_force_from", from},
                    {"in_force_to", to},           {"level", std::string(law::to_string(instrument.level))},
                    {"source", instrument.source}, {"verified", instrument.verified && dates_seen}};
    if (!instrument.note_id.empty() || !instrument.note_en.empty()) {
        reason.because.push_back({"note", {instrument.note_id, instrument.note_en}, {}, {}});
    }
    return reason;
}

Reason rule_reason(const AppliedRule& rule, const Piece& piece, const BoundPack& bound) {
    const auto& pack = bound.law();
    const auto& instrument = pack.instruments[rule.instrument];
    const auto article = article_of(pack, rule);
    const auto cited = citation_of(rule, pack);
    const auto says = law::words(rule.says);
    Reason reason{"rule", {cited.id + ": " + says.id, cited.en + ": " + says.en}, {}, {}};
    std::string cell;
    std::string precedence;
    std::vector<std::string> conditions;
    if (rule.kind == AppliedRule::Kind::area) {
        precedence = law::to_string(instrument.area_rules[rule.rule].precedence);
        cell = instrument.area_rules[rule.rule].cell.raw;
        conditions = instrument.area_rules[rule.rule].cell.conditions;
    } else if (rule.kind == AppliedRule::Kind::matrix) {
        cell = piece.matrix_cell.raw;
        conditions = piece.matrix_cell.conditions;
    }
    if (!cell.empty()) {
        reason.text.id += " (sel \"" + cell + "\")";
        reason.text.en += " (cell \"" + cell + "\")";
    }
    reason.facts = {{"rule", std::string(word_of(rule.kind))},
                    {"rule_id", id_of(rule, instrument)},
                    {"instrument", instrument.id},
                    {"article", article},
                    {"article_label", instrument.article_label(article)},
                    {"article_verified", instrument.article_verified(article)},
                    {"cell", cell},
                    {"says", std::string(law::to_string(rule.says))},
                    {"precedence", precedence},
                    {"replaced", rule.replaced},
                    {"gives_the_verdict", rule.gives},
                    {"stands_against_another", rule.opposes}};
    if (const auto* record = instrument.article(article); record != nullptr && !record->text.empty()) {
        reason.because.push_back({"note", {"\"" + record->text + "\"", "\"" + record->text + "\""}, {}, {}});
    }
    for (const auto& id : conditions) reason.because.push_back(condition_reason(piece, rule.instrument, id, bound));
    return reason;
}

/// What the ground is before any rule: the answer where no cell of a matrix is read.
Verdict without_rules(Gap gap) {
    if (gap == Gap::outside) return Verdict::outside_plan;
    return gap == Gap::kbli_version ? Verdict::unreadable_rule : Verdict::no_data;
}

Reason piece_reason(const Piece& piece, const SiteVerdict& site, const CheckResult& result) {
    const auto& pack = *result.pack;
    const auto verdict = law::words(piece.verdict);
    const auto share = share_text(piece.share, site.dimension);
    const auto measure = with_unit(piece.measure, site.dimension);
    const auto label = zone_label(piece, pack);
    Reason reason{"piece", {}, {}, {}};
    reason.text = {share.id + " (" + measure.id + ")" + (label.empty() ? "" : " di " + label) + ": " + verdict.id,
                   share.en + " (" + measure.en + ")" + (label.empty() ? "" : " in " + label) + ": " + verdict.en};
    if (piece.conflict) {
        reason.text.id += ", ketentuan bertentangan";
        reason.text.en += ", rules in conflict";
    }
    if (!piece.decisive) {
        reason.text.id += " (terlalu kecil untuk menentukan)";
        reason.text.en += " (too small to decide)";
    }
    reason.facts = {
        {"instrument", piece.instrument == no_index ? std::string{} : pack.law().instruments[piece.instrument].id},
        {"zone", piece.zone_code},
        {"zone_row", static_cast<double>(piece.zone)},
        {"measure", piece.measure},
        {"share", piece.share},
        {"verdict", std::string(law::to_string(piece.verdict))},
        {"without_rules", std::string(law::to_string(without_rules(piece.gap)))},
        {"decisive", piece.decisive},
        {"conflict", piece.conflict}};
    if (piece.layer != no_index) {
        const auto& layer = pack.layers()[piece.layer];
        const auto* link = pack.law().instruments[piece.instrument].layer(layer.id);
        reason.facts.emplace_back("layer", layer.id);
        reason.facts.emplace_back("layer_source", link->source.empty() ? layer.data.provenance.source : link->source);
        reason.facts.emplace_back("schematic", link->schematic);
    }
    const auto gap = gap_text(piece, pack, site.activity, result.options.as_of);
    if (!gap.id.empty()) reason.because.push_back({"note", gap, {}, {}});
    for (const auto& rule : piece.rules) reason.because.push_back(rule_reason(rule, piece, pack));
    for (const auto& test : piece.intensity) reason.because.push_back(intensity_reason(test, pack.law()));
    return reason;
}

Reason existing_use_reason(const SiteVerdict& site) {
    Reason reason{"existing_use", site.existing_use_summary, {}, {}};
    reason.facts = {{"existing_use", site.existing_use_state}, {"basis", site.existing_use_basis}};
    if (site.existing_use_until) reason.facts.emplace_back("until", core::to_string(*site.existing_use_until));
    for (const auto& text : site.existing_use_reasons) reason.because.push_back({"note", text, {}, {}});
    return reason;
}

void write(const Reason& reason, core::JsonWriter& json) {
    json.begin_object().key("kind").value(reason.kind).key("id").value(reason.text.id).key("en").value(reason.text.en);
    json.key("facts").begin_object();
    for (const auto& [name, fact] : reason.facts) {
        json.key(name);
        std::visit([&](const auto& value) { json.value(value); }, fact);
    }
    json.end_object().key("because").begin_array();
    for (const auto& child : reason.because) write(child, json);
    json.end_array().end_object();
}

void write_lines(const Reason& reason, bool indonesian, std::size_t depth, std::string& out) {
    out +=
        std::string(depth * 2, ' ') + (depth == 0 ? "" : "- ") + (indonesian ? reason.text.id : reason.text.en) + "\n";
    for (const auto& child : reason.because) write_lines(child, indonesian, depth + 1, out);
}

}  // namespace

Reason explain(const CheckResult& result, std::size_t row) {
    const auto& site = result.verdicts.at(row);
    const auto& pack = result.pack->law();
    const auto& tolerance = pack.tolerance;
    Reason reason{"site", {site.site_id + ": " + site.reason.id, site.site_id + ": " + site.reason.en}, {}, {}};
    reason.facts = {{"site_id", site.site_id},
                    {"activity", site.activity},
                    {"as_of", core::to_string(result.options.as_of)},
                    {"verdict", std::string(law::to_string(site.verdict))},
                    {"conflict", site.conflict},
                    {"partial", site.partial},
                    {"needs_officer", site.needs_officer},
                    {"route", site.route ? std::string(to_string(*site.route)) : std::string{}},
                    {"measure", site.measure},
                    {"crs", result.pack->crs().authority_code()},
                    {"variant", pack.variant},
                    {"schematic", site.schematic},
                    {"verified", is_verified(site)},
                    {"boundary_m", tolerance.boundary_m},
                    {"sliver_m2", tolerance.sliver_m2},
                    {"decisive_share", tolerance.decisive_share},
                    {"conforming_share_needed", tolerance.conforming_share}};
    if (site.share_conforming) reason.facts.emplace_back("share_conforming", *site.share_conforming);
    if (site.activity_row != no_index) {
        const auto& activity = pack.activities[site.activity_row];
        const auto kbli = activity.kbli.empty() ? std::string{} : " (KBLI " + activity.kbli + ")";
        reason.because.push_back({"activity",
                                  {"Kegiatan: " + activity.name.id + kbli, "Activity: " + activity.name.en + kbli},
                                  {{"activity", activity.id},
                                   {"kbli", activity.kbli},
                                   {"kbli_version", activity.kbli_version},
                                   {"verified", activity.verified}},
                                  {}});
    }
    for (const auto i : result.in_force) reason.because.push_back(instrument_reason(pack.instruments[i]));
    const auto pieces = std::span(result.pieces).subspan(site.first_piece, site.last_piece - site.first_piece);
    for (auto& set : sufficient_reasons(site, pieces, result)) reason.because.push_back(std::move(set));
    for (auto p = site.first_piece; p < site.last_piece; ++p)
        reason.because.push_back(piece_reason(result.pieces[p], site, result));
    for (const auto& test : site.distances) reason.because.push_back(distance_reason(test, *result.pack));
    if (site.existing_use) reason.because.push_back(existing_use_reason(site));
    for (const auto& text : site.officer_reasons) reason.because.push_back({"officer", text, {}, {}});
    reason.because.push_back(uncertainty_reason(site, result));
    return reason;
}

std::string to_text(const Reason& reason, std::string_view language) {
    std::string out;
    write_lines(reason, language == "id", 0, out);
    return out;
}

std::string to_json(const Reason& reason) {
    core::JsonWriter json;
    write(reason, json);
    return json.str();
}

}  // namespace petasentra::conformance
