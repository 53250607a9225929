#include "reasons.hpp"

#include <algorithm>
#include <map>
#include <petasentra/core/number_text.hpp>
#include <petasentra/core/suggest.hpp>

#include "conformance/explain/evidence_words.hpp"
#include "conformance/pieces/overlaps.hpp"
#include "conformance/pieces/pieces.hpp"
#include "decide.hpp"
#include "judge.hpp"

namespace petasentra::conformance {

using core::Text;
using law::Verdict;

namespace {

Text operator+(const Text& a, const Text& b) {
    return {a.id + b.id, a.en + b.en};
}
Text both(const std::string& text) {
    return {text, text};
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

Text joined(const std::vector<Text>& texts, const std::string& separator) {
    Text out;
    for (std::size_t i = 0; i < texts.size(); ++i) out = i == 0 ? texts[i] : out + both(separator) + texts[i];
    return out;
}

Text named_zone(const Piece& piece, const BoundPack& pack) {
    const auto label = zone_label(piece, pack);
    return label.empty() ? Text{"zona tanpa kode", "a zone without a code"} : both(label);
}

Text unknown_activity(const std::string& word, const law::PlanPack& pack) {
    if (word.empty()) return {"kegiatan tapak tidak diisi", "the activity of the site is not filled in"};
    std::vector<std::string> ids;
    for (const auto& activity : pack.activities) ids.push_back(activity.id);
    const auto near = core::nearest(word, ids);
    const auto meant =
        near.empty() ? Text{} : Text{"; mungkin maksudnya \"" + near + "\"", "; perhaps \"" + near + "\" is meant"};
    return Text{"kegiatan \"" + word + "\" tidak dikenal paket",
                "the pack does not know the activity \"" + word + "\""} +
           meant;
}

/// Ground with one and the same answer, whatever features it is made of.
struct Ground {
    double share = 0.0;
    const Piece* example = nullptr;
};

/// What some pieces of a site cover of it together, 0..1.
double share_of(const std::vector<const Piece*>& some, const SiteVerdict& site, std::span<const Piece> pieces,
                const BoundPack& pack) {
    if (!lie_apart(pieces, site.measure)) return covered_once(some, pack, site.dimension) / site.measure;
    auto sum = 0.0;
    for (const auto* piece : some) sum += piece->measure;
    return sum / site.measure;
}

std::vector<Ground> grounds_with(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack) {
    std::map<std::string, std::vector<const Piece*>> members;
    for (const auto& piece : pieces) {
        if (!piece.decisive || piece.verdict != site.verdict) continue;
        const auto answer = std::to_string(piece.instrument) + "|" + piece.zone_code + "|" + zone_label(piece, pack) +
                            "|" + piece.matrix_cell.raw + "|" + piece.cell.raw + "|" +
                            std::to_string(static_cast<int>(piece.gap));
        members[answer].push_back(&piece);
    }
    std::vector<Ground> grounds;
    for (const auto& [answer, alike] : members) {
        grounds.push_back({share_of(alike, site, pieces, pack), alike.front()});
    }
    // The map gives the ties in the order of their names.
    std::stable_sort(grounds.begin(), grounds.end(),
                     [](const Ground& a, const Ground& b) { return a.share > b.share; });
    return grounds;
}

/// What the rules that give the verdict say: their cells and citations, or why there is no rule to read.
Text rule_words(const Piece& piece, const SiteVerdict& site, const BoundPack& pack, core::Date as_of) {
    const auto& activity = site.activity;
    std::vector<Text> texts;
    for (const auto& rule : piece.rules) {
        if (!rule.gives) continue;
        const bool matrix = rule.kind == AppliedRule::Kind::matrix;
        if (matrix && piece.matrix_cell.absent) {
            texts.push_back(citation_of(rule, pack.law()) +
                            Text{" tidak memuat kegiatan \"" + activity + "\" untuk zona ini",
                                 " has no cell for \"" + activity + "\" in this zone"});
            continue;
        }
        std::string cell;
        if (matrix) cell = piece.matrix_cell.raw;
        if (rule.kind == AppliedRule::Kind::area)
            cell = pack.law().instruments[rule.instrument].area_rules[rule.rule].cell.raw;
        const auto quoted = cell.empty() ? Text{} : Text{"\"" + cell + "\" pada ", "\"" + cell + "\" in "};
        const auto unreadable = rule.says == Verdict::unreadable_rule
                                    ? Text{" tidak terbaca sebagai aturan", " cannot be read as a rule"}
                                    : Text{};
        const auto broken = broken_words(rule, piece, site, pack);
        texts.push_back(quoted + citation_of(rule, pack.law()) + unreadable +
                        (broken.id.empty() ? Text{} : both(": ") + broken));
    }
    return texts.empty() ? gap_text(piece, pack, activity, as_of) : joined(texts, "; ");
}

/// The ground with the site's verdict, said once for all the zones in which the same rules give it:
/// "65,0 % luas tapak di A (P-1) dan 35,0 % di B (PD): <rules>; 3,0 % ...".
Text on_grounds(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack, core::Date as_of,
                bool with_rules) {
    constexpr std::size_t at_most = 4;
    const auto grounds = grounds_with(site, pieces, pack);
    struct Saying {
        Text rules;
        std::vector<Text> where;
    };
    std::vector<Saying> sayings;
    for (std::size_t i = 0; i < std::min(grounds.size(), at_most); ++i) {
        const auto& piece = *grounds[i].example;
        auto rules = with_rules ? rule_words(piece, site, pack, as_of) : Text{};
        auto where = share_text(grounds[i].share, site.dimension);
        if (piece.zone >= 0) where = where + Text{" di ", " in "} + named_zone(piece, pack);
        const auto same = std::find_if(sayings.begin(), sayings.end(),
                                       [&](const Saying& saying) { return saying.rules.en == rules.en; });
        if (same != sayings.end())
            same->where.push_back(std::move(where));
        else
            sayings.push_back({std::move(rules), {std::move(where)}});
    }
    std::vector<Text> texts;
    for (const auto& saying : sayings) {
        auto where = saying.where.front();
        for (std::size_t i = 1; i < saying.where.size(); ++i) {
            where = where + (i + 1 == saying.where.size() ? Text{" dan ", " and "} : both(", ")) + saying.where[i];
        }
        texts.push_back(saying.rules.id.empty() ? where : where + both(": ") + saying.rules);
    }
    auto out = joined(texts, "; ");
    if (grounds.size() > at_most) {
        const auto more = grounds.size() - at_most;
        out = out + Text{"; dan " + std::to_string(more) + " jenis lahan lain",
                         "; and " + core::counted(more, "other kind of ground", "other kinds of ground")};
    }
    return out;
}

Text conflict_words(std::span<const Piece> pieces, const law::PlanPack& pack) {
    // Each side once, in the order of the verdicts from better to worse.
    std::map<std::pair<Verdict, std::string>, Text> sides;
    for (const auto& piece : pieces) {
        if (!piece.decisive || !piece.conflict) continue;
        for (const auto& rule : piece.rules) {
            if (!rule.opposes) continue;
            const auto cited = citation_of(rule, pack);
            sides.emplace(std::pair(rule.says, cited.en),
                          cited + Text{" menyatakan " + law::words(rule.says).id, " says " + law::words(rule.says).en});
        }
    }
    std::vector<Text> texts;
    for (const auto& [key, text] : sides) texts.push_back(text);
    return joined(texts, "; ");
}

/// Ground that decides nothing here and does not conform either, by its verdict: "99,2 % luas tapak di luar rencana".
std::vector<Text> rest_of(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack) {
    std::map<Verdict, std::vector<const Piece*>> others;
    for (const auto& piece : pieces) {
        if (piece.decisive && piece.verdict != site.verdict && !law::is_conforming(piece.verdict))
            others[piece.verdict].push_back(&piece);
    }
    std::vector<Text> texts;
    for (const auto& [verdict, alike] : others) {
        const auto words = law::words(verdict);
        texts.push_back(share_text(share_of(alike, site, pieces, pack), site.dimension) +
                        Text{" " + words.id, " " + words.en});
    }
    return texts;
}

/// Broken rules of distance and building that give the verdict beside a conflict, which speaks of the ground alone.
Text broken_besides(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack) {
    std::map<std::string, Text> broken;
    for (const auto& piece : pieces) {
        if (!piece.decisive || piece.verdict != site.verdict) continue;
        for (const auto& rule : piece.rules) {
            if (!rule.gives || argues_about_ground(rule.kind)) continue;
            const auto cited = citation_of(rule, pack.law());
            broken.emplace(cited.en, cited + both(": ") + broken_words(rule, piece, site, pack));
        }
    }
    Text out;
    for (const auto& [key, text] : broken)
        out = out + Text{" Selain itu dilanggar ", " Broken besides: "} + text + both(".");
    return out;
}

Verdict strictest_side(std::span<const Piece> pieces) {
    auto strictest = Verdict::conforms;
    for (const auto& piece : pieces) {
        if (!piece.decisive || !piece.conflict) continue;
        for (const auto& rule : piece.rules) {
            if (rule.opposes) strictest = law::worse(strictest, rule.says);
        }
    }
    return strictest;
}

}  // namespace

Text share_text(double share, int dimension) {
    if (dimension == 0)
        return share >= 1.0 - rounding_slack ? Text{"titik ini", "the point"}
                                             : core::percent_text(share) + Text{" titik", " of the points"};
    const bool whole = share >= 1.0 - rounding_slack;
    if (dimension == 1)
        return whole ? Text{"seluruh panjangnya", "its whole length"}
                     : core::percent_text(share) + Text{" panjangnya", " of its length"};
    return whole ? Text{"seluruh tapak", "the whole site"}
                 : core::percent_text(share) + Text{" luas tapak", " of the site"};
}

std::string zone_label(const Piece& piece, const BoundPack& pack) {
    if (piece.layer == no_index || piece.zone < 0) return {};
    const auto& name = pack.layers()[piece.layer].name[static_cast<std::size_t>(piece.zone)];
    if (name.empty() || name == piece.zone_code) return piece.zone_code;
    return name + " (" + piece.zone_code + ")";
}

Text citation_of(const AppliedRule& rule, const law::PlanPack& pack) {
    const auto& instrument = pack.instruments[rule.instrument];
    const auto article = article_of(pack, rule);
    const auto name = instrument.citation();
    auto what = Text{"tabel ketentuan " + name, "the permission table of " + name};
    if (rule.kind == AppliedRule::Kind::area) {
        const auto& id = instrument.area_rules[rule.rule].id;
        what = {"ketentuan khusus \"" + id + "\" " + name, "the special zone \"" + id + "\" of " + name};
    } else if (rule.kind == AppliedRule::Kind::overlay) {
        const auto& id = instrument.overlay_rules[rule.rule].id;
        what = {"ketentuan tumpang susun \"" + id + "\" " + name, "the overlay \"" + id + "\" of " + name};
    } else if (rule.kind == AppliedRule::Kind::distance) {
        const auto& id = instrument.distance_rules[rule.rule].id;
        what = {"ketentuan jarak \"" + id + "\" " + name, "the distance rule \"" + id + "\" of " + name};
    } else if (rule.kind == AppliedRule::Kind::intensity) {
        what = {"ketentuan intensitas " + name, "the building bounds of " + name};
    }
    const bool seen = !article.empty() && instrument.article_verified(article);
    const auto label = article.empty() ? std::string{} : instrument.article_label(article) + (seen ? "" : "; ");
    return what + Text{" (" + label + (seen ? "" : "belum diverifikasi") + ")",
                       " (" + label + (seen ? "" : "not verified") + ")"};
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
        case Gap::cell_absent:
            return {"tabel tidak memuat kegiatan \"" + activity + "\" untuk zona ini",
                    "the table has no cell for \"" + activity + "\" in this zone"};
        case Gap::cell_unreadable:
            return {"bunyi ketentuan \"" + piece.cell.raw + "\" tidak terbaca sebagai aturan",
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

Text reason_for(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack, core::Date as_of) {
    const auto words = law::words(site.verdict);
    Text reason;
    if (site.conflict) {
        // Where only a part of the ground has to conform, that part decides and not the stricter side of a conflict.
        const auto recorded = strictest_side(pieces) > site.verdict
                                  ? Text{"bagian tapak yang sesuai cukup luas; hasil yang dicatat: ",
                                         "enough of the site conforms; the result recorded: "}
                                  : Text{"hasil yang lebih ketat dicatat: ", "the stricter result is recorded: "};
        reason = Text{"Belum dapat dinyatakan: ", "Cannot be stated yet: "} + conflict_words(pieces, pack.law()) +
                 Text{". Urutan keberlakuannya tidak dinyatakan; ", ". Their precedence is not stated; "} + recorded +
                 Text{words.id + " (", words.en + " ("};
        reason =
            reason + on_grounds(site, pieces, pack, as_of, false) + both(").") + broken_besides(site, pieces, pack);
    } else {
        reason = Text{capitalised(words.id), capitalised(words.en)} + both(": ") +
                 on_grounds(site, pieces, pack, as_of, true) + both(".");
    }
    const auto rest = rest_of(site, pieces, pack);
    if (!rest.empty()) reason = reason + Text{" Selebihnya: ", " The rest: "} + joined(rest, ", ") + both(".");
    if (site.partial) {
        reason = reason + Text{" Bagian yang sesuai: ", " Conforming part: "} +
                 core::percent_text(*site.share_conforming) + both(".");
    }
    if (site.schematic) reason = reason + Text{" Zonasi skematik.", " Schematic zoning."};
    return reason;
}

}  // namespace petasentra::conformance
