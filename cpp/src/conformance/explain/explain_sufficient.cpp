#include "explain_sufficient.hpp"

#include "conformance/verdict/decide.hpp"
#include "conformance/verdict/reasons.hpp"
#include "sufficient.hpp"

namespace petasentra::conformance {

using core::Text;

namespace {

Text listed(const std::vector<Text>& texts) {
    Text out;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool last = i + 1 == texts.size();
        out.id += (i == 0 ? "" : last ? " dan " : ", ") + texts[i].id;
        out.en += (i == 0 ? "" : last ? " and " : ", ") + texts[i].en;
    }
    return out;
}

/// What is enough for the verdict by itself. Pieces are told by their place among the pieces of this explanation, from 0.
Reason sufficient_reason(const Sufficient& set, const SiteVerdict& site, std::span<const Piece> pieces,
                         const CheckResult& result) {
    const auto& pack = *result.pack;
    std::vector<Text> cited;
    for (const auto& rule : set.rules) cited.push_back(citation_of(rule, pack.law()));
    for (const auto p : set.gaps) cited.push_back(gap_text(pieces[p], pack, site.activity, result.options.as_of));
    const bool alone = cited.size() == 1;
    const auto by = listed(cited);
    const auto verdict = law::words(site.verdict);
    const auto share = share_text(set.share, site.dimension);
    Reason reason{"sufficient", {}, {}, {}};
    reason.text = {(alone ? "Sudah cukup dengan sendirinya: " : "Baru cukup bila bersama-sama: ") + by.id + " (" +
                       share.id + "): " + verdict.id,
                   (alone ? "Enough by itself: " : "Enough together: ") + by.en + " (" + share.en + "): " + verdict.en};
    std::string numbers;
    for (const auto p : set.pieces) numbers += (numbers.empty() ? "" : ",") + std::to_string(p);
    reason.facts = {{"share", set.share}, {"pieces", numbers}};
    for (const auto& rule : set.rules) {
        const auto& instrument = pack.law().instruments[rule.instrument];
        const auto article = article_of(pack.law(), rule);
        reason.because.push_back({"cause",
                                  citation_of(rule, pack.law()),
                                  {{"rule", std::string(word_of(rule.kind))},
                                   {"rule_id", id_of(rule, instrument)},
                                   {"instrument", instrument.id},
                                   {"article", article},
                                   {"turned", rule.turned}},
                                  {}});
    }
    for (const auto p : set.gaps) {
        const auto i = pieces[p].instrument;
        reason.because.push_back({"cause",
                                  gap_text(pieces[p], pack, site.activity, result.options.as_of),
                                  {{"rule", std::string("none")},
                                   {"rule_id", std::string{}},
                                   {"instrument", i == no_index ? std::string{} : pack.law().instruments[i].id},
                                   {"article", std::string{}},
                                   {"turned", false}},
                                  {}});
    }
    return reason;
}

}  // namespace

const char* word_of(AppliedRule::Kind kind) {
    switch (kind) {
        case AppliedRule::Kind::matrix:
            return "matrix";
        case AppliedRule::Kind::area:
            return "area";
        case AppliedRule::Kind::overlay:
            return "overlay";
        case AppliedRule::Kind::distance:
            return "distance";
        case AppliedRule::Kind::intensity:
            return "intensity";
    }
    return "";
}

std::string id_of(const AppliedRule& rule, const law::Instrument& instrument) {
    switch (rule.kind) {
        case AppliedRule::Kind::area:
            return instrument.area_rules[rule.rule].id;
        case AppliedRule::Kind::overlay:
            return instrument.overlay_rules[rule.rule].id;
        case AppliedRule::Kind::distance:
            return instrument.distance_rules[rule.rule].id;
        case AppliedRule::Kind::matrix:
        case AppliedRule::Kind::intensity:
            break;
    }
    return {};
}

std::vector<Reason> sufficient_reasons(const SiteVerdict& site, std::span<const Piece> pieces,
                                       const CheckResult& result) {
    std::vector<Reason> reasons;
    for (const auto& set : sufficient_sets(site, pieces, *result.pack))
        reasons.push_back(sufficient_reason(set, site, pieces, result));
    return reasons;
}

}  // namespace petasentra::conformance
