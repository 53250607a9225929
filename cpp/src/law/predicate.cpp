#include <petasentra/law/predicate.hpp>

namespace petasentra::law {

Predicate predicate_of(const Condition& condition) noexcept {
    if (condition.predicate.empty()) return Predicate::none;
    if (condition.predicate == "min_distance_same_activity") return Predicate::min_distance_same_activity;
    if (condition.predicate == "max_share_of_lot") return Predicate::max_share_of_lot;
    if (condition.predicate == "max_share_of_zone") return Predicate::max_share_of_zone;
    return Predicate::unknown;
}

std::optional<double> threshold_of(const Condition& condition) noexcept {
    if (!condition.threshold || *condition.threshold < 0.0) return std::nullopt;
    switch (predicate_of(condition)) {
        case Predicate::min_distance_same_activity:
            return condition.unit == "m" ? condition.threshold : std::nullopt;
        case Predicate::max_share_of_lot:
        case Predicate::max_share_of_zone:
            if (condition.unit == "share") return condition.threshold;
            return condition.unit == "%" ? std::optional(*condition.threshold / 100.0) : std::nullopt;
        case Predicate::none:
        case Predicate::unknown:
            break;
    }
    return std::nullopt;
}

}  // namespace petasentra::law
