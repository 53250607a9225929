#include <algorithm>
#include <petasentra/core/suggest.hpp>
#include <petasentra/law/predicate.hpp>

#include "law/lint_parts.hpp"

namespace petasentra::law::lint_parts {
namespace {

using core::Severity;

// Calls f(rule id, article id) for everything of an instrument that can cite an article. A rule must cite one, a layer
// or a matrix may.
template <typename F>
void for_each_citation(const Instrument& instrument, const F& f) {
    for (const auto& link : instrument.layers) f(link.id, link.article, false);
    f("permissions", instrument.permissions.article, false);
    for (const auto& rule : instrument.overlay_rules) f(rule.id, rule.article, true);
    for (const auto& rule : instrument.area_rules) f(rule.id, rule.article, true);
    for (const auto& rule : instrument.distance_rules) f(rule.id, rule.article, true);
    for (const auto& transition : instrument.transitions) f("transition", transition.article, true);
}

// "2 of 3 articles", each part only where something is unverified.
struct Doubt {
    std::size_t unverified = 0;
    std::size_t all = 0;
    void count(bool verified) {
        ++all;
        if (!verified) ++unverified;
    }
    void tell(core::Text& list, const char* id, const char* en) const {
        if (unverified == 0) return;
        if (!list.id.empty()) list.id += ", ";
        if (!list.en.empty()) list.en += ", ";
        list.id += std::to_string(unverified) + " dari " + std::to_string(all) + " " + id;
        list.en += std::to_string(unverified) + " of " + std::to_string(all) + " " + en;
    }
};

void not_evaluated(const Instrument& instrument, const std::string& feature, const core::Text& what,
                   const core::Text& why, Findings& findings) {
    findings.push_back(finding("RULE_NOT_EVALUATED", Severity::warning, instrument, feature,
                               {what.id + " dibaca tetapi " + why.id + ".", what.en + " is read but " + why.en + "."},
                               {"Periksa ketentuan ini secara manual; hasil pemeriksaan tidak memperhitungkannya.",
                                "Check this rule by hand; the verdict does not take it into account."}));
}

bool has_existing_layer(const Instrument& instrument) {
    return std::any_of(instrument.layers.begin(), instrument.layers.end(),
                       [](const LayerLink& link) { return link.role == LayerRole::existing; });
}

void lint_distances(const Instrument& instrument, Findings& findings) {
    for (const auto& rule : instrument.distance_rules) {
        const core::Text what{"Ketentuan jarak " + in_quotes(rule.id), "Distance rule " + in_quotes(rule.id)};
        const auto* receptor = instrument.layer(rule.receptor);
        if (receptor != nullptr && rule.measured_to == "bank" && receptor->represents == "centreline")
            not_evaluated(instrument, rule.id, what,
                          {"tidak pernah dinyatakan terpenuhi: yang diminta tepi, yang tergambar garis tengah",
                           "never called kept: the bank is asked for, and the centreline is drawn"},
                          findings);
        if (rule.both_ways && !has_existing_layer(instrument))
            not_evaluated(instrument, rule.id, what,
                          {"tidak dapat diuji dari arah sebaliknya: tidak ada lapisan berperan 'existing'",
                           "not tested the other way round: there is no layer of role 'existing'"},
                          findings);
    }
}

void lint_conditions(const Instrument& instrument, Findings& findings) {
    for (const auto& condition : instrument.conditions) {
        const auto predicate = predicate_of(condition);
        if (predicate == Predicate::none) continue;
        const core::Text what{"Syarat terukur " + in_quotes(condition.id) + " (" + condition.predicate + ")",
                              "Computable condition " + in_quotes(condition.id) + " (" + condition.predicate + ")"};
        const auto tell = [&](const core::Text& why) { not_evaluated(instrument, condition.id, what, why, findings); };
        if (predicate == Predicate::unknown)
            tell({"cara menghitungnya tidak dikenal", "how to compute it is not known"});
        else if (!threshold_of(condition))
            tell({"batasnya tidak ada atau satuannya tidak sesuai",
                  "its threshold is missing or its unit does not fit"});
        else if (predicate == Predicate::min_distance_same_activity && !has_existing_layer(instrument))
            tell({"tidak dapat dihitung: tidak ada lapisan berperan 'existing'",
                  "cannot be computed: there is no layer of role 'existing'"});
    }
}

}  // namespace

void lint_articles(const PlanPack& pack, const Instrument& instrument, Findings& findings) {
    std::vector<std::string> ids;
    for (const auto& article : instrument.articles) ids.push_back(article.id);
    for_each_citation(instrument, [&](const std::string& rule, const std::string& article, bool needed) {
        if (article.empty() && needed) {
            findings.push_back(
                finding("ARTICLE_DANGLING", Severity::warning, instrument, rule,
                        {"Ketentuan " + in_quotes(rule) + " tidak menyebut pasal.",
                         "Rule " + in_quotes(rule) + " cites no article."},
                        {"Isi article dengan id sebuah [[article]].", "Set article to the id of an [[article]]."}));
            return;
        }
        if (article.empty() || instrument.article(article) != nullptr) return;
        const auto owner = std::find_if(pack.instruments.begin(), pack.instruments.end(), [&](const Instrument& other) {
            return other.article(article) != nullptr && is_repealed_before(other, instrument);
        });
        if (owner != pack.instruments.end()) {
            findings.push_back(repealed_cited(instrument, rule, *owner));
            return;
        }
        const auto near = core::nearest(article, ids);
        core::Text hint{"Tambahkan [[article]] dengan id itu.", "Add an [[article]] with that id."};
        if (!near.empty()) {
            hint.id += " Mungkin maksud Anda " + in_quotes(near) + "?";
            hint.en += " Perhaps " + in_quotes(near) + " is meant.";
        }
        findings.push_back(finding("ARTICLE_DANGLING", Severity::warning, instrument, rule,
                                   {"Pasal " + in_quotes(article) + " yang dirujuk " + in_quotes(rule) +
                                        " tidak ada di antara [[article]]; id-nya dipakai sebagai label.",
                                    "Article " + in_quotes(article) + " cited by " + in_quotes(rule) +
                                        " is not among the [[article]] entries; its id serves as its label."},
                                   hint));
    });
}

void lint_not_evaluated(const Instrument& instrument, Findings& findings) {
    lint_distances(instrument, findings);
    lint_conditions(instrument, findings);
}

void lint_unverified(const Instrument& instrument, Findings& findings) {
    Doubt articles, dates, tables, layers;
    for (const auto& article : instrument.articles) articles.count(article.verified);
    const auto seen = [&](const char* name) {
        const auto found = instrument.verified_dates.find(name);
        return found != instrument.verified_dates.end() && found->second;
    };
    if (instrument.enacted_on) dates.count(seen("enacted_on"));
    dates.count(seen("in_force_from"));
    if (instrument.in_force_to) dates.count(seen("in_force_to"));
    if (!instrument.permissions.path.empty()) tables.count(instrument.permissions.verified);
    if (!instrument.conditions.empty())
        tables.count(std::all_of(instrument.conditions.begin(), instrument.conditions.end(),
                                 [](const Condition& condition) { return condition.verified; }));
    for (const auto& link : instrument.layers) layers.count(link.verified);

    core::Text list;
    articles.tell(list, "pasal", "articles");
    dates.tell(list, "tanggal", "dates");
    tables.tell(list, "tabel", "tables");
    layers.tell(list, "peta", "layers");
    const auto total = articles.unverified + dates.unverified + tables.unverified + layers.unverified;
    if (total == 0) return;
    findings.push_back(finding("UNVERIFIED", Severity::note, instrument, instrument.id,
                               {"Belum diverifikasi pada " + in_quotes(instrument.id) + ": " + list.id + ".",
                                "Not verified in " + in_quotes(instrument.id) + ": " + list.en + "."},
                               {"Cocokkan dengan naskah resmi sebelum dipakai untuk keputusan.",
                                "Compare with the official text before any decision rests on it."},
                               static_cast<double>(total), "values"));
}

}  // namespace petasentra::law::lint_parts
