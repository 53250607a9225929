#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/core/text.hpp>
#include <string_view>

namespace petasentra::law {

/// The answer for a piece of ground or a site, from best to worst: the worse of two is the greater. The order is that
/// of step 9 of the plan-pack contract.
enum class Verdict : std::uint8_t {
    conforms,             ///< I, sesuai
    limited,              ///< T, terbatas
    conditional,          ///< B, bersyarat
    limited_conditional,  ///< T and B
    not_regulated,        ///< the matrix does not speak of this activity here, and the pack says absent means so
    outside_plan,         ///< no zone of the governing plan covers the ground
    no_data,              ///< not known: no plan in force, zones not held, cell missing, activity unknown
    unreadable_rule,      ///< there is a rule, but its text cannot be read as one
    prohibited,           ///< X, tidak diperbolehkan
};
inline constexpr int verdict_count = 9;

[[nodiscard]] const char* to_string(Verdict verdict) noexcept;                      // "conforms", "limited" ...
[[nodiscard]] std::optional<Verdict> verdict_from(std::string_view word) noexcept;  // the same words
[[nodiscard]] core::Text words(Verdict verdict);                                    // for people: "sesuai", "conforms"
/// conforms, limited, conditional, limited_conditional: the activity may stand, if need be under conditions.
[[nodiscard]] constexpr bool is_conforming(Verdict verdict) noexcept {
    return verdict <= Verdict::limited_conditional;
}
[[nodiscard]] constexpr Verdict worse(Verdict a, Verdict b) noexcept {
    return a > b ? a : b;
}

}  // namespace petasentra::law
