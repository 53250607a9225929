#include "io/pack/complain.hpp"

#include <petasentra/core/suggest.hpp>
#include <vector>

namespace petasentra::io::pack {
namespace {

std::string prefix(const Where& where, const char* line_word) {
    std::string text = where.file.name;
    if (where.line != 0) text += std::string(text.empty() ? "" : " ") + line_word + ' ' + std::to_string(where.line);
    if (!where.section.empty()) text += (text.empty() ? "" : ", ") + where.section;
    return text.empty() ? text : text + ": ";
}

// Commas between at most twelve words; a longer list is cut without words of one language.
std::string joined(std::span<const std::string> words) {
    constexpr std::size_t most = 12;
    std::string text;
    std::size_t told = 0;
    for (const auto& word : words) {
        if (word.empty()) continue;
        if (told == most) return text + ", ...";
        text += (told++ == 0 ? "" : ", ") + word;
    }
    return text;
}

}  // namespace

void complain(core::ErrorCode code, const Where& where, const core::Text& message, const core::Text& hint) {
    throw core::Error(code, {prefix(where, "baris") + message.id, prefix(where, "line") + message.en}, hint,
                      {.file = where.file.path, .layer = {}, .feature = where.feature, .column = where.key});
}

core::Text allowed_words(std::string_view word, std::span<const std::string> allowed) {
    core::Text hint;
    if (const auto near = core::nearest(word.substr(0, 200), allowed); !near.empty())
        hint = {"Mungkin maksud Anda " + in_quotes(near) + "? ", "Perhaps " + in_quotes(near) + " is meant. "};
    if (allowed.empty()) return {hint.id + "Belum ada satu pun yang dikenal.", hint.en + "None is known yet."};
    return {hint.id + "Yang dikenal: " + joined(allowed) + ".", hint.en + "Known: " + joined(allowed) + "."};
}

std::string in_quotes(std::string_view word) {
    constexpr std::size_t most = 80;
    if (word.size() <= most) return "'" + std::string(word) + "'";
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;  // not inside a UTF-8 sequence
    return "'" + std::string(word.substr(0, end)) + "...'";
}

void complain_duplicate(const Where& where, const core::Text& what, std::string_view id) {
    complain(core::ErrorCode::duplicate_id, where,
             {what.id + " " + in_quotes(id) + " muncul lebih dari sekali.",
              what.en + " " + in_quotes(id) + " appears more than once."},
             {"Beri id yang berbeda, atau hapus salah satunya.", "Give it another id, or remove one of the two."});
}

void complain_date(const Where& where, std::string_view text) {
    complain(core::ErrorCode::date_unreadable, where,
             {"Tanggal " + in_quotes(text) + " untuk " + in_quotes(where.key) + " tidak terbaca.",
              "The date " + in_quotes(text) + " of " + in_quotes(where.key) + " cannot be read."},
             {"Tulis tahun-bulan-hari, misalnya 2022-05-24.", "Write year-month-day, for example 2022-05-24."});
}

}  // namespace petasentra::io::pack
