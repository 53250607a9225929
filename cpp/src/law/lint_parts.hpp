#pragma once
#include <limits>
#include <petasentra/law/plan_pack.hpp>
#include <string>
#include <vector>

namespace petasentra::law::lint_parts {

using Findings = std::vector<core::Finding>;

/// A finding about a part of the pack: `layer` holds the id of an instrument or the name of a table, `feature` the rule,
/// article, cell or condition meant.
inline core::Finding pack_finding(std::string code, core::Severity severity, std::string layer, std::string feature,
                                  core::Text message, core::Text hint,
                                  double measure = std::numeric_limits<double>::quiet_NaN(), std::string unit = {}) {
    return {std::move(code),    severity,        std::move(layer), std::move(feature),
            std::move(message), std::move(hint), measure,          std::move(unit)};
}
inline core::Finding finding(std::string code, core::Severity severity, const Instrument& instrument,
                             std::string feature, core::Text message, core::Text hint,
                             double measure = std::numeric_limits<double>::quiet_NaN(), std::string unit = {}) {
    return pack_finding(std::move(code), severity, instrument.id, std::move(feature), std::move(message),
                        std::move(hint), measure, std::move(unit));
}

inline std::string in_quotes(const std::string& word) {
    return "'" + word + "'";
}

/// Dates of instruments against each other: VALIDITY_OVERLAP, REPLACES_DISAGREES.
void lint_dates(const PlanPack& pack, Findings& findings);
/// Rules and citations of one instrument: ARTICLE_DANGLING, RULE_NOT_EVALUATED, UNVERIFIED.
void lint_articles(const PlanPack& pack, const Instrument& instrument, Findings& findings);
void lint_not_evaluated(const Instrument& instrument, Findings& findings);
void lint_unverified(const Instrument& instrument, Findings& findings);
/// The matrix of one instrument: MATRIX_ROW_UNKNOWN, ACTIVITY_WITHOUT_ROW, CELL_UNREADABLE, CELL_SEPARATOR,
/// CONDITION_WITHOUT_ROW.
void lint_matrix(const PlanPack& pack, const Instrument& instrument, Findings& findings);

/// What is not there yet: MATRIX_EMPTY, CELL_MISSING, ACTIVITY_WITHOUT_KBLI.
void lint_gaps(const Instrument& instrument, Findings& findings);
void lint_activities(const PlanPack& pack, Findings& findings);
/// On what a value rests: REPEALED_CITED, VERIFIED_WITHOUT_RECORD, ARTICLE_TEXT_CHANGED.
void lint_repealed(const PlanPack& pack, const Instrument& instrument, Findings& findings);
void lint_records(const Instrument& instrument, Findings& findings);
/// True if `other` had ended on the day `instrument` entered into force.
[[nodiscard]] bool is_repealed_before(const Instrument& other, const Instrument& instrument);
[[nodiscard]] core::Finding repealed_cited(const Instrument& instrument, const std::string& feature,
                                           const Instrument& other);

}  // namespace petasentra::law::lint_parts
