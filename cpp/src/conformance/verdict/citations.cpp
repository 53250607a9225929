#include "citations.hpp"

#include <algorithm>
#include <petasentra/core/number_text.hpp>
#include <petasentra/core/suggest.hpp>

#include "conformance/pieces/pieces.hpp"
#include "decide.hpp"

namespace petasentra::conformance {

using core::Text;

namespace {

Text unknown_activity(const std::string& word, const law::PlanPack& pack) {
    if (word.empty()) return {"kegiatan tapak tidak diisi", "the activity of the site is not filled in"};
    std::vector<std::string> ids;
    for (const auto& activity : pack.activities) ids.push_back(activity.id);
    const auto near = core::nearest(word, ids);
    const auto meant =
        near.empty() ? Text{} : Text{"; mungkin maksudnya \"" + near + "\"", "; perhaps \"" + near + "\" is meant"};
    return {"kegiatan \"" + word + "\" tidak dikenal paket" + meant.id,
            "the pack does not know the activity \"" + word + "\"" + meant.en};
}

/// The id of a rule in quotes, where the label of its article does not tell it from every other rule of its kind.
template <class Rules>
std::string id_unless_told(const Rules& rules, std::size_t i, const law::Instrument& instrument) {
    const auto& article = rules[i].article;
    const bool labelled = !article.empty() && instrument.article_label(article) != article;
    const bool alone =
        std::count_if(rules.begin(), rules.end(), [&](const auto& other) { return other.article == article; }) == 1;
    return labelled && alone ? std::string{} : "\"" + rules[i].id + "\" ";
}

Text part_of(double share, const Text& of) {
    const auto percent = core::percent_text(share);
    return {percent.id + of.id, percent.en + of.en};
}

}  // namespace

Text share_text(double share, int dimension) {
    if (dimension == 0)
        return share >= 1.0 - rounding_slack ? Text{"titik ini", "the point"}
                                             : part_of(share, {" titik", " of the points"});
    const bool whole = share >= 1.0 - rounding_slack;
    if (dimension == 1)
        return whole ? Text{"seluruh panjangnya", "its whole length"}
                     : part_of(share, {" panjangnya", " of its length"});
    return whole ? Text{"seluruh tapak", "the whole site"} : part_of(share, {" luas tapak", " of the site"});
}

std::string zone_label(const Piece& piece, const BoundPack& pack) {
    if (piece.layer == no_index || piece.zone < 0) return {};
    const auto& name = pack.layers()[piece.layer].name[static_cast<std::size_t>(piece.zone)];
    if (name.empty() || name == piece.zone_code) return piece.zone_code;
    return name + " (" + piece.zone_code + ")";
}

Text named_activity(const std::string& word, const law::PlanPack& pack) {
    const auto found = std::find_if(pack.activities.begin(), pack.activities.end(),
                                    [&](const law::Activity& activity) { return activity.id == word; });
    if (found == pack.activities.end()) return {word, word};
    return {found->name.id.empty() ? word : found->name.id, found->name.en.empty() ? word : found->name.en};
}

Text citation_of(const AppliedRule& rule, const law::PlanPack& pack) {
    const auto& instrument = pack.instruments[rule.instrument];
    const auto article = article_of(pack, rule);
    const auto name = instrument.citation();
    auto what = Text{"matriks ketentuan " + name, "the permission table of " + name};
    if (rule.kind == AppliedRule::Kind::area) {
        const auto own = id_unless_told(instrument.area_rules, rule.rule, instrument);
        what = {"zona khusus " + own + name, "the special zone " + own + "of " + name};
    } else if (rule.kind == AppliedRule::Kind::overlay) {
        const auto own = id_unless_told(instrument.overlay_rules, rule.rule, instrument);
        what = {"ketentuan khusus " + own + name, "the overlay " + own + "of " + name};
    } else if (rule.kind == AppliedRule::Kind::distance) {
        const auto own = id_unless_told(instrument.distance_rules, rule.rule, instrument);
        what = {"ketentuan jarak " + own + name, "the distance rule " + own + "of " + name};
    } else if (rule.kind == AppliedRule::Kind::intensity) {
        what = {"ketentuan intensitas " + name, "the building bounds of " + name};
    }
    const bool seen = !article.empty() && instrument.article_verified(article);
    const auto label = article.empty() ? std::string{} : instrument.article_label(article) + (seen ? "" : "; ");
    const auto words = [&](const std::string& text, const char* unseen) {
        return text + " (" + label + (seen ? "" : unseen) + ")";
    };
    return {words(what.id, "belum diverifikasi"), words(what.en, "not verified")};
}

Text what_absence_means(const law::Instrument& instrument) {
    switch (instrument.permissions.absent) {
        case law::Absent::prohibited:
            return {"menurut paket, kegiatan yang tidak dimuat berarti tidak diperbolehkan",
                    "the pack states that what is absent is prohibited"};
        case law::Absent::not_regulated:
            return {"menurut paket, kegiatan yang tidak dimuat berarti tidak diatur",
                    "the pack states that what is absent is not regulated"};
        case law::Absent::missing:
            break;
    }
    return {"menurut paket, sel yang tidak ada berarti datanya belum tersedia: bukan izin dan bukan larangan",
            "the pack states that an absent cell is data not held: neither a permission nor a prohibition"};
}

Text gap_text(const Piece& piece, const BoundPack& pack, const std::string& activity, core::Date as_of) {
    const auto day = core::date_text(as_of);
    const auto citation =
        piece.instrument == no_index ? std::string{} : pack.law().instruments[piece.instrument].citation();
    switch (piece.gap) {
        case Gap::none:
            return {};
        case Gap::no_instrument:
            return {"tidak ada rencana tata ruang pada paket yang berlaku pada " + day.id,
                    "no plan of the pack is in force on " + day.en};
        case Gap::zones_not_held:
            return {"peta zona " + citation + " tidak tersedia dalam paket", "zones of " + citation + " are not held"};
        case Gap::outside:
            return {"tidak tercakup zona mana pun dari " + citation, "no zone of " + citation + " covers it"};
        case Gap::activity_unknown:
            return unknown_activity(activity, pack.law());
        case Gap::kbli_version:
            return {"versi KBLI kegiatan \"" + activity + "\" tidak dinyatakan, atau tidak ada pada paket",
                    "the KBLI version of \"" + activity + "\" is not stated, or the pack does not have it"};
        case Gap::cell_absent: {
            const auto named = named_activity(activity, pack.law());
            const auto absence = what_absence_means(pack.law().instruments[piece.instrument]);
            return {"matriks tidak memuat kegiatan \"" + named.id + "\" untuk zona ini; " + absence.id,
                    "the table has no cell for \"" + named.en + "\" in this zone; " + absence.en};
        }
        case Gap::cell_unreadable:
            return {"isi sel \"" + piece.cell.raw + "\" tidak terbaca sebagai ketentuan",
                    "the rule text \"" + piece.cell.raw + "\" cannot be read as a rule"};
        case Gap::zone_without_code:
            return {"unsur zona tidak berkode", "the zone feature has no code"};
        case Gap::geometry_null:
            return {"tapak tidak punya geometri", "the site has no geometry"};
        case Gap::geometry_empty:
            return {"geometri tapak kosong", "the geometry of the site is empty"};
        case Gap::geometry_invalid:
            return {"geometri tapak tidak sah", "the geometry of the site is not valid"};
        case Gap::not_finite:
            return {"koordinat tapak bukan bilangan (NaN atau tak hingga)",
                    "the site has a coordinate that is NaN or infinite"};
        case Gap::not_projected:
            return {"koordinat tapak tidak punya tempat dalam CRS paket",
                    "the site has no place in the CRS of the pack"};
        case Gap::not_measurable:
            return {"luas atau panjang tapak tidak dapat dihitung",
                    "the area or length of the site cannot be computed"};
        case Gap::mixed_geometry:
            return {"geometri tapak campuran (GeometryCollection)", "the site is a geometry collection"};
    }
    return {};
}

}  // namespace petasentra::conformance
