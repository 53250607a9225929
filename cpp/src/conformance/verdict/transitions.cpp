#include "transitions.hpp"

#include <algorithm>

namespace petasentra::conformance {

namespace {

/// "izin IUI (1 Maret 2008 sampai sebelum 1 Maret 2013)"
core::Text permit_words(const Permit& permit) {
    const auto kind = permit.kind.empty() ? std::string{} : " " + permit.kind;
    const auto from = core::date_text(permit.issued_on);
    if (!permit.expires_on)
        return {"izin" + kind + " (sejak " + from.id + ", tanpa batas waktu)",
                "permit" + kind + " (since " + from.en + ", without expiry)"};
    const auto to = core::date_text(*permit.expires_on);
    return {"izin" + kind + " (" + from.id + " sampai sebelum " + to.id + ")",
            "permit" + kind + " (" + from.en + " until before " + to.en + ")"};
}

}  // namespace

std::optional<core::Date> after_period(core::Date day, std::string_view period) {
    constexpr long beyond = 200'000'000;
    if (period.size() < 3 || period.front() != 'P') return std::nullopt;
    period.remove_prefix(1);
    long years = 0;
    long months = 0;
    long days = 0;
    while (!period.empty()) {
        long number = 0;
        const auto digits = period.find_first_not_of("0123456789");
        if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
        for (const char c : period.substr(0, digits)) number = std::min(number * 10 + (c - '0'), beyond);
        const char unit = period[digits];
        if (unit != 'Y' && unit != 'M' && unit != 'D') return std::nullopt;
        (unit == 'Y' ? years : unit == 'M' ? months : days) += number;
        period.remove_prefix(digits + 1);
    }
    const auto from = calendar_day(day);
    const auto month_number = from.year * 12L + from.month - 1 + years * 12 + months;
    if (month_number / 12 > 9999 || days >= beyond) return std::nullopt;
    const auto year = static_cast<int>(month_number / 12);
    const auto month = static_cast<int>(month_number % 12) + 1;
    auto found = core::date_from(year, month, from.day);
    for (auto last = from.day - 1; !found && last > 0; --last) found = core::date_from(year, month, last);
    if (found) found->days += static_cast<std::int32_t>(days);
    return found;
}

bool asks_for_permits(const law::Transition& transition) {
    return transition.applies_to == "permit_valid" || transition.until == "permit_expiry";
}

Shelter shelter_of(const law::Transition& transition, const law::Instrument& instrument, const History& history) {
    const auto entry = instrument.in_force_from;
    const auto in_force = core::date_text(entry);
    Shelter shelter;
    if (transition.applies_to == "none") {
        shelter.why = {"tidak melindungi pemanfaatan mana pun", "shelters no existing use"};
        return shelter;
    }
    std::vector<const Permit*> permits;
    for (const auto& permit : history.permits) {
        if (permit.issued_on < entry && permit.valid_on(entry)) permits.push_back(&permit);
    }
    if (asks_for_permits(transition) && permits.empty()) {
        shelter.why = {
            "tidak berlaku: tidak ada izin yang terbit sebelum " + in_force.id + " dan masih berlaku pada hari itu",
            "does not apply: no permit was issued before " + in_force.en + " and still valid on that day"};
        return shelter;
    }
    const auto by_permit = permits.empty() ? core::Text{} : permit_words(*permits.back());
    shelter.why =
        transition.applies_to == "permit_valid"
            ? core::Text{by_permit.id + " masih berlaku pada " + in_force.id,
                         by_permit.en + " was valid on " + in_force.en}
            : core::Text{"pemanfaatan sudah ada sebelum " + in_force.id, "the use was there before " + in_force.en};
    shelter.applies = true;
    if (transition.until == "open") {
        shelter.open = true;
    } else if (transition.until == "permit_expiry") {
        shelter.ends_with_permit = true;
        for (const auto* permit : permits) {
            if (!permit->expires_on)
                shelter.open = true;
            else if (!shelter.end || *shelter.end < *permit->expires_on)
                shelter.end = permit->expires_on;
        }
        if (shelter.open) shelter.end.reset();
    } else {
        shelter.end = core::parse_date(transition.until);
        if (!shelter.end) shelter.end = after_period(entry, transition.until);
        shelter.open = !shelter.end;
    }
    const auto end = shelter.end ? core::date_text(*shelter.end) : core::Text{};
    const auto until = shelter.open ? core::Text{"tanpa batas waktu", "without an end"}
                                    : core::Text{"sampai sebelum " + end.id, "until before " + end.en};
    shelter.why = {shelter.why.id + "; melindungi " + until.id, shelter.why.en + "; shelters it " + until.en};
    return shelter;
}

}  // namespace petasentra::conformance
