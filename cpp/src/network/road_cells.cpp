#include "network/road_cells.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <petasentra/core/text.hpp>
#include <petasentra/network/traffic.hpp>
#include <string_view>

namespace petasentra::network {
namespace {

/// A number without sign at the start of `text`, which is moved behind it.
std::optional<double> leading_number(std::string_view& text) {
    double value = 0.0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc{} || !std::isfinite(value) || text.front() == '-') return std::nullopt;
    text = std::string_view(rest, static_cast<std::size_t>(end - rest));
    return value;
}

bool take(std::string_view& text, char letter) {
    if (text.empty() || text.front() != letter) return false;
    text.remove_prefix(1);
    return true;
}

/// Numbers parted by colons, at most three.
std::optional<double> clock_seconds(std::string_view text) {
    std::array<double, 3> parts{};
    std::size_t count = 0;
    do {
        if (count == parts.size()) return std::nullopt;
        const auto part = leading_number(text);
        if (!part) return std::nullopt;
        parts[count++] = *part;
    } while (take(text, ':'));
    if (!text.empty()) return std::nullopt;
    if (count == 1) return parts[0] * 60.0;
    return parts[0] * 3600.0 + parts[1] * 60.0 + parts[2];
}

std::optional<double> iso_seconds(std::string_view text) {
    double seconds = 0.0;
    while (!text.empty()) {
        const auto part = leading_number(text);
        if (!part || text.empty()) return std::nullopt;
        const char unit = text.front();
        text.remove_prefix(1);
        if (unit != 'h' && unit != 'm' && unit != 's') return std::nullopt;
        seconds += *part * (unit == 'h' ? 3600.0 : unit == 'm' ? 60.0 : 1.0);
    }
    return seconds;
}

std::optional<std::uint16_t> month_and_day(std::string_view text) {
    constexpr std::array<int, 12> longest{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != '-' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
    const int month = (text[0] - '0') * 10 + (text[1] - '0');
    const int day = (text[3] - '0') * 10 + (text[4] - '0');
    if (month < 1 || month > 12 || day < 1 || day > longest[static_cast<std::size_t>(month - 1)]) return std::nullopt;
    return static_cast<std::uint16_t>(100 * month + day);
}

}  // namespace

RoadCells::RoadCells(const layer::Table& table, const std::string& name, const std::string& layer_name)
    : m_name(name), m_layer(layer_name) {
    if (!name.empty()) m_column = &table.column(name, layer_name);
}

std::string RoadCells::text(std::size_t row) const {
    if (m_column == nullptr || !m_column->is_valid(row)) return {};
    if (m_column->format == "b") return static_cast<std::uint8_t>(m_column->data[row]) != 0 ? "true" : "false";
    if (m_column->format == "n") return {};
    const bool floating = m_column->format == "e" || m_column->format == "f" || m_column->format == "g";
    if (floating && m_column->dictionary.empty()) {
        const auto value = m_column->number_at(row);
        if (!value || std::isnan(*value)) return {};
        std::array<char, 64> digits{};
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), *value);
        return {digits.data(), written.ptr};
    }
    const auto value = m_column->text_at(row);
    return value ? std::string(core::trimmed(*value)) : std::string();
}

std::optional<double> positive_number(const std::string& text) {
    auto plain = plain_word(text);
    for (auto& c : plain)
        if (c == ',') c = '.';
    std::string_view rest = plain;
    if (rest.empty()) return std::nullopt;
    const auto value = leading_number(rest);
    if (!value || !(*value > 0.0)) return std::nullopt;
    const auto unit = core::trimmed(rest);
    if (unit == "mph") return *value * 1.609344;
    if (unit == "kg") return *value / 1000.0;
    if (unit.empty() || unit == "t" || unit == "ton" || unit == "m" || unit == "km/h" || unit == "kmh" ||
        unit == "km/jam")
        return value;
    return std::nullopt;
}

std::optional<double> duration_seconds(const std::string& text) {
    const auto plain = plain_word(text);
    if (plain.empty()) return std::nullopt;
    const auto seconds =
        plain.starts_with("pt") ? iso_seconds(std::string_view(plain).substr(2)) : clock_seconds(plain);
    if (!seconds || !(*seconds > 0.0)) return std::nullopt;
    return seconds;
}

std::optional<YearDays> days_of_year(const std::string& text) {
    const auto slash = text.find('/');
    const auto from = month_and_day(std::string_view(text).substr(0, slash));
    const auto until = slash == std::string::npos ? from : month_and_day(std::string_view(text).substr(slash + 1));
    if (!from || !until) return std::nullopt;
    return YearDays{*from, *until};
}

}  // namespace petasentra::network
