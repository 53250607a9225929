#pragma once
#include <petasentra/conformance/check.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

/// What makes an answer change from one day to the next.
enum class Cause : std::uint8_t {
    rule,      ///< an instrument enters into force or ends, is published (where that counts), or a transition is over
    geometry,  ///< a feature of a layer begins or ceases to hold
    permit,    ///< a permit is the first one, or runs out
    subject,   ///< the use itself begins
};
[[nodiscard]] const char* to_string(Cause cause) noexcept;

struct TimelineOptions {
    CheckOptions question;            ///< `as_of` is not used: every day is asked
    bool known_then = false;          ///< on every day count only what had been published by that day
    std::optional<core::Date> start;  ///< first day looked at; nothing: from before the first change
    std::optional<core::Date> end;    ///< first day no longer looked at; nothing: until after the last change
};

/// The longest run of days on which a site has one and the same answer: verdict, flags and state of existing use with its
/// end and basis. Which instruments and articles give it may change within.
struct Interval {
    std::size_t site = 0;            ///< row of the sites
    std::optional<core::Date> from;  ///< nothing: since ever, as far as the pack knows
    std::optional<core::Date> to;    ///< first day after it; nothing: open
    law::Verdict verdict = law::Verdict::no_data;
    std::vector<std::string> flags;  ///< as in the table of a check
    std::string existing_use = "none";
    std::optional<core::Date> existing_use_until;
    std::string existing_use_basis;
    std::vector<std::string> instruments;  ///< that govern decisive pieces at some time in it
    std::vector<std::string> articles;
    std::vector<std::string> unverified;
    bool schematic = false;
    bool verified = true;       ///< throughout
    std::vector<Cause> causes;  ///< of the change at its beginning; none for the first of a site
    core::Text cause;           ///< the same in words
};

struct Timeline {
    std::shared_ptr<const BoundPack> pack;
    TimelineOptions options;
    std::vector<std::string> site_id;  ///< by row of the sites
    std::vector<std::string> activity;
    std::vector<Interval> intervals;   ///< by site, then time
    std::vector<core::Date> law_days;  ///< on which the law or its ground changes, within start and end
    std::size_t questions = 0;         ///< answers worked out: at most sites x (law_days + 1)
    std::vector<core::Finding> findings;
};

/// The answers of `check` for every day there is, as intervals.
///
/// Equal   For every day d in an interval `check` with as_of = d gives its verdict, flags and existing use (with
///         `known_then` also known_on = d).
/// Days    The law is asked once for every run of days on which it is constant: between the dates of instruments, of
///         features and, with `known_then`, of publication. Only sites that a change can concern are asked again:
///         all for a governing plan, else those near the ground of what changed. What a site states of itself
///         (beginning, permits) and ends of transitions need no further question.
/// Empty   A pack without instruments gives one interval a site.
/// Cost    That of a check for every constant law in force, without its words.
[[nodiscard]] Timeline timeline(const layer::Layer& sites, std::shared_ptr<const BoundPack> pack,
                                const TimelineOptions& options, const core::Control& control = {});

/// One row an interval: site_id activity valid_from valid_to verdict flags existing_use existing_use_until
/// existing_use_basis instrument article cause cause_id cause_en verified unverified_rules schematic.
[[nodiscard]] layer::Table table_of(const Timeline& timeline);

}  // namespace petasentra::conformance
