#include "existing_use.hpp"

#include <algorithm>
#include <set>

#include "transitions.hpp"

namespace petasentra::conformance {

using State = ExistingUse::State;

namespace {

/// What one instrument that prohibits says of the use.
struct UseAnswer {
    State state = State::undecided;
    std::optional<core::Date> until;
    std::set<std::string> basis;
    std::set<std::string> cited;  ///< the same for people
    std::set<std::string> unverified;
    std::vector<core::Text> reasons;
    core::Text undecided_for;  ///< what an officer has to judge, within a sentence
};

std::string cited_transition(const law::Instrument& instrument, const law::Transition& transition) {
    return instrument.citation() +
           (transition.article.empty() ? std::string{} : ", " + instrument.article_label(transition.article));
}

core::Text transition_words(const law::Instrument& instrument, const law::Transition& transition,
                            const core::Text& what) {
    const bool seen = !transition.article.empty() && instrument.article_verified(transition.article);
    const auto cited = cited_transition(instrument, transition);
    return {"Peralihan menurut " + cited + (seen ? "" : " (belum diverifikasi)") + ": " + what.id + ".",
            "Transition under " + cited + (seen ? "" : " (not verified)") + ": " + what.en + "."};
}

/// Lets the transitions speak; a later end is better, an open one the best.
void ask_transitions(UseAnswer& answer, const law::Instrument& instrument, const History& history, core::Date as_of) {
    answer.state = State::unlawful;
    for (const auto& transition : instrument.transitions) {
        const auto shelter = shelter_of(transition, instrument, history);
        const bool over = shelter.applies && !shelter.covers(as_of);
        answer.reasons.push_back(transition_words(
            instrument, transition,
            over ? core::Text{shelter.why.id + ", dan sudah berakhir", shelter.why.en + ", and is over"}
                 : shelter.why));
        if (transition.article.empty() || !instrument.article_verified(transition.article))
            answer.unverified.insert(instrument.id +
                                     (transition.article.empty() ? "#transition" : "#" + transition.article));
        if (!shelter.covers(as_of)) continue;
        const auto state = shelter.open ? State::tolerated : State::non_conforming_until;
        const bool as_good = state == answer.state && shelter.end == answer.until;
        const bool better = state < answer.state || (state == answer.state && shelter.end > answer.until);
        if (!better && !as_good) continue;
        if (better) {
            answer.basis.clear();
            answer.cited.clear();
        }
        answer.state = state;
        answer.until = shelter.end;
        answer.basis.insert(transition.article.empty() ? instrument.id : transition.article);
        answer.cited.insert(cited_transition(instrument, transition));
    }
}

UseAnswer answer_of(const law::Instrument& instrument, const History& history, core::Date as_of) {
    UseAnswer answer;
    const auto begun = history.begins();
    const auto citation = instrument.citation();
    const auto entry = core::date_text(instrument.in_force_from);
    const auto add = [&](const std::string& id, const std::string& en) { answer.reasons.push_back({id, en}); };
    if (!begun) {
        add("Tanggal mulai pemanfaatan tidak terbaca, sehingga tidak dapat dibandingkan dengan " + citation + " (" +
                entry.id + ").",
            "The day the use began cannot be read, so it cannot be set against " + citation + " (" + entry.en + ").");
        answer.undecided_for = {"tanggal mulai pemanfaatan tidak terbaca", "the day the use began cannot be read"};
        return answer;
    }
    const auto since = core::date_text(*begun);
    if (*begun >= instrument.in_force_from) {
        const bool permitted = std::any_of(history.permits.begin(), history.permits.end(),
                                           [&](const Permit& permit) { return permit.valid_on(*begun); });
        answer.state = permitted || history.permits_unclear ? State::undecided : State::unlawful;
        add("Pemanfaatan mulai " + since.id + ", ketika " + citation + " sudah berlaku (sejak " + entry.id + ").",
            "The use began on " + since.en + ", when " + citation + " was in force (since " + entry.en + ").");
        if (permitted)
            add("Pada hari itu ada izin yang berlaku.", "A permit was valid on that day.");
        else if (history.permits_unclear)
            add("Apakah pada hari itu ada izin yang berlaku tidak terbaca.",
                "Whether a permit was valid on that day cannot be read.");
        else
            add("Pada hari itu tidak ada izin yang berlaku.", "No permit was valid on that day.");
        answer.undecided_for = {"pemanfaatan mulai ketika " + citation + " sudah berlaku, " +
                                    (permitted ? "dengan izin" : "dan tidak semua izinnya terbaca"),
                                "the use began when " + citation + " was in force, " +
                                    (permitted ? "with a permit" : "and not every permit can be read")};
        return answer;
    }
    add("Pemanfaatan mulai " + since.id + ", sebelum " + citation + " berlaku (" + entry.id + ").",
        "The use began on " + since.en + ", before " + citation + " entered into force (" + entry.en + ").");
    if (instrument.transitions.empty()) {
        add("Paket tidak memuat ketentuan peralihan dari " + citation + ".",
            "The pack has no transition rule of " + citation + ".");
        answer.undecided_for = {"paket tidak memuat ketentuan peralihan dari " + citation,
                                "the pack has no transition rule of " + citation};
        return answer;
    }
    ask_transitions(answer, instrument, history, as_of);
    if (history.permits_unclear && answer.state != State::tolerated &&
        std::any_of(instrument.transitions.begin(), instrument.transitions.end(), asks_for_permits)) {
        answer.state = State::undecided;
        answer.until.reset();
        answer.basis.clear();
        answer.cited.clear();
        add("Tidak semua izin terbaca, dan izin dapat mengubah hasilnya.",
            "Not every permit can be read, and a permit may change the answer.");
        answer.undecided_for = {"tidak semua izin terbaca", "not every permit can be read"};
    }
    return answer;
}

/// The worse of two: less favourable, or ending earlier.
bool is_worse(const UseAnswer& a, const UseAnswer& b) {
    return a.state != b.state ? a.state > b.state : a.until < b.until;
}

std::string joined_with(const std::set<std::string>& words, const char* separator) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : separator) + word;
    return out;
}

core::Text summary_of(const ExistingUse& use, const std::string& cited, const core::Text& undecided_for) {
    const core::Text head{"Pemanfaatan yang telah ada: ", "Existing use: "};
    const auto day = use.until ? core::date_text(*use.until) : core::Text{};
    core::Text what;
    switch (use.state) {
        case State::none:
            return {};
        case State::conforming:
            what = {"sesuai", "conforming"};
            break;
        case State::non_conforming_until:
            what = {"tidak sesuai, tetapi masih dilindungi sampai sebelum " + day.id + " menurut " + cited,
                    "does not conform, but is still sheltered until before " + day.en + " under " + cited};
            break;
        case State::tolerated:
            what = {"tidak sesuai, ditoleransi tanpa batas waktu menurut " + cited,
                    "does not conform, tolerated without an end under " + cited};
            break;
        case State::unlawful:
            what = {"tidak sah, tidak ada ketentuan peralihan yang melindunginya",
                    "unlawful, no transition rule shelters it"};
            break;
        case State::undecided:
            what = {"belum dapat diputuskan, perlu penilaian petugas: " + undecided_for.id,
                    "undecided, an officer has to look: " + undecided_for.en};
            break;
    }
    return {head.id + what.id + ".", head.en + what.en + "."};
}

}  // namespace

const char* to_string(State state) noexcept {
    switch (state) {
        case State::none:
            return "none";
        case State::conforming:
            return "conforming";
        case State::tolerated:
            return "tolerated";
        case State::non_conforming_until:
            return "non_conforming_until";
        case State::undecided:
            return "undecided";
        case State::unlawful:
            return "unlawful";
    }
    return "none";
}

ExistingUse existing_use(const History& history, law::Verdict verdict, std::span<const std::size_t> prohibited_by,
                         const law::PlanPack& pack, core::Date as_of) {
    ExistingUse use;
    const auto begun = history.begins();
    if (!history.stated || (begun && as_of < *begun)) return use;
    std::string cited;
    core::Text undecided_for;
    if (law::is_conforming(verdict)) {
        use.state = State::conforming;
    } else if (verdict != law::Verdict::prohibited || prohibited_by.empty()) {
        use.state = State::undecided;
        const auto words = law::words(verdict);
        use.reasons.push_back({"Hasil pemeriksaannya \"" + words.id + "\": tidak ada larangan yang dapat dialihkan.",
                               "The verdict is \"" + words.en + "\": there is no prohibition to be transitioned."});
        undecided_for = {"tidak ada larangan yang dapat dialihkan", "there is no prohibition to be transitioned"};
    } else {
        std::optional<UseAnswer> worst;
        std::set<std::string> unverified;
        for (const auto i : prohibited_by) {
            auto answer = answer_of(pack.instruments[i], history, as_of);
            unverified.insert(answer.unverified.begin(), answer.unverified.end());
            use.reasons.insert(use.reasons.end(), answer.reasons.begin(), answer.reasons.end());
            if (worst && answer.state == worst->state && answer.until == worst->until) {
                worst->basis.insert(answer.basis.begin(), answer.basis.end());
                worst->cited.insert(answer.cited.begin(), answer.cited.end());
            } else if (!worst || is_worse(answer, *worst)) {
                worst = std::move(answer);
            }
        }
        use.state = worst->state;
        use.until = worst->until;
        use.basis = joined_with(worst->basis, "; ");
        cited = joined_with(worst->cited, "; ");
        undecided_for = worst->undecided_for;
        use.unverified.assign(unverified.begin(), unverified.end());
    }
    use.summary = summary_of(use, cited, undecided_for);
    return use;
}

std::vector<std::size_t> prohibiting(std::span<const Piece> pieces) {
    std::set<std::size_t> found;
    for (const auto& piece : pieces) {
        if (!piece.decisive || piece.verdict != law::Verdict::prohibited) continue;
        for (const auto& rule : piece.rules) {
            if (rule.gives) found.insert(rule.instrument);
        }
    }
    return {found.begin(), found.end()};
}

void add_existing_use(SiteVerdict& site, const ExistingUse& use) {
    site.existing_use = use.state != State::none;
    site.existing_use_state = to_string(use.state);
    site.existing_use_until = use.until;
    site.existing_use_basis = use.basis;
    site.existing_use_summary = use.summary;
    site.existing_use_reasons = use.reasons;
    std::set<std::string> names(site.unverified.begin(), site.unverified.end());
    names.insert(use.unverified.begin(), use.unverified.end());
    site.unverified.assign(names.begin(), names.end());
    site.needs_officer = site.needs_officer || use.state == State::undecided;
}

std::vector<UseEvent> use_events(const History& history, std::span<const std::size_t> prohibited_by,
                                 const law::PlanPack& pack) {
    std::vector<UseEvent> events;
    const auto begun = history.begins();
    if (!begun) return events;
    const auto day = core::date_text(*begun);
    if (history.established_on)
        events.push_back({*begun, Cause::subject, {"pemanfaatan mulai " + day.id, "the use began on " + day.en}});
    else
        events.push_back(
            {*begun, Cause::permit, {"izin pertama terbit " + day.id, "the first permit was issued on " + day.en}});
    for (const auto i : prohibited_by) {
        const auto& instrument = pack.instruments[i];
        if (*begun >= instrument.in_force_from) continue;
        for (const auto& transition : instrument.transitions) {
            const auto shelter = shelter_of(transition, instrument, history);
            if (!shelter.end) continue;
            const auto end = core::date_text(*shelter.end);
            const auto cited = cited_transition(instrument, transition);
            events.push_back({*shelter.end, shelter.ends_with_permit ? Cause::permit : Cause::rule,
                              shelter.ends_with_permit
                                  ? core::Text{"izin berakhir " + end.id + " (" + cited + ")",
                                               "the permit ran out on " + end.en + " (" + cited + ")"}
                                  : core::Text{"masa peralihan berakhir " + end.id + " (" + cited + ")",
                                               "the transition ended on " + end.en + " (" + cited + ")"}});
        }
    }
    std::stable_sort(events.begin(), events.end(), [](const UseEvent& a, const UseEvent& b) { return a.day < b.day; });
    return events;
}

}  // namespace petasentra::conformance
