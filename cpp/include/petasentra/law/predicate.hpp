#pragma once
#include <optional>
#include <petasentra/law/instrument.hpp>
#include <string_view>

namespace petasentra::law {

/// What a condition asks for, where it can be computed at all.
enum class Predicate {
    none,                        ///< a document or a duty: for the officer
    min_distance_same_activity,  ///< at least so many metres to the nearest other place of the same activity
    max_share_of_lot,            ///< the activity takes at most this share of the site
    max_share_of_zone,           ///< the site takes at most this share of the ground of its zone
    unknown,                     ///< a word this engine does not know: listed, never computed
};
[[nodiscard]] Predicate predicate_of(const Condition& condition) noexcept;

/// The threshold as a share 0..1 or in metres, as the predicate wants it; nothing where it is missing, negative or in a
/// unit that does not fit (only "%" and "share" are shares, only "m" is a distance).
[[nodiscard]] std::optional<double> threshold_of(const Condition& condition) noexcept;

/// Rounding that a measure is forgiven: 1e-9 of a share, 1e-6 m.
inline constexpr double share_slack = 1e-9;
inline constexpr double distance_slack_m = 1e-6;

}  // namespace petasentra::law
