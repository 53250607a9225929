#pragma once
#include <map>
#include <petasentra/conformance/check.hpp>
#include <string>
#include <vector>

#include "feature_ground.hpp"
#include "readings.hpp"

namespace petasentra::conformance {

/// A special zone or overlay that speaks of one activity on the day, with the ground it holds on.
struct RuleGround {
    AppliedRule::Kind kind;
    std::size_t instrument;
    std::size_t rule;
    const FeatureGround* ground;  ///< the features the rule names, as far as they hold on the day
};

/// The law on the day for one question: what every site that asks it has in common.
struct ActivityLaw {
    Understanding meant;
    std::vector<RuleGround> rules;  ///< that speak in some reading; by instrument, area rules before overlays
    std::vector<core::Text>
        not_evaluated;  ///< rules in force for it that this engine does not compute or whose layer is not held
};

/// The law on the day: instruments in force, those that govern, and the ground of every rule. Made once a check.
class Situation {
  public:
    Situation(const BoundPack& pack, const CheckOptions& options);
    Situation(const Situation&) = delete;
    Situation& operator=(const Situation&) = delete;

    [[nodiscard]] const BoundPack& pack() const noexcept { return m_pack; }
    [[nodiscard]] const CheckOptions& options() const noexcept { return m_options; }
    [[nodiscard]] const std::vector<std::size_t>& in_force() const noexcept { return m_in_force; }
    /// Instruments that give the base verdict, in two ranks: RDTR first, then the RTRW of kabupaten or kota.
    [[nodiscard]] const std::vector<std::size_t>& rdtr() const noexcept { return m_rdtr; }
    [[nodiscard]] const std::vector<std::size_t>& rtrw() const noexcept { return m_rtrw; }
    /// The law for a question; worked out at its first call, so not for several threads at once.
    const ActivityLaw& activity(const Asked& asked);
    /// True if the feature's own dates hold on the day.
    [[nodiscard]] bool holds(const BoundLayer& layer, std::size_t row) const;

    /// The zones of an instrument that hold on the day; null where its zones are not held.
    [[nodiscard]] const FeatureGround* zones_of(std::size_t instrument) const;

  private:
    [[nodiscard]] const FeatureGround& ground_of(const BoundLayer& layer, const std::vector<std::string>& codes) const;

    const BoundPack& m_pack;
    CheckOptions m_options;
    std::vector<std::size_t> m_in_force;
    std::vector<std::size_t> m_rdtr;
    std::vector<std::size_t> m_rtrw;
    std::vector<ScaledRule> m_scaled;
    std::map<Asked, ActivityLaw> m_activities;
};

}  // namespace petasentra::conformance
