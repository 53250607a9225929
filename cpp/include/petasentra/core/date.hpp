#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <petasentra/core/text.hpp>
#include <string>
#include <string_view>

namespace petasentra::core {

/// A calendar day, kept as days since 1970-01-01 (proleptic Gregorian), the same number as Arrow's date32.
struct Date {
    std::int32_t days = 0;
    auto operator<=>(const Date&) const = default;
};

/// Reads exactly "YYYY-MM-DD"; nothing if the text is anything else or no such day exists (2021-02-30).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::optional<Date> date_from(int year, int month, int day);
[[nodiscard]] std::string to_string(Date date);

struct CalendarDay {
    int year;
    int month;  ///< 1 to 12
    int day;    ///< 1 to 31
};
[[nodiscard]] CalendarDay calendar_day(Date date) noexcept;
/// For people: "1 Maret 2005", "1 March 2005".
[[nodiscard]] Text date_text(Date date);

}  // namespace petasentra::core
