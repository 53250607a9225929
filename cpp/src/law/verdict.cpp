#include <array>
#include <petasentra/law/verdict.hpp>

namespace petasentra::law {
namespace {

struct Words {
    const char* word;
    const char* id;
    const char* en;
};
// In the order of the enumeration.
constexpr std::array<Words, verdict_count> all_words{{
    {"conforms", "sesuai", "conforms"},
    {"limited", "terbatas", "limited"},
    {"conditional", "bersyarat", "conditional"},
    {"limited_conditional", "terbatas dan bersyarat", "limited and conditional"},
    {"not_regulated", "tidak diatur", "not regulated"},
    {"outside_plan", "di luar rencana", "outside the plan"},
    {"no_data", "data tidak tersedia", "no data"},
    {"unreadable_rule", "ketentuan tidak terbaca", "unreadable rule"},
    {"prohibited", "tidak diperbolehkan", "prohibited"},
}};

const Words& words_of(Verdict verdict) {
    return all_words.at(static_cast<std::size_t>(verdict));
}

}  // namespace

const char* to_string(Verdict verdict) noexcept {
    const auto index = static_cast<std::size_t>(verdict);
    return index < all_words.size() ? all_words[index].word : "";
}

std::optional<Verdict> verdict_from(std::string_view word) noexcept {
    for (std::size_t i = 0; i < all_words.size(); ++i)
        if (word == all_words[i].word) return static_cast<Verdict>(i);
    return std::nullopt;
}

core::Text words(Verdict verdict) {
    return {words_of(verdict).id, words_of(verdict).en};
}

}  // namespace petasentra::law
