#pragma once
#include <petasentra/core/same_text.hpp>
#include <petasentra/law/kbli_crosswalk.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::law {

/// A row of activities.csv: what a matrix row speaks of. `kbli` is a prefix of 3 to 5 digits in one KBLI version.
struct Activity {
    std::string id;
    core::Text name;
    std::string kbli;
    std::string kbli_version;
    std::string scale;
    std::string source;
    bool verified = false;
    bool operator==(const Activity&) const = default;
};

/// How a word of the user was understood as an activity of the pack.
struct ActivityMatch {
    enum class How {
        id,               ///< the word is an id of activities.csv
        kbli,             ///< digits: the longest prefix (5, 4, 3) that an activity names
        kbli_unmatched,   ///< digits that no activity of this version covers: an absent cell
        version_unknown,  ///< digits in a KBLI version the pack does not have: unreadable_rule
        unknown,          ///< any other word: no_data
    };
    How how = How::unknown;
    /// Indices into the pack's activities, by id; several where activities share the prefix. Empty without a match.
    std::vector<std::size_t> activities = {};
    /// Successors in the pack's version, where the digits went through the crosswalk and it splits them.
    std::vector<std::string> split_into = {};
    bool also_unmatched = false;               ///< some of those successors no activity covers
    std::vector<std::string> unverified = {};  ///< numbers whose rows of the crosswalk nobody has verified
};
/// Digits are matched with the activities of their own KBLI version; where none of those covers them, through the
/// crosswalk with the activities of others. A number that the crosswalk splits matches what any successor matches.
[[nodiscard]] ActivityMatch match_activity(const std::vector<Activity>& activities, std::string_view word,
                                           std::string_view kbli_version, std::string_view default_version,
                                           const std::vector<KbliStep>& crosswalk = {});

}  // namespace petasentra::law
