#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/law/what_if.hpp>

namespace petasentra::law {

using core::Error;
using core::ErrorCode;

namespace {

template <class Items, class Name>
std::vector<std::string> names_of(const Items& items, Name name) {
    std::vector<std::string> names;
    for (const auto& item : items) names.push_back(name(item));
    return names;
}

[[noreturn]] void unknown_name(ErrorCode code, const core::Text& what, const std::string& name,
                               const std::vector<std::string>& known) {
    const auto near = core::nearest(name, known);
    const auto all = known.empty() ? std::string("-") : core::listed(known);
    throw Error(code, {what.id + " \"" + name + "\" tidak ada.", "There is no " + what.en + " \"" + name + "\"."},
                {(near.empty() ? std::string{} : "Mungkin maksud Anda \"" + near + "\"? ") + "Yang ada: " + all + ".",
                 (near.empty() ? std::string{} : "Did you mean \"" + near + "\"? ") + "There are: " + all + "."});
}

Matrix& matrix_to_change(Instrument& instrument) {
    if (!instrument.permissions.matrix.zones.empty()) return instrument.permissions.matrix;
    throw Error(ErrorCode::pack_value,
                {"Peraturan " + instrument.id + " tidak punya tabel izin.",
                 "The instrument " + instrument.id + " has no permission table."},
                {"Ubah tabel peraturan yang memilikinya.", "Change the table of an instrument that has one."});
}

std::size_t row_of_activity(const PlanPack& pack, Matrix& matrix, const std::string& activity) {
    const auto found = std::find(matrix.activities.begin(), matrix.activities.end(), activity);
    if (found != matrix.activities.end()) return static_cast<std::size_t>(found - matrix.activities.begin());
    if (pack.activity(activity) == nullptr) {
        unknown_name(ErrorCode::activity_unknown, {"Kegiatan", "activity"}, activity,
                     names_of(pack.activities, [](const Activity& one) { return one.id; }));
    }
    matrix.activities.push_back(activity);
    matrix.cells.resize(matrix.cells.size() + matrix.zones.size());
    return matrix.activities.size() - 1;
}

template <class Rules>
bool take_away(Rules& rules, const std::string& id) {
    return std::erase_if(rules, [&](const auto& rule) { return rule.id == id; }) > 0;
}

}  // namespace

Instrument& instrument_to_change(PlanPack& pack, const std::string& id) {
    for (auto& instrument : pack.instruments) {
        if (instrument.id == id) return instrument;
    }
    unknown_name(ErrorCode::rule_dangling, {"Peraturan", "instrument"}, id,
                 names_of(pack.instruments, [](const Instrument& one) { return one.id; }));
}

void change_cell(PlanPack& pack, const std::string& instrument, const std::string& activity, const std::string& zone,
                 const std::string& cell) {
    auto& changed = instrument_to_change(pack, instrument);
    auto& matrix = matrix_to_change(changed);
    const auto column = std::find(matrix.zones.begin(), matrix.zones.end(), zone);
    if (column == matrix.zones.end()) {
        unknown_name(ErrorCode::zone_unknown, {"Kode zona", "zone code"}, zone, matrix.zones);
    }
    if (parse_cell(cell).verdict == Verdict::unreadable_rule) {
        throw Error(ErrorCode::pack_value,
                    {"Sel \"" + cell + "\" tidak terbaca.", "The cell \"" + cell + "\" cannot be read."},
                    {"Tulis I, X, atau syarat seperti T1 dan B1,B3; teks kosong berarti tidak diatur di tabel.",
                     "Write I, X, or conditions such as T1 and B1,B3; an empty text is an absent cell."});
    }
    const auto row = row_of_activity(pack, matrix, activity);
    matrix.cells[row * matrix.zones.size() + static_cast<std::size_t>(column - matrix.zones.begin())] = cell;
    changed.permissions.verified = false;
    doubt_article(changed, changed.permissions.article);
}

void change_date(PlanPack& pack, const std::string& instrument, const std::string& name,
                 std::optional<core::Date> day) {
    auto& changed = instrument_to_change(pack, instrument);
    const auto refuse = [&](const core::Text& message, const core::Text& hint) {
        throw Error(ErrorCode::option_value, message, hint);
    };
    if (name == "in_force_from") {
        if (!day) {
            refuse({"Awal berlaku " + instrument + " tidak dapat dihapus.",
                    "The day from which " + instrument + " is in force cannot be taken away."},
                   {"Beri tanggal lain untuk in_force_from.", "Give another date for in_force_from."});
        }
        changed.in_force_from = *day;
    } else if (name == "in_force_to") {
        changed.in_force_to = day;
    } else if (name == "enacted_on") {
        changed.enacted_on = day;
    } else if (name == "published_on") {
        changed.published_on = day;
    } else {
        unknown_name(ErrorCode::option_value, {"Tanggal", "date"}, name,
                     {"enacted_on", "in_force_from", "in_force_to", "published_on"});
    }
    changed.verified_dates[name] = false;
    // Of a date that is gone, or that only says what could be known, no row says that it was not seen.
    changed.verified = false;
}

void require_ends_after_beginnings(const PlanPack& pack) {
    for (const auto& one : pack.instruments) {
        if (!one.in_force_to || one.in_force_from < *one.in_force_to) continue;
        const auto from = core::to_string(one.in_force_from);
        const auto to = core::to_string(*one.in_force_to);
        throw Error(ErrorCode::option_value,
                    {"Peraturan " + one.id + " berakhir (" + to + ") tidak sesudah mulai berlaku (" + from + ").",
                     "The instrument " + one.id + " ends (" + to + ") no later than it begins (" + from + ")."},
                    {"in_force_to adalah hari pertama peraturan tidak lagi berlaku.",
                     "in_force_to is the first day the instrument is no longer in force."});
    }
}

void remove_rule(PlanPack& pack, const std::string& instrument, const std::string& rule) {
    auto& changed = instrument_to_change(pack, instrument);
    if (take_away(changed.overlay_rules, rule) || take_away(changed.area_rules, rule) ||
        take_away(changed.distance_rules, rule)) {
        // What no longer says anything leaves no rule to doubt: the instrument itself is another.
        changed.verified = false;
        return;
    }
    auto known = names_of(changed.overlay_rules, [](const auto& one) { return one.id; });
    for (const auto& one : changed.area_rules) known.push_back(one.id);
    for (const auto& one : changed.distance_rules) known.push_back(one.id);
    unknown_name(ErrorCode::rule_dangling, {"Ketentuan", "rule"}, rule, known);
}

void doubt_layer(PlanPack& pack, const std::string& instrument, const std::string& layer) {
    auto& changed = instrument_to_change(pack, instrument);
    for (auto& link : changed.layers) {
        if (link.id != layer) continue;
        link.verified = false;
        return;
    }
    unknown_name(ErrorCode::rule_dangling, {"Lapisan", "layer"}, layer,
                 names_of(changed.layers, [](const LayerLink& one) { return one.id; }));
}

void doubt_article(Instrument& instrument, const std::string& article) {
    for (auto& one : instrument.articles) {
        if (one.id == article) one.verified = false;
    }
}

void name_what_if(PlanPack& pack, const std::string& id, const core::Text& title) {
    pack.variants.push_back({id, title, {}});
    pack.variant = id;
}

}  // namespace petasentra::law
