#include "io/gdal/dbf_cells.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>

namespace petasentra::io::gdal {
namespace {

bool is_digit(char letter) noexcept {
    return letter >= '0' && letter <= '9';
}

bool is_null_number(std::string_view text) noexcept {
    return text.empty() || text.front() == '*';
}

}  // namespace

std::string_view trimmed_cell(std::string_view cell) noexcept {
    if (const auto* zero = static_cast<const char*>(std::memchr(cell.data(), 0, cell.size()))) {
        cell = cell.substr(0, static_cast<std::size_t>(zero - cell.data()));
    }
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
    return cell;
}

Cell read_cell(std::string_view text, std::int64_t& out) noexcept {
    if (is_null_number(text)) return Cell::null;
    const bool negative = text.front() == '-';
    const auto digits = text.substr(negative || text.front() == '+' ? 1 : 0);
    if (digits.empty() || digits.size() > 18) return Cell::odd;  // 18 digits always fit
    std::int64_t value = 0;
    for (const char letter : digits) {
        if (!is_digit(letter)) return Cell::odd;
        value = value * 10 + (letter - '0');
    }
    out = negative ? -value : value;
    return Cell::value;
}

Cell read_cell(std::string_view text, std::int32_t& out) noexcept {
    std::int64_t wide = 0;
    const Cell cell = read_cell(text, wide);
    if (cell != Cell::value) return cell;
    if (wide < std::numeric_limits<std::int32_t>::min() || wide > std::numeric_limits<std::int32_t>::max())
        return Cell::odd;
    out = static_cast<std::int32_t>(wide);
    return Cell::value;
}

Cell read_cell(std::string_view text, double& out) noexcept {
    if (is_null_number(text)) return Cell::null;
    if (text.front() == '+') {
        text.remove_prefix(1);
        if (text.empty() || text.front() == '-') return Cell::odd;
    }
    const bool plain = std::all_of(text.begin(), text.end(), [](char letter) {
        return is_digit(letter) || letter == '.' || letter == '-' || letter == '+' || letter == 'e' || letter == 'E';
    });
    if (!plain) return Cell::odd;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() ? Cell::value : Cell::odd;
}

Cell read_cell(std::string_view text, core::Date& out) noexcept {
    if (text.empty()) return Cell::null;
    std::int64_t number = 0;
    if (text.size() != 8 || !is_digit(text.front()) || read_cell(text, number) != Cell::value) return Cell::odd;
    const auto date = core::date_from(static_cast<int>(number / 10'000), static_cast<int>(number / 100 % 100),
                                      static_cast<int>(number % 100));
    if (!date) return Cell::null;
    out = *date;
    return Cell::value;
}

}  // namespace petasentra::io::gdal
