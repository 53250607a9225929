#include <algorithm>
#include <charconv>
#include <cmath>
#include <petasentra/core/number_text.hpp>
#include <string_view>
#include <vector>

namespace petasentra::core {
namespace {

/// Plain digits, "-1234.50", independent of the locale.
std::string fixed(double value, int decimals) {
    std::vector<char> buffer(400);  // 309 digits before the mark, and no one asks for more than 60 after it
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed,
                                   std::clamp(decimals, 0, 60))
                         .ptr;
    std::string out(buffer.data(), end);
    const bool is_zero = out.find_first_of("123456789") == std::string::npos;
    if (is_zero && out.front() == '-') out.erase(0, 1);  // people do not write "-0"
    return out;
}

std::string grouped(std::string_view plain, char thousands, char mark) {
    const std::string_view sign = plain.front() == '-' ? plain.substr(0, 1) : std::string_view();
    plain.remove_prefix(sign.size());
    const auto whole = plain.substr(0, plain.find('.'));
    std::string out(sign);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i != 0 && (whole.size() - i) % 3 == 0) out += thousands;
        out += whole[i];
    }
    if (whole.size() < plain.size()) {
        out += mark;
        out += plain.substr(whole.size() + 1);
    }
    return out;
}

}  // namespace

Text number_text(double value, int decimals) {
    if (std::isnan(value)) return {"tidak ada", "none"};
    if (std::isinf(value))
        return value > 0 ? Text{"tak hingga", "infinite"} : Text{"minus tak hingga", "minus infinity"};
    const auto plain = fixed(value, decimals);
    return {grouped(plain, '.', ','), grouped(plain, ',', '.')};
}

Text percent_text(double share) {
    const auto written = [](double percent, const char* before) {
        const auto number = number_text(percent, 1);
        return Text{before + number.id + " %", before + number.en + '%'};
    };
    if (!std::isfinite(share)) return number_text(share, 1);
    // Compared as they will be printed, so that the rule holds for whatever way the last digit is rounded.
    const auto printed = fixed(100.0 * share, 1);
    if (share < 1.0 && printed == "100.0") return written(99.9, "> ");
    if (share > 0.0 && printed == "0.0") return written(0.1, "< ");
    return written(100.0 * share, "");
}

}  // namespace petasentra::core
