#include <array>
#include <cstdio>
#include <petasentra/core/date.hpp>

namespace petasentra::core {
namespace {

// The calendar repeats every 400 years = 146,097 days. A year is taken to begin on 1 March, so that the leap day is its
// last day and the months' starts are one straight line: (153 m + 2) / 5 for m = 0 (March) .. 11 (February).
constexpr std::int64_t days_per_era = 146'097;
constexpr std::int64_t epoch_from_march_0 = 719'468;  // days from 0000-03-01 to 1970-01-01

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

constexpr bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in_month(int year, int month) {
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Date> date_from(int year, int month, int day) {
    if (year < -9999 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return std::nullopt;
    const std::int64_t march_year = month > 2 ? year : year - 1;
    const std::int64_t era = floor_div(march_year, 400);
    const std::int64_t year_of_era = march_year - era * 400;
    const std::int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return Date{static_cast<std::int32_t>(era * days_per_era + day_of_era - epoch_from_march_0)};
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    return date_from(*year, *month, *day);
}

CalendarDay calendar_day(Date date) noexcept {
    const std::int64_t since_march_0 = date.days + epoch_from_march_0;
    const std::int64_t era = floor_div(since_march_0, days_per_era);
    const std::int64_t day_of_era = since_march_0 - era * days_per_era;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / (days_per_era - 1)) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t from_march = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<int>(day_of_year - (153 * from_march + 2) / 5 + 1);
    const auto month = static_cast<int>(from_march < 10 ? from_march + 3 : from_march - 9);
    return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

std::string to_string(Date date) {
    const auto [year, month, day] = calendar_day(date);
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day);
    return buffer.data();
}

Text date_text(Date date) {
    static constexpr std::array<const char*, 12> bulan{"Januari",   "Februari", "Maret",    "April",
                                                       "Mei",       "Juni",     "Juli",     "Agustus",
                                                       "September", "Oktober",  "November", "Desember"};
    static constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
    const auto [year, month, day] = calendar_day(date);
    const auto at = static_cast<std::size_t>(month - 1);
    const auto with = [&, day = day, year = year](const char* name) {
        return std::to_string(day) + " " + name + " " + std::to_string(year);
    };
    return {with(bulan[at]), with(months[at])};
}

}  // namespace petasentra::core
