#include "io/osm/duration.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace petasentra::io::osm {

std::string shared_duration(const std::string& text, double share) {
    if (text.empty() || share >= 1.0) return text;
    std::array<double, 3> parts{};
    std::size_t count = 0;
    std::string_view rest = text;
    while (true) {
        if (count == parts.size()) return text;
        const auto* end = rest.data() + rest.size();
        const auto [stop, error] = std::from_chars(rest.data(), end, parts[count++], std::chars_format::fixed);
        if (error != std::errc{}) return text;
        if (stop == end) break;
        if (*stop != ':') return text;
        rest = std::string_view(stop + 1, static_cast<std::size_t>(end - stop - 1));
    }
    const double minutes = count == 1 ? parts[0] : parts[0] * 60.0 + parts[1] + parts[2] / 60.0;
    std::array<char, 40> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), minutes * share, std::chars_format::fixed, 6);
    return {digits.data(), written.ptr};
}

}  // namespace petasentra::io::osm
