#include <algorithm>
#include <petasentra/core/sha256.hpp>
#include <petasentra/core/text.hpp>
#include <span>

#include "law/lint_parts.hpp"

namespace petasentra::law::lint_parts {
namespace {

using core::Severity;

std::string lowered(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Whether `words` stands in `text` and its numbers are whole: 1/2009 is not in 21/2009.
bool contains(std::string_view text, std::string_view words) {
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
        if ((at == 0 || !is_digit_at(text, at - 1)) && !is_digit_at(text, at + words.size())) return true;
    return false;
}

// "Perda 21/2009", its id, "Perda Nomor 21 Tahun 2009", "Peraturan Daerah ... No. 21 Tahun 2009".
bool cites(std::string_view text, const Instrument& other) {
    if (!other.id.empty() && contains(text, lowered(other.id))) return true;
    if (other.number == 0 || other.year == 0) return false;
    if (contains(text, lowered(other.citation()))) return true;
    const auto kind = lowered(other.kind);
    const bool of_kind = (!kind.empty() && text.find(kind) != std::string_view::npos) ||
                         (kind == "perda" && text.find("peraturan daerah") != std::string_view::npos);
    const auto number = std::to_string(other.number) + " tahun " + std::to_string(other.year);
    const auto named = [&](const char* word) { return contains(text, word + number); };
    return of_kind && (named("nomor ") || named("no. ") || named("no "));
}

// The words by which a new plan ends an old one: naming it there is no use of it.
bool ends_it(std::string_view text) {
    return text.find("cabut") != std::string_view::npos || text.find("tidak berlaku") != std::string_view::npos;
}

// Calls f(feature, words) for all that says on which law something of an instrument rests.
template <typename F>
void for_each_basis(const Instrument& instrument, const F& f) {
    for (const auto& article : instrument.articles) {
        f(article.id, article.label);
        f(article.id, article.text);
    }
    for (const auto& link : instrument.layers) f(link.id, link.source);
    f("permissions", instrument.permissions.source);
}

}  // namespace

bool is_repealed_before(const Instrument& other, const Instrument& instrument) {
    return other.in_force_to && *other.in_force_to <= instrument.in_force_from;
}

core::Finding repealed_cited(const Instrument& instrument, const std::string& feature, const Instrument& other) {
    const auto name = other.citation().empty() ? other.id : other.citation();
    return finding("REPEALED_CITED", Severity::warning, instrument, feature,
                   {in_quotes(feature) + " pada " + in_quotes(instrument.id) + " bersandar pada " + name +
                        ", yang tidak berlaku lagi sejak " + core::to_string(*other.in_force_to) + ".",
                    in_quotes(feature) + " of " + in_quotes(instrument.id) + " rests on " + name +
                        ", which is no longer in force since " + core::to_string(*other.in_force_to) + "."},
                   {"Rujuk pasal yang menggantikannya, atau pindahkan ketentuan itu ke peraturan asalnya.",
                    "Cite what replaced it, or move the rule to the instrument it belongs to."});
}

void lint_repealed(const PlanPack& pack, const Instrument& instrument, Findings& findings) {
    for (const auto& other : pack.instruments) {
        if (&other == &instrument || !is_repealed_before(other, instrument)) continue;
        std::string told;
        for_each_basis(instrument, [&](const std::string& feature, const std::string& words) {
            const auto text = lowered(words);
            if (words.empty() || feature == told || ends_it(text) || !cites(text, other)) return;
            told = feature;
            findings.push_back(repealed_cited(instrument, feature, other));
        });
    }
}

void lint_records(const Instrument& instrument, Findings& findings) {
    for (const auto& article : instrument.articles) {
        if (article.verified &&
            (article.verified_by.empty() || article.verified_on.empty() || article.text_sha256.empty()))
            findings.push_back(
                finding("VERIFIED_WITHOUT_RECORD", Severity::warning, instrument, article.id,
                        {"Pasal " + in_quotes(article.id) +
                             " bertanda verified tanpa catatan siapa yang melihatnya, kapan, dan sidik naskahnya.",
                         "Article " + in_quotes(article.id) +
                             " is marked verified without a record of who saw it, when, and the hash of its words."},
                        {"Catat dengan `petasentra pack verify`, atau ubah verified menjadi false.",
                         "Record it with `petasentra pack verify`, or set verified to false."}));
        if (article.text.empty() || article.text_sha256.empty()) continue;
        if (article_text_sha256(article.text) != article.text_sha256)
            findings.push_back(finding(
                "ARTICLE_TEXT_CHANGED", Severity::warning, instrument, article.id,
                {"Naskah pasal " + in_quotes(article.id) + " bukan lagi naskah yang sidiknya tercatat (text_sha256).",
                 "The words of article " + in_quotes(article.id) +
                     " are no longer those whose hash was recorded (text_sha256)."},
                {"Kembalikan naskahnya, atau verifikasi ulang dengan `petasentra pack verify`.",
                 "Restore the words, or verify again with `petasentra pack verify`."}));
    }
}

}  // namespace petasentra::law::lint_parts

namespace petasentra::law {

std::string article_text_sha256(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            plain += text[i];
        } else if (text.substr(i + 1, 1) != "\n") {
            plain += '\n';
        }
    }
    const auto words = core::trimmed(plain);
    return core::sha256(std::as_bytes(std::span(words.data(), words.size())));
}

}  // namespace petasentra::law
