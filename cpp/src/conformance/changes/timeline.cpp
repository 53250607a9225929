#include <algorithm>
#include <iterator>
#include <numeric>
#include <petasentra/conformance/timeline.hpp>
#include <petasentra/core/error.hpp>
#include <set>

#include "changes.hpp"
#include "conformance/verdict/asking.hpp"
#include "conformance/verdict/existing_use.hpp"

namespace petasentra::conformance {

namespace {

using Day = std::optional<core::Date>;

/// What the law says of a site as long as neither changes, and since when.
struct LawAnswer {
    std::shared_ptr<const SiteVerdict> site;
    Day since;
    std::vector<Cause> causes;  ///< of its being asked again
    core::Text words;
};

bool same_use(const ExistingUse& a, const ExistingUse& b) {
    return a.state == b.state && a.until == b.until && a.basis == b.basis;
}

bool same_law(const SiteVerdict& a, const SiteVerdict& b) {
    return a.verdict == b.verdict && a.conflict == b.conflict && a.partial == b.partial &&
           a.boundary_uncertain == b.boundary_uncertain && a.officer_reasons.empty() == b.officer_reasons.empty();
}

bool same_answer(const Interval& a, const Interval& b) {
    return a.verdict == b.verdict && a.flags == b.flags && a.existing_use == b.existing_use &&
           a.existing_use_until == b.existing_use_until && a.existing_use_basis == b.existing_use_basis;
}

void add_new(std::vector<std::string>& all, const std::vector<std::string>& more) {
    for (const auto& one : more) {
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }
}

void add_cause(Interval& interval, Cause cause, const core::Text& words) {
    if (std::find(interval.causes.begin(), interval.causes.end(), cause) == interval.causes.end())
        interval.causes.push_back(cause);
    interval.cause.id += (interval.cause.id.empty() ? "" : "; ") + words.id;
    interval.cause.en += (interval.cause.en.empty() ? "" : "; ") + words.en;
}

/// The intervals of one site, put together answer by answer.
class SiteIntervals {
  public:
    SiteIntervals(std::size_t row, const History& history, const law::PlanPack& pack)
        : m_row(row), m_history(&history), m_pack(&pack) {}

    /// From this day on the law gives another answer, or the same one again.
    void begin(LawAnswer answer) {
        if (m_answer) finish(answer.since);
        m_before = std::move(m_answer);
        m_answer = std::move(answer);
    }
    /// Writes the answer that holds up to `to`, cut at the days on which the state of existing use changes.
    void finish(Day to) {
        const auto events = use_events(*m_history, m_answer->site->prohibited_by, *m_pack);
        auto from = m_answer->since;
        for (const auto& event : events) {
            if ((from && event.day <= *from) || (to && event.day >= *to)) continue;
            add(from, event.day, events);
            from = event.day;
        }
        add(from, to, events);
    }
    [[nodiscard]] std::vector<Interval>& intervals() { return m_intervals; }

  private:
    [[nodiscard]] ExistingUse use_under(const SiteVerdict& site, core::Date day) const {
        return existing_use(*m_history, site.verdict, site.prohibited_by, *m_pack, day);
    }

    void add(Day from, Day to, const std::vector<UseEvent>& events) {
        // An interval without a beginning is like its last day; one without either end like any.
        const auto day = from ? *from : to ? core::Date{to->days - 1} : core::Date{};
        const auto& by_law = *m_answer->site;
        const auto use = use_under(by_law, day);
        if (use.state == ExistingUse::State::none && !by_law.existing_use) return add(from, to, by_law, use, events);
        auto site = by_law;
        site.needs_officer = !site.officer_reasons.empty();
        add_existing_use(site, use);
        add(from, to, site, use, events);
    }

    void add(Day from, Day to, const SiteVerdict& site, const ExistingUse& use, const std::vector<UseEvent>& events) {
        Interval interval;
        interval.site = m_row;
        interval.from = from;
        interval.to = to;
        interval.verdict = site.verdict;
        interval.flags = flags_of(site);
        interval.existing_use = site.existing_use_state;
        interval.existing_use_until = site.existing_use_until;
        interval.existing_use_basis = site.existing_use_basis;
        interval.instruments = site.instruments;
        interval.articles = site.articles;
        interval.unverified = site.unverified;
        interval.schematic = site.schematic;
        interval.verified = is_verified(site);
        if (!m_intervals.empty() && same_answer(m_intervals.back(), interval)) {
            extend(m_intervals.back(), interval);
        } else {
            if (!m_intervals.empty()) explain(interval, use, events);
            m_intervals.push_back(std::move(interval));
        }
        m_use = use;
    }

    static void extend(Interval& interval, const Interval& more) {
        interval.to = more.to;
        add_new(interval.instruments, more.instruments);
        add_new(interval.articles, more.articles);
        add_new(interval.unverified, more.unverified);
        interval.schematic = interval.schematic || more.schematic;
        interval.verified = interval.verified && more.verified;
    }

    /// Why the answer is not that of the day before. Where the law changes on the same day as what the site states of
    /// itself, each is a cause only if it changes something by itself.
    void explain(Interval& interval, const ExistingUse& use, const std::vector<UseEvent>& events) const {
        const auto day = *interval.from;
        auto happened = events;
        bool by_event = true;
        if (m_answer->since == interval.from && m_before) {
            const auto& before = *m_before->site;
            const auto under_old_law = use_under(before, day);
            by_event = !same_use(under_old_law, m_use);
            happened = use_events(*m_history, before.prohibited_by, *m_pack);
            if (!same_law(before, *m_answer->site) || !same_use(under_old_law, use)) {
                interval.causes = m_answer->causes;
                interval.cause = m_answer->words;
            }
        }
        if (!by_event) return;
        std::set<std::string> told;
        for (const auto& event : happened) {
            if (event.day == day && told.insert(event.words.en).second) add_cause(interval, event.cause, event.words);
        }
    }

    std::size_t m_row;
    const History* m_history;
    const law::PlanPack* m_pack;
    std::optional<LawAnswer> m_before;
    std::optional<LawAnswer> m_answer;
    ExistingUse m_use;
    std::vector<Interval> m_intervals;
};

void require_order(const TimelineOptions& options) {
    if (!options.start || !options.end || *options.start < *options.end) return;
    throw core::Error(core::ErrorCode::option_value,
                      {"Hari pertama (" + core::to_string(*options.start) + ") tidak mendahului hari terakhir (" +
                           core::to_string(*options.end) + ").",
                       "The first day (" + core::to_string(*options.start) + ") is not before the last (" +
                           core::to_string(*options.end) + ")."},
                      {"Tukar atau hapus salah satunya.", "Swap them, or leave one out."});
}

/// A day in the first run of constant law.
core::Date first_day(const TimelineOptions& options, const std::vector<Change>& changes) {
    if (options.start) return *options.start;
    if (!changes.empty()) return core::Date{changes.front().day.days - 1};
    return options.end ? core::Date{options.end->days - 1} : core::Date{};
}

}  // namespace

const char* to_string(Cause cause) noexcept {
    switch (cause) {
        case Cause::rule:
            return "rule";
        case Cause::geometry:
            return "geometry";
        case Cause::permit:
            return "permit";
        case Cause::subject:
            return "subject";
    }
    return "";
}

Timeline timeline(const layer::Layer& sites, std::shared_ptr<const BoundPack> pack, const TimelineOptions& options,
                  const core::Control& control) {
    require_order(options);
    Timeline out;
    out.pack = pack;
    out.options = options;
    out.findings = pack->findings();
    const auto prepared = prepare_sites(sites, *pack, options.question, out.findings, control.part(0.0, 0.05));
    out.site_id = prepared.subjects.id;
    for (const auto& asked : prepared.subjects.asked) out.activity.push_back(asked.word);
    const auto changes = changes_of(*pack, options);
    for (const auto& change : changes) out.law_days.push_back(change.day);

    std::vector<SiteIntervals> rows;
    for (std::size_t row = 0; row < sites.size(); ++row)
        rows.emplace_back(row, prepared.subjects.history[row], pack->law());
    const auto runs = changes.size() + 1;
    for (std::size_t run = 0; run < runs; ++run) {
        const auto* change = run == 0 ? nullptr : &changes[run - 1];
        std::vector<std::size_t> concerned;
        std::vector<LawAnswer> answers;
        for (std::size_t row = 0; row < sites.size(); ++row) {
            LawAnswer answer;
            answer.since = change != nullptr ? Day(change->day) : options.start;
            if (change != nullptr) {
                const auto box = prepared.sites.geometry.bounds(row);
                if (change->by_rule.about(box)) {
                    answer.causes.push_back(Cause::rule);
                    answer.words = change->rule;
                }
                if (change->by_ground.about(box)) {
                    answer.causes.push_back(Cause::geometry);
                    answer.words.id += (answer.words.id.empty() ? "" : "; ") + change->ground.id;
                    answer.words.en += (answer.words.en.empty() ? "" : "; ") + change->ground.en;
                }
                if (answer.causes.empty()) continue;
            }
            concerned.push_back(row);
            answers.push_back(std::move(answer));
        }
        Situation situation(*pack, on_day(options, change != nullptr ? change->day : first_day(options, changes)));
        const auto begin = 0.05 + 0.95 * static_cast<double>(run) / static_cast<double>(runs);
        const auto end = 0.05 + 0.95 * static_cast<double>(run + 1) / static_cast<double>(runs);
        auto found = ask(prepared, situation, concerned, false, control.part(begin, end));
        out.questions += concerned.size();
        if (run == 0) std::move(found.findings.begin(), found.findings.end(), std::back_inserter(out.findings));
        for (std::size_t i = 0; i < concerned.size(); ++i) {
            answers[i].site = found.verdicts[i].words;
            rows[concerned[i]].begin(std::move(answers[i]));
        }
    }
    for (auto& row : rows) {
        row.finish(options.end);
        std::move(row.intervals().begin(), row.intervals().end(), std::back_inserter(out.intervals));
    }
    return out;
}

}  // namespace petasentra::conformance
