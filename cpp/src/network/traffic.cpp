#include <array>
#include <petasentra/core/text.hpp>
#include <petasentra/network/roads.hpp>
#include <petasentra/network/traffic.hpp>

namespace petasentra::network {
namespace {

constexpr std::array<const char*, 4> traffic_words{"both", "forward", "backward", "none"};
constexpr std::array<const char*, 10> road_status_words{
    "used",           "planned",      "no_geometry",     "not_a_line",  "not_finite",
    "without_length", "node_missing", "length_unusable", "line_unused", "out_of_range"};

}  // namespace

const char* to_string(Traffic traffic) noexcept {
    return traffic_words[static_cast<std::size_t>(traffic)];
}

const char* to_string(RoadStatus status) noexcept {
    return road_status_words[static_cast<std::size_t>(status)];
}

std::optional<Traffic> traffic_of(std::string_view word) noexcept {
    for (std::size_t i = 0; i < traffic_words.size(); ++i)
        if (word == traffic_words[i]) return static_cast<Traffic>(i);
    return std::nullopt;
}

std::string plain_word(std::string_view text) {
    std::string out;
    for (const char c : core::trimmed(text)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank && !out.empty() && out.back() == ' ') continue;
        out.push_back(blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return out;
}

}  // namespace petasentra::network
