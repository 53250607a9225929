#include "readings.hpp"

#include <algorithm>
#include <petasentra/core/suggest.hpp>
#include <set>

namespace petasentra::conformance {

using How = law::ActivityMatch::How;

namespace {

constexpr std::size_t kbli_digits = 5;

/// "1620" of a column of numbers may have been 01620: it is read both ways. As text it stands as it is written, and an
/// officer is told where nothing but a zero keeps it from a row of the pack.
law::ActivityMatch match_of_number(const law::PlanPack& pack, const Asked& asked, std::vector<core::Text>& doubts) {
    auto match =
        law::match_activity(pack.activities, asked.word, asked.kbli_version, pack.kbli_version, pack.kbli_crosswalk);
    if (asked.word.size() >= kbli_digits || match.how == How::id || match.how == How::unknown) return match;
    if (!asked.from_number && match.how == How::kbli) return match;
    const auto padded = "0" + asked.word;
    const auto other =
        law::match_activity(pack.activities, padded, asked.kbli_version, pack.kbli_version, pack.kbli_crosswalk);
    if (other.how != How::kbli) return match;
    if (!asked.from_number) {
        doubts.push_back({"KBLI " + asked.word + " tidak ada pada paket, sedangkan " + padded +
                              " ada: mungkin nol di depannya hilang. Simpan kode KBLI sebagai teks lima angka.",
                          "KBLI " + asked.word + " is not in the pack, while " + padded +
                              " is: its leading zero may be lost. Keep KBLI codes as text of five digits."});
        return match;
    }
    doubts.push_back({"Kolom kegiatan berisi bilangan: " + asked.word + " dapat berarti KBLI " + asked.word + " atau " +
                          padded + "; hasil yang lebih ketat dipakai. Simpan kode KBLI sebagai teks.",
                      "The activity column holds numbers: " + asked.word + " may mean KBLI " + asked.word + " or " +
                          padded + "; the stricter result is used. Keep KBLI codes as text."});
    match.activities.insert(match.activities.end(), other.activities.begin(), other.activities.end());
    match.split_into.insert(match.split_into.end(), other.split_into.begin(), other.split_into.end());
    match.unverified.insert(match.unverified.end(), other.unverified.begin(), other.unverified.end());
    match.also_unmatched = match.also_unmatched || other.also_unmatched;
    match.how = How::kbli;
    return match;
}

void keep_scale(std::vector<std::size_t>& activities, const law::PlanPack& pack, const std::string& scale) {
    const auto other_scale = [&](std::size_t i) {
        return !pack.activities[i].scale.empty() && pack.activities[i].scale != scale;
    };
    if (scale.empty() || std::all_of(activities.begin(), activities.end(), other_scale)) return;
    std::erase_if(activities, other_scale);
}

}  // namespace

Understanding understand(const law::PlanPack& pack, const Asked& asked, const std::vector<ScaledRule>& scaled) {
    Understanding found;
    found.match = match_of_number(pack, asked, found.doubts);
    auto& activities = found.match.activities;
    keep_scale(activities, pack, asked.scale);
    std::sort(activities.begin(), activities.end(),
              [&](std::size_t a, std::size_t b) { return pack.activities[a].id < pack.activities[b].id; });
    activities.erase(std::unique(activities.begin(), activities.end()), activities.end());

    // A site has exactly one scale: each that a rule names is tried, and one that none names.
    std::set<std::string> tried;
    const auto read_as = [&](std::size_t i, const std::string& id) {
        std::set<std::string> scales{asked.scale};
        for (const auto& rule : scaled) {
            if (asked.scale.empty() && speaks_in({i, id, rule.scale}, found.match.how, *rule.activities, rule.scale))
                scales.insert(rule.scale);
        }
        if (scales.size() > 1) tried.insert(std::next(scales.begin()), scales.end());
        for (const auto& scale : scales) found.readings.push_back({i, id, scale});
    };
    std::vector<std::string> ids;
    for (const auto i : activities) {
        const auto& activity = pack.activities[i];
        ids.push_back(activity.id);
        if (activity.scale.empty())
            read_as(i, activity.id);
        else
            found.readings.push_back({i, activity.id, activity.scale});
    }
    if (activities.empty() || found.match.also_unmatched) read_as(no_index, {});
    if (!found.match.split_into.empty()) {
        const auto names = core::listed(found.match.split_into);
        found.doubts.push_back(
            {"KBLI " + asked.word + " terpecah dalam versi paket (" + names + "); hasil yang lebih ketat dipakai.",
             "KBLI " + asked.word + " is split in the version of the pack (" + names +
                 "); the stricter result is used."});
    }
    if (ids.size() > 1) {
        const auto names = core::listed(ids);
        found.doubts.push_back({"Beberapa kegiatan pada paket cocok dengan \"" + asked.word + "\" (" + names +
                                    "); hasil yang lebih ketat dipakai.",
                                "Several activities of the pack match \"" + asked.word + "\" (" + names +
                                    "); the stricter result is used."});
    }
    if (!tried.empty()) {
        const auto names = core::listed(std::vector<std::string>(tried.begin(), tried.end()));
        found.doubts.push_back({"Skala usaha tapak tidak disebut, padahal ketentuan membedakannya (" + names +
                                    "); hasil yang lebih ketat dipakai.",
                                "The scale of the enterprise is not stated, though rules differ by it (" + names +
                                    "); the stricter result is used."});
    }
    return found;
}

bool speaks_in(const Reading& reading, How how, const std::vector<std::string>& activities, const std::string& scale) {
    if (!scale.empty() && scale != reading.scale) return false;
    const bool is_activity = how != How::unknown && how != How::version_unknown;
    return std::any_of(activities.begin(), activities.end(), [&](const auto& named) {
        return (named == "*" && is_activity) || (!reading.id.empty() && named == reading.id);
    });
}

}  // namespace petasentra::conformance
