#include "evidence_words.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/core/number_text.hpp>
#include <petasentra/law/predicate.hpp>
#include <set>

namespace petasentra::conformance {

using core::Text;

namespace {

Text plus(const Text& a, const Text& b) {
    return {a.id + b.id, a.en + b.en};
}

/// As many decimals as it takes to tell a measure from its threshold: 99.9996 m is not written as 100.0 m.
int decimals_apart(double measure, double threshold) {
    int decimals = 1;
    while (decimals < 6 && core::number_text(measure, decimals).en == core::number_text(threshold, decimals).en &&
           std::abs(measure - threshold) > 1e-9)
        ++decimals;
    return decimals;
}

struct InWords {
    Text measure;
    Text threshold;
};

InWords both_in(double measure, double threshold, const Text& unit) {
    const int decimals = decimals_apart(measure, threshold);
    return {plus(core::number_text(measure, decimals), unit), plus(core::number_text(threshold, decimals), unit)};
}

InWords in_metres(double measure, double threshold) {
    return both_in(measure, threshold, {" m", " m"});
}

InWords in_percent(double share, double threshold) {
    return both_in(100.0 * share, 100.0 * threshold, {" %", "%"});
}

Text why_words(Unmeasured why) {
    switch (why) {
        case Unmeasured::predicate_unknown:
            return {"cara menghitungnya tidak dikenal", "how to compute it is not known"};
        case Unmeasured::threshold_unusable:
            return {"batasnya tidak ada atau satuannya tidak sesuai",
                    "its threshold is missing or its unit does not fit"};
        case Unmeasured::layer_not_held:
            return {"lapisan yang diperlukan tidak tersedia", "a layer it needs is not held"};
        case Unmeasured::value_missing:
            return {"tapak tidak menyebut luas kegiatannya (kolom activity_area_m2)",
                    "the site does not state the area of the activity (column activity_area_m2)"};
        case Unmeasured::not_an_area:
            return {"tapak berupa titik atau garis", "the site is a point or a line"};
        case Unmeasured::no_zone:
            return {"tidak ada zona pembandingnya", "there is no zone to compare with"};
        case Unmeasured::activity_not_known:
            return {"paket tidak mengenal kegiatannya", "the pack does not know the activity"};
        case Unmeasured::centreline_only:
            return {"yang tergambar hanya garis tengah, bukan tepinya", "only the centreline is drawn, not the bank"};
        case Unmeasured::none:
            break;
    }
    return {};
}

Text whose(const Nearest& nearest, const BoundPack& pack) {
    const auto label = feature_label(nearest, pack);
    return {label, label};
}

Text condition_measure(const ConditionTest& test, const law::Condition& condition, const BoundPack& pack) {
    const auto threshold = law::threshold_of(condition).value_or(0.0);
    if (law::predicate_of(condition) == law::Predicate::min_distance_same_activity) {
        const auto [metres, least] = in_metres(test.measure, threshold);
        if (test.nearest.layer == no_index)
            return {"tidak ada kegiatan sejenis lain (paling dekat " + least.id + ")",
                    "there is no other similar activity (at least " + least.en + ")"};
        const auto label = whose(test.nearest, pack);
        return {metres.id + " dari kegiatan sejenis terdekat, " + label.id + " (paling dekat " + least.id + ")",
                metres.en + " from the nearest similar activity, " + label.en + " (at least " + least.en + ")"};
    }
    const bool lot = law::predicate_of(condition) == law::Predicate::max_share_of_lot;
    const auto [share, most] = in_percent(test.measure, threshold);
    return {share.id + (lot ? " luas tapak" : " luas zona") + " (paling banyak " + most.id + ")",
            share.en + (lot ? " of the site" : " of the zone") + " (at most " + most.en + ")"};
}

const char* quantity_name(IntensityTest::Quantity quantity, bool indonesian) {
    switch (quantity) {
        case IntensityTest::Quantity::kdb:
            return "KDB";
        case IntensityTest::Quantity::klb:
            return "KLB";
        case IntensityTest::Quantity::kdh:
            return "KDH";
        case IntensityTest::Quantity::height_m:
            return indonesian ? "tinggi bangunan" : "height";
    }
    return "";
}

}  // namespace

std::string feature_label(const Nearest& nearest, const BoundPack& pack) {
    if (nearest.layer == no_index) return {};
    const auto& layer = pack.layers()[nearest.layer];
    const auto row = static_cast<std::size_t>(nearest.row);
    auto name = layer.name[row];
    if (name.empty() && !layer.site_id.empty()) name = layer.site_id[row];
    if (name.empty()) name = "#" + std::to_string(row);
    return name + " (" + layer.id + ")";
}

Text words_of(const ConditionTest& test, const BoundPack& pack) {
    const auto& condition = pack.law().instruments[test.instrument].conditions[test.condition];
    if (test.outcome == Outcome::not_computed)
        return plus({condition.id + " tidak dapat dihitung: ", condition.id + " cannot be computed: "},
                    why_words(test.why));
    const bool met = test.outcome == Outcome::met;
    return plus({condition.id + (met ? " terpenuhi: " : " tidak terpenuhi: "),
                 condition.id + (met ? " is met: " : " is not met: ")},
                condition_measure(test, condition, pack));
}

Text words_of(const DistanceTest& test, const BoundPack& pack) {
    const auto& rule = pack.law().instruments[test.instrument].distance_rules[test.rule];
    Text found;
    if (test.nearest.layer == no_index) {
        const auto what =
            test.turned ? Text{"tidak ada kegiatan yang diatur di sekitarnya", "no such activity around"}
                        : Text{"tidak ada unsur pada lapisan " + rule.receptor, "no feature in layer " + rule.receptor};
        found = test.why == Unmeasured::layer_not_held ? Text{} : what;
    } else {
        const auto [metres, least] = in_metres(test.nearest.metres, rule.min_m);
        const auto label = whose(test.nearest, pack);
        const bool broken = test.outcome == Outcome::failed;
        found = {metres.id + " dari " + label.id + (broken ? ", kurang dari " : ", tidak kurang dari ") + least.id,
                 metres.en + " from " + label.en + (broken ? ", less than " : ", no less than ") + least.en};
    }
    if (test.outcome != Outcome::not_computed) return found;
    const auto why = why_words(test.why);
    return found.id.empty() ? why : plus(plus(found, {"; ", "; "}), why);
}

Text words_of(const IntensityTest& test, const law::PlanPack& pack) {
    const Text name{quantity_name(test.quantity, true), quantity_name(test.quantity, false)};
    const bool least = test.quantity == IntensityTest::Quantity::kdh;
    const Text unit = test.quantity == IntensityTest::Quantity::height_m ? Text{" m", " m"} : Text{};
    const auto& row = pack.instruments[test.instrument].intensity[test.row];
    Text of_class;
    if (row.lot_min_m2 || row.lot_max_m2 || !row.road_class.empty()) {
        const auto end = [](const std::optional<double>& value) {
            return value ? core::number_text(*value, 0) : Text{"...", "..."};
        };
        if (row.lot_min_m2 || row.lot_max_m2)
            of_class = {", persil " + end(row.lot_min_m2).id + "-" + end(row.lot_max_m2).id + " m2",
                        ", lots of " + end(row.lot_min_m2).en + "-" + end(row.lot_max_m2).en + " m2"};
        if (!row.road_class.empty())
            of_class = plus(of_class, {", jalan " + row.road_class, ", road " + row.road_class});
    }
    const auto stated = !std::isnan(test.value);
    const auto [value, bound] = both_in(stated ? test.value : test.bound, test.bound, unit);
    const Text limit{std::string(least ? "paling sedikit " : "paling banyak ") + bound.id + of_class.id,
                     std::string(least ? "at least " : "at most ") + bound.en + of_class.en};
    if (test.outcome == Outcome::not_computed)
        return plus(name, {" belum diuji karena keterangan tapak tidak lengkap (" + limit.id + ")",
                           " not tested, the site does not state enough (" + limit.en + ")"});
    return plus(name, {" " + value.id + " (" + limit.id + ")", " " + value.en + " (" + limit.en + ")"});
}

Text broken_words(const AppliedRule& rule, const Piece& piece, const SiteVerdict& site, const BoundPack& pack) {
    std::vector<Text> texts;
    switch (rule.kind) {
        case AppliedRule::Kind::matrix:
        case AppliedRule::Kind::area: {
            const auto& instrument = pack.law().instruments[rule.instrument];
            const auto& cell =
                rule.kind == AppliedRule::Kind::matrix ? piece.matrix_cell : instrument.area_rules[rule.rule].cell;
            for (const auto& test : piece.conditions) {
                if (test.outcome != Outcome::failed || test.instrument != rule.instrument) continue;
                const auto& id = instrument.conditions[test.condition].id;
                if (std::find(cell.conditions.begin(), cell.conditions.end(), id) != cell.conditions.end())
                    texts.push_back(words_of(test, pack));
            }
            break;
        }
        case AppliedRule::Kind::distance:
            for (const auto& test : site.distances) {
                if (test.instrument == rule.instrument && test.rule == rule.rule && test.turned == rule.turned)
                    texts.push_back(words_of(test, pack));
            }
            break;
        case AppliedRule::Kind::intensity:
            for (const auto& test : piece.intensity) {
                if (test.row == rule.rule && test.outcome == Outcome::failed)
                    texts.push_back(words_of(test, pack.law()));
            }
            break;
        case AppliedRule::Kind::overlay:
            break;
    }
    Text out;
    for (const auto& text : texts) out = out.id.empty() ? text : plus(plus(out, {"; ", "; "}), text);
    return out;
}

void list_unmeasured(SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack) {
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const auto& piece : pieces) {
        if (!piece.decisive || !law::is_conforming(piece.verdict)) continue;
        for (const auto& test : piece.conditions) {
            if (test.outcome != Outcome::not_computed || !seen.emplace(test.instrument, test.condition).second)
                continue;
            const auto& instrument = pack.law().instruments[test.instrument];
            const auto& condition = instrument.conditions[test.condition];
            const auto why = why_words(test.why);
            site.officer_reasons.push_back({"Syarat " + condition.id + " (" + instrument.citation() + "), \"" +
                                                condition.text.id + "\", tidak dapat dihitung karena " + why.id + ".",
                                            "Condition " + condition.id + " (" + instrument.citation() + "), \"" +
                                                condition.text.en + "\", cannot be computed, for " + why.en + "."});
        }
    }
    for (const auto& test : site.distances) {
        const auto& instrument = pack.law().instruments[test.instrument];
        const auto& rule = instrument.distance_rules[test.rule];
        if (test.outcome == Outcome::not_computed) {
            const auto words = words_of(test, pack);
            site.officer_reasons.push_back({"Ketentuan jarak \"" + rule.id + "\" (" + instrument.citation() +
                                                ") tidak dapat dinyatakan terpenuhi: " + words.id +
                                                "; periksa secara manual.",
                                            "The distance rule \"" + rule.id + "\" (" + instrument.citation() +
                                                ") cannot be called kept: " + words.en + "; check it by hand."});
        } else if (test.turned && test.outcome == Outcome::failed && !rule.scale.empty()) {
            site.officer_reasons.push_back(
                {"Ketentuan jarak \"" + rule.id + "\" (" + instrument.citation() + ") hanya berlaku untuk usaha " +
                     rule.scale + "; skala kegiatan yang sudah ada tidak diketahui, hasil yang lebih ketat dipakai.",
                 "The distance rule \"" + rule.id + "\" (" + instrument.citation() +
                     ") holds for enterprises of scale " + rule.scale +
                     " only; that of the existing places is not known, and the stricter result is used."});
        }
    }
}

}  // namespace petasentra::conformance
