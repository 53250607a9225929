#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <petasentra/core/text.hpp>
#include <petasentra/sentra/claim.hpp>
#include <tuple>

namespace petasentra::sentra {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

bool take(std::string_view& text, std::string_view front) {
    if (!text.starts_with(front)) return false;
    text.remove_prefix(front.size());
    return true;
}

// A number at the front, with the blanks around it; "inf" and "nan" are words, not figures.
std::optional<double> take_number(std::string_view& text) {
    text = core::trimmed(text);
    const auto digits = text.find_first_not_of("-.");
    if (digits == std::string_view::npos || text[digits] < '0' || text[digits] > '9') return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    text = core::trimmed(text);
    return value;
}

Interval interval_of(const Claim& claim) {
    return {claim.low.value_or(-infinite), claim.high.value_or(infinite)};
}

}  // namespace

std::optional<Interval> parse_interval(std::string_view text) {
    text = core::trimmed(text);
    if (text == "belasan") return Interval{11.0, 19.0};

    const bool below = take(text, "<=") || take(text, "\u2264") || take(text, "<");
    const bool above = !below && (take(text, ">=") || take(text, "\u2265") || take(text, ">"));
    const auto first = take_number(text);
    if (!first) return std::nullopt;
    if (below || above) {
        if (!text.empty()) return std::nullopt;
        return below ? Interval{-infinite, *first} : Interval{*first, infinite};
    }
    if (text.empty()) return Interval{*first, *first};
    if (!take(text, "-") && !take(text, "\u2013")) return std::nullopt;
    const auto second = take_number(text);
    if (!second || !text.empty() || *second < *first) return std::nullopt;
    return Interval{*first, *second};
}

std::vector<std::vector<std::size_t>> disagreements(std::span<const Claim> claims) {
    std::map<std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>,
             std::vector<std::size_t>>
        same, named;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto& claim = claims[i];
        auto& alike = claim.low || claim.high ? same : named;
        alike[{claim.subject, claim.attribute, claim.unit, claim.scope}].push_back(i);
    }
    std::vector<std::vector<std::size_t>> groups;
    for (const auto& [key, members] : named) {
        const auto other = [&](std::size_t i) { return claims[i].value != claims[members.front()].value; };
        if (std::any_of(members.begin(), members.end(), other)) groups.push_back(members);
    }
    for (const auto& [key, members] : same) {
        double highest_low = -infinite;
        double lowest_high = infinite;
        for (const auto i : members) {
            highest_low = std::max(highest_low, interval_of(claims[i]).low);
            lowest_high = std::min(lowest_high, interval_of(claims[i]).high);
        }
        // A claim meets all others just if it reaches down to the lowest end and up to the highest beginning.
        std::vector<std::size_t> apart;
        for (const auto i : members) {
            const auto interval = interval_of(claims[i]);
            if (interval.low > lowest_high || interval.high < highest_low) apart.push_back(i);
        }
        if (!apart.empty()) groups.push_back(std::move(apart));
    }
    std::sort(groups.begin(), groups.end());
    return groups;
}

}  // namespace petasentra::sentra
