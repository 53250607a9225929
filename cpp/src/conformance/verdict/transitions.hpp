#pragma once
#include <petasentra/core/text.hpp>
#include <petasentra/law/instrument.hpp>

#include "history.hpp"

namespace petasentra::conformance {

/// What one transition rule means for one use that began before the instrument.
struct Shelter {
    bool applies = false;
    bool open = false;              ///< without an end
    std::optional<core::Date> end;  ///< first day no longer covered; nothing if open or not applying
    bool ends_with_permit = false;
    core::Text why;  ///< in words, without the citation

    [[nodiscard]] bool covers(core::Date day) const noexcept { return applies && (open || (end && day < *end)); }
};
[[nodiscard]] Shelter shelter_of(const law::Transition& transition, const law::Instrument& instrument,
                                 const History& history);

/// A day and a calendar period such as "P3Y" or "P1Y6M10D" after it: years and months first, kept within the month
/// (29 February and a year is 28 February), then days. Nothing where it is no period or ends beyond the year 9999.
[[nodiscard]] std::optional<core::Date> after_period(core::Date day, std::string_view period);

/// The answer of the transition may depend on permits.
[[nodiscard]] bool asks_for_permits(const law::Transition& transition);

}  // namespace petasentra::conformance
