#pragma once
#include <optional>
#include <petasentra/core/date.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::core {

/// One date as somebody wrote it. `day` is filled exactly where `reading` is read.
struct WrittenDate {
    enum class Reading {
        empty,      ///< null, blanks or a hyphen: no value
        read,       ///< one reading
        ambiguous,  ///< 05/04/2024 in a column without evidence for either order
        unreadable  ///< anything else: other words, a day that no month has, a year of two digits
    };
    std::optional<Date> day;
    Reading reading = Reading::empty;
};

/// Reads a column of dates as registers of permits hold them, by the same rules as `petasentra.values.parse_dates`:
/// "2022-05-24", "20220524", "24-Mei-2022", "Selasa, 24 Mei 2022", "Dec 24, 2024", Indonesian and English months in full or
/// short; a time of day is left off, the date is the one written. "05/04/2024" has two readings: a column with
/// "24/05/2022" in it is day-first, one with "05/24/2022" month-first; without such a row, or with both, it stays
/// ambiguous. Nothing is ever guessed. One result a text, in their order, which does not matter to the reading.
[[nodiscard]] std::vector<WrittenDate> read_dates(std::span<const std::string> texts);

}  // namespace petasentra::core
