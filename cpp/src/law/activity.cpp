#include <algorithm>
#include <petasentra/core/text.hpp>
#include <petasentra/law/activity.hpp>

namespace petasentra::law {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

ActivityMatch match_activity(const std::vector<Activity>& activities, std::string_view word,
                             std::string_view kbli_version, std::string_view default_version) {
    word = core::trimmed(word);
    for (std::size_t i = 0; i < activities.size(); ++i)
        if (!word.empty() && activities[i].id == word) return {ActivityMatch::How::id, {i}};
    if (!all_digits(word)) return {ActivityMatch::How::unknown};

    const auto version = kbli_version.empty() ? default_version : kbli_version;
    const auto speaks_version = [&](const Activity& activity) {
        const std::string_view own = activity.kbli_version;
        return !activity.kbli.empty() && (own.empty() ? default_version : own) == version;
    };
    const bool stated = !version.empty() && version == default_version;
    if (!stated && std::none_of(activities.begin(), activities.end(), speaks_version))
        return {ActivityMatch::How::version_unknown};

    // A KBLI code has at most five digits; a longer number is no code whose prefix could be trusted.
    for (std::size_t length = std::min<std::size_t>(word.size(), 5); length >= 3 && word.size() <= 5; --length) {
        ActivityMatch match{ActivityMatch::How::kbli};
        for (std::size_t i = 0; i < activities.size(); ++i) {
            if (speaks_version(activities[i]) && activities[i].kbli == word.substr(0, length))
                match.activities.push_back(i);
        }
        if (match.activities.empty()) continue;
        std::sort(match.activities.begin(), match.activities.end(),
                  [&](std::size_t a, std::size_t b) { return activities[a].id < activities[b].id; });
        return match;
    }
    return {ActivityMatch::How::kbli_unmatched};
}

}  // namespace petasentra::law
