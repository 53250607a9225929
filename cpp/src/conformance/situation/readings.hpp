#pragma once
#include <petasentra/conformance/check.hpp>
#include <petasentra/law/activity.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

/// What one site asks about, as its columns state it.
struct Asked {
    std::string word;          ///< activity id or KBLI digits
    std::string kbli_version;  ///< empty: the pack's own
    std::string scale;         ///< mikro, kecil, menengah, besar; empty: not known
    bool from_number = false;  ///< the word came out of a column of numbers, which keep no leading zero

    [[nodiscard]] auto operator<=>(const Asked&) const = default;
};

/// One way in which a question can be understood: an activity of the pack and a scale of the enterprise.
struct Reading {
    std::size_t activity = no_index;  ///< of the pack's activities; no_index where none was matched
    std::string id;                   ///< of that activity; empty where none was matched
    std::string scale;                ///< empty: a scale that no rule names
};

/// Every way to understand a question. Where there are several the strictest answer holds and an officer has to look:
/// step 3 (KBLI that several activities share, a lost leading zero) and step 8 (unknown scale) of the contract.
struct Understanding {
    law::ActivityMatch match;
    std::vector<Reading> readings;   ///< at least one; by id, then scale
    std::vector<core::Text> doubts;  ///< why there are several
};

/// A rule in force that holds for one scale only.
struct ScaledRule {
    const std::vector<std::string>* activities;
    std::string scale;
};

[[nodiscard]] Understanding understand(const law::PlanPack& pack, const Asked& asked,
                                       const std::vector<ScaledRule>& scaled);

/// True if a rule with these activities and this scale speaks in that reading. "*" means every activity there is: a word
/// that is none is not helped by it.
[[nodiscard]] bool speaks_in(const Reading& reading, law::ActivityMatch::How how,
                             const std::vector<std::string>& activities, const std::string& scale);

}  // namespace petasentra::conformance
