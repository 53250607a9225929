#pragma once
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace petasentra::access {

/// How much of what lies at a distance still counts.
///
///     none          1                                  everything within the limit counts in full
///     steps         the weight of the first step whose end is not below the cost, 0 beyond the last
///     linear        1 - cost / scale, 0 beyond the scale
///     exponential   exp(-cost / scale)
///     gaussian      exp(-cost^2 / (2 scale^2))
///     power         (max(cost, nearest) / scale)^-exponent
///
/// All are 1 at cost 0 but for `power`, which needs a nearest cost for that; none but `power` ever exceeds 1.
enum class DecayKind : unsigned char { none, steps, linear, exponential, gaussian, power };

/// "none", "steps", ...
[[nodiscard]] const char* to_string(DecayKind kind) noexcept;

/// Up to `end`, itself included, things count by `weight`.
struct Step {
    double end;
    double weight;
};

/// A decay and what it says of a cost; costs, scale, nearest and ends of steps in one unit of the caller's.
struct Decay {
    DecayKind kind = DecayKind::none;
    double scale = 1.0;
    double exponent = 1.0;
    double nearest = 0.0;       ///< of power: costs below it count as this one
    std::vector<Step> steps{};  ///< ends ascending

    /// Error(option_value): a scale, exponent or end of a step that is not finite and above 0, a weight that is not
    /// finite or below 0, ends that do not ascend, no steps at all, power with nearest not above 0.
    void require_sound() const;

    /// Of a cost of 0 or more; 0 of an infinite one.
    [[nodiscard]] double at(double cost) const noexcept;
    /// The same of many, into as many weights; NaN weighs 0.
    void at_each(std::span<const double> costs, std::span<double> weights) const;
    /// No weight is above this.
    [[nodiscard]] double most() const noexcept;
};

}  // namespace petasentra::access
