#include <algorithm>
#include <petasentra/core/text.hpp>
#include <petasentra/law/activity.hpp>
#include <set>

namespace petasentra::law {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view version_of(const Activity& activity, std::string_view default_version) {
    return activity.kbli_version.empty() ? default_version : std::string_view(activity.kbli_version);
}

/// The activities of a version with the longest beginning (5, 4, 3 digits) of a number.
std::vector<std::size_t> longest_prefix(const std::vector<Activity>& activities, std::string_view number,
                                        std::string_view version, std::string_view default_version) {
    std::vector<std::size_t> found;
    // A KBLI code has at most five digits; a longer number is no code whose prefix could be trusted.
    if (number.size() > 5) return found;
    for (auto length = number.size(); length >= 3 && found.empty(); --length) {
        for (std::size_t i = 0; i < activities.size(); ++i) {
            const auto& activity = activities[i];
            if (!activity.kbli.empty() && version_of(activity, default_version) == version &&
                activity.kbli == number.substr(0, length))
                found.push_back(i);
        }
    }
    return found;
}

void sort_by_id(std::vector<std::size_t>& found, const std::vector<Activity>& activities) {
    std::sort(found.begin(), found.end(),
              [&](std::size_t a, std::size_t b) { return activities[a].id < activities[b].id; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

/// What the crosswalk makes of a number in every other version that activities speak. True if it has a row for it.
bool match_across(ActivityMatch& match, const std::vector<Activity>& activities, std::string_view number,
                  std::string_view version, std::string_view default_version, const std::vector<KbliStep>& crosswalk) {
    std::set<std::string_view> others;
    for (const auto& activity : activities) {
        if (!activity.kbli.empty()) others.insert(version_of(activity, default_version));
    }
    others.erase(version);
    bool any = false;
    for (const auto other : others) {
        const auto next = successors(crosswalk, number, version, other);
        any = any || !next.numbers.empty();
        if (next.split) match.split_into.insert(match.split_into.end(), next.numbers.begin(), next.numbers.end());
        match.unverified.insert(match.unverified.end(), next.doubtful.begin(), next.doubtful.end());
        for (const auto& successor : next.numbers) {
            const auto found = longest_prefix(activities, successor, other, default_version);
            match.also_unmatched = match.also_unmatched || found.empty();
            match.activities.insert(match.activities.end(), found.begin(), found.end());
        }
    }
    return any;
}

}  // namespace

ActivityMatch match_activity(const std::vector<Activity>& activities, std::string_view word,
                             std::string_view kbli_version, std::string_view default_version,
                             const std::vector<KbliStep>& crosswalk) {
    word = core::trimmed(word);
    for (std::size_t i = 0; i < activities.size(); ++i)
        if (!word.empty() && activities[i].id == word) return {ActivityMatch::How::id, {i}};
    if (!all_digits(word)) return {ActivityMatch::How::unknown};

    const auto version = kbli_version.empty() ? default_version : kbli_version;
    ActivityMatch match{ActivityMatch::How::kbli, longest_prefix(activities, word, version, default_version)};
    if (match.activities.empty()) {
        const bool across = match_across(match, activities, word, version, default_version, crosswalk);
        const bool stated = !version.empty() && version == default_version;
        const bool spoken = std::any_of(activities.begin(), activities.end(), [&](const Activity& activity) {
            return !activity.kbli.empty() && version_of(activity, default_version) == version;
        });
        if (match.activities.empty())
            match.how =
                across || stated || spoken ? ActivityMatch::How::kbli_unmatched : ActivityMatch::How::version_unknown;
    }
    sort_by_id(match.activities, activities);
    return match;
}

}  // namespace petasentra::law
