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

/// What an officer has to judge, as the end of the reason: " Yang perlu dinilai petugas: ...; ...."
Text for_the_officer(const SiteVerdict& site) {
    constexpr std::size_t at_most = 3;
    const auto& all = site.officer_reasons;
    if (all.empty()) return {};
    const auto within = [](std::string text) {  // no stop, and no capital but of "KBLI"
        if (!text.empty() && text.back() == '.') text.pop_back();
        if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
            text[0] = static_cast<char>(text[0] - 'A' + 'a');
        return text;
    };
    std::vector<Text> texts;
    for (std::size_t i = 0; i < std::min(all.size(), at_most); ++i)
        texts.push_back({within(all[i].id), within(all[i].en)});
    auto out = Text{" Yang perlu dinilai petugas: ", " An officer has to judge: "} + joined(texts, "; ");
    if (all.size() > at_most) {
        const auto more = all.size() - at_most;
        out = out + Text{"; dan " + std::to_string(more) + " hal lain",
                         "; and " + core::counted(more, "other point", "other points")};
    }
    return out + both(".");
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
            const auto named = named_activity(activity, pack.law());
            texts.push_back(citation_of(rule, pack.law()) +
                            Text{" tidak memuat kegiatan \"" + named.id + "\" untuk zona ini; ",
                                 " has no cell for \"" + named.en + "\" in this zone; "} +
                            what_absence_means(pack.law().instruments[rule.instrument]));
            continue;
        }
        std::string cell;
        if (matrix) cell = piece.matrix_cell.raw;
        if (rule.kind == AppliedRule::Kind::area)
            cell = pack.law().instruments[rule.instrument].area_rules[rule.rule].cell.raw;
        const auto quoted = cell.empty() ? Text{} : Text{"\"" + cell + "\" pada ", "\"" + cell + "\" in "};
        const auto unreadable = rule.says == Verdict::unreadable_rule
                                    ? Text{", yang isinya tidak terbaca", ", which cannot be read as a rule"}
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
            const auto says = rule.says == Verdict::unreadable_rule ? Text{" isinya tidak terbaca", " cannot be read"}
                                                                    : Text{" menyatakan " + law::words(rule.says).id,
                                                                           " says " + law::words(rule.says).en};
            sides.emplace(std::pair(rule.says, cited.en), cited + says);
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
    reason = reason + for_the_officer(site);
    if (site.schematic) reason = reason + Text{" Zonasi skematik.", " Schematic zoning."};
    return reason;
}

}  // namespace petasentra::conformance
